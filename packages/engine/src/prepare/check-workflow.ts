import type { Workflow } from '@tiphys/models';
import type { Executor, WorkKind } from '../contract/executor.ts';
import { prepareRun } from './prepare-run.ts';

/** Options of {@link checkWorkflow}. */
export interface CheckOptions {
  readonly name?: string | undefined;
  readonly objects?: readonly unknown[];
  readonly maximumIterations?: number | undefined;
}

const WORKS: readonly WorkKind[] = ['pod', 'http', 'plugin', 'resource', 'data'];

/**
 * Checks that a workflow could start, without starting it. What depends on an executor, such as the commands of images, is not checked.
 *
 * @throws EngineError for a workflow that cannot run, like `runWorkflow`
 */
export function checkWorkflow(
  workflow: Workflow,
  { name, objects = [], maximumIterations }: CheckOptions,
): void {
  prepareRun(workflow, {
    executor: checker,
    objects,
    maximumIterations,
    ...(name !== undefined && { name }),
  });
}

const checker: Executor = {
  works: WORKS,
  start: () => {
    throw new Error('unreachable: a check starts nothing');
  },
  findUnsupported: () => undefined,
};
