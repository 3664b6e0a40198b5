import type { NodeStatus, Workflow } from '@tiphys/models';
import { runWorkflow } from '../../src/driver/run-workflow.ts';
import { openBench } from '../executor-bench.ts';

/** How the nodes of a workflow ended, by their names without the workflow's. */
export async function runSteps(
  spec: object,
  objects: readonly unknown[] = [],
): Promise<ReadonlyMap<string, NodeStatus>> {
  await using bench = openBench();
  const workflow = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { name: 'wf' },
    spec,
  } as Workflow;
  const finished = await runWorkflow(workflow, { executor: bench.executor, name: 'wf', objects });
  return new Map(
    Object.values(finished.status?.nodes ?? {}).map((node) => [node.displayName ?? node.name, node]),
  );
}

/** Returns a script template. */
export function script(name: string, source: string, more: object = {}, container: object = {}): object {
  return { name, script: { image: 'alpine', command: ['sh'], source, ...container }, ...more };
}
