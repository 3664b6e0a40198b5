import {
  type BranchNode,
  type CallNode,
  isTask,
  type Scope,
  type Source,
  type TaskNode,
} from '../../ir/graph.ts';
import { givesNothing } from '../../ir/outputs/gives-nothing.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { findBranch } from '../handles/branch-handle.ts';
import { findSource } from '../handles/handle.ts';
import { isVisible } from '../tracing/trace-state.ts';

const PLACES: Readonly<Record<Scope['kind'], string>> = {
  pipeline: 'another pipeline',
  loop: 'a loop',
  branch: 'a branch',
  group: 'a group',
  rounds: 'the body of repeatUntil',
  attempt: 'an attempt',
  exit: 'an exit handler',
  handler: 'an exit handler or a hook',
};

/**
 * Checks that an output is visible in a body.
 *
 * @throws PipelineError `PIPELINE_OUT_OF_SCOPE`
 */
export function assertVisible(source: Source, scope: Scope): void {
  if (source.scope === scope || isVisible(scope, source.scope)) return;
  const home = source.scope?.kind ?? 'pipeline';
  const what = isTask(source) ? `The output of "${source.name}"` : 'The value';
  const advice =
    scope.kind === 'exit'
      ? 'An exit handler can only use the inputs of the pipeline and the outcome.'
      : home === 'pipeline'
        ? 'Use it in its own pipeline.'
        : 'Return it from the body, and use the output of the loop or branch.';
  throw new PipelineError(
    'PIPELINE_OUT_OF_SCOPE',
    `${what} belongs to ${PLACES[home]} and cannot be used outside. ${advice}`,
  );
}

/**
 * Checks that an output is visible in a body and has a value.
 *
 * @throws PipelineError `PIPELINE_OUT_OF_SCOPE`, or `PIPELINE_NO_RESULT` if it has no value
 */
export function assertUsable(source: Source, scope: Scope): void {
  assertVisible(source, scope);
  assertResult(source);
}

/**
 * Checks that an output has a value.
 *
 * @throws PipelineError `PIPELINE_NO_RESULT`
 */
export function assertResult(source: Source): void {
  if (givesNothing(source)) throw noResult(source);
}

function noResult(source: Source): PipelineError {
  if (source.kind === 'field' || source.kind === 'narrowed') return noResult(source.of);
  const name = 'name' in source ? ` "${source.name}"` : '';
  const message =
    source.kind === 'call'
      ? `The task${name} has no result, because ${describeCall(source)}. Return a value from it, or do not use its result.`
      : source.kind === 'question' || source.kind === 'pause'
        ? `The task${name} has no result: it only waits. Other tasks can wait for it: { after: ... }.`
        : `The ${source.kind}${name} has no result, because its body returns nothing. Return an output from the body, or do not use the result.`;
  return new PipelineError('PIPELINE_NO_RESULT', message);
}

function describeCall({ component: { descriptor } }: CallNode): string {
  if (descriptor.definition !== undefined) return `the component ${descriptor.name} declares no outputs`;
  return descriptor.remote === undefined
    ? `the function ${descriptor.name} returns nothing`
    : `the template "${descriptor.remote.template}" has no outputs`;
}

/**
 * Returns the tasks behind outputs and branches.
 *
 * @throws PipelineError `PIPELINE_NOT_A_TASK`, `PIPELINE_OUT_OF_SCOPE`
 */
export function readAwaited(awaited: readonly unknown[], scope: Scope): readonly TaskNode[] {
  return awaited.flatMap((one) => {
    const task = findAwaited(one);
    if (task === undefined) return [];
    assertVisible(task, scope);
    return [task];
  });
}

/**
 * Returns the task behind an output or a branch; undefined for items and inputs.
 *
 * @throws PipelineError `PIPELINE_NOT_A_TASK`
 */
export function findAwaited(awaited: unknown): TaskNode | undefined {
  const branch: BranchNode | undefined = findBranch(awaited);
  if (branch !== undefined) return branch;
  for (let source = findSource(awaited); ; source = source.of) {
    if (source === undefined) throw notATask();
    if (isTask(source)) return source;
    // Items and inputs exist before the body starts.
    if (source.kind !== 'field' && source.kind !== 'narrowed') return undefined;
  }
}

function notATask(): PipelineError {
  return new PipelineError(
    'PIPELINE_NOT_A_TASK',
    'A task can only wait for tasks, loops and branches. Pass what a component, forEach or when returned.',
  );
}
