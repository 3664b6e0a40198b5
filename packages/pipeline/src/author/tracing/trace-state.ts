import type { CalledPipeline, Scope, TaskNode } from '../../ir/graph.ts';
import type { ResolvedOptions } from '../../ir/settings/settings.ts';
import { sharedSlot } from '../../ir/shared-slot.ts';
import { PipelineError } from '../../pipeline-error.ts';

interface TraceState {
  scope: Scope | undefined;
  /** The first refusal of an output since {@link takeRefusal} was called. */
  refusal: unknown;
  /** The pipelines that have been called since {@link startTrace}; undefined while its body runs. */
  called: Map<object, CalledPipeline | undefined>;
}

/** The current state of tracing. */
const state: TraceState = sharedSlot('trace', () => ({
  scope: undefined,
  refusal: undefined,
  called: new Map(),
}));

/** Forgets the pipelines that were called. */
export function startTrace(): void {
  state.called = new Map();
}

/** Returns the pipelines that were called: undefined for one whose body still runs. */
export function openPipelines(): Map<object, CalledPipeline | undefined> {
  return state.called;
}

/** Returns the current body, or undefined outside of a pipeline. */
export function findScope(): Scope | undefined {
  return state.scope;
}

/**
 * Returns the current body.
 *
 * @throws PipelineError `PIPELINE_OUTSIDE_BODY`
 */
export function currentScope(what: string): Scope {
  if (state.scope !== undefined) return state.scope;
  throw new PipelineError(
    'PIPELINE_OUTSIDE_BODY',
    `${what} was called outside the body of a pipeline. Call it inside pipeline(name, inputs, (inputs) => { ... }); to run the plain function, import it from its own file.`,
  );
}

/** Creates an empty body. */
export function createScope(
  kind: Scope['kind'],
  parent: Scope | undefined,
  defaults?: ResolvedOptions,
): Scope {
  const names = kind === 'branch' && parent !== undefined ? parent.names : new Map<string, number>();
  return {
    kind,
    parent,
    depth: parent === undefined ? 0 : parent.depth + 1,
    tasks: [],
    names,
    formulas: [],
    reordered: false,
    ...(defaults === undefined ? {} : { defaults }),
  };
}

/** Runs a function with the given body as the current one. */
export function runInScope<T>(scope: Scope, build: () => T): T {
  const before = state.scope;
  state.scope = scope;
  try {
    return build();
  } finally {
    state.scope = before;
  }
}

/** Tells whether a value of the body `home` is visible in the body `from`: in the same body or in one inside it. */
export function isVisible(from: Scope, home: Scope | undefined): boolean {
  if (home === undefined) return true;
  for (let scope: Scope | undefined = from; scope !== undefined; scope = scope.parent) {
    if (scope === home) return true;
  }
  return false;
}

/** Adds a task to its body. */
export function addTask<T extends TaskNode>(task: T): T {
  task.order = task.scope.tasks.push(task);
  return task;
}

/** Stores the error about an output used as a value, in case the body catches it or is async. */
export function noteRefusal(error: unknown): void {
  if (state.scope !== undefined) state.refusal ??= error;
}

/** Returns and clears the first stored error, if any. */
export function takeRefusal(): unknown {
  const { refusal } = state;
  state.refusal = undefined;
  return refusal;
}
