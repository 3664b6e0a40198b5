import { PipelineError } from '../pipeline-error.ts';
import type { Scope, TaskNode } from './scope.ts';

interface TraceState {
  scope: Scope | undefined;
}

const stateKey = Symbol.for('@tiphys/pipeline/trace');
const shared = globalThis as unknown as Record<symbol, TraceState | undefined>; // a slot under our own symbol

/** What is being traced; one object for all copies of this package, because a pipeline and the command may load different ones. */
const state: TraceState = shared[stateKey] ?? { scope: undefined };
shared[stateKey] = state;

/** Returns the body that is being built now, or undefined outside a pipeline. */
export function findScope(): Scope | undefined {
  return state.scope;
}

/**
 * Returns the body that is being built now.
 *
 * @throws PipelineError `PIPELINE_OUTSIDE_BODY`
 */
export function currentScope(what: string): Scope {
  if (state.scope !== undefined) return state.scope;
  throw new PipelineError('PIPELINE_OUTSIDE_BODY', {
    message: `${what} was called outside the body of a pipeline. Call it inside pipeline(name, inputs, (inputs) => { ... }); to run the plain function, import it from its own file.`,
  });
}

/** Returns a new, empty body. */
export function createScope(kind: Scope['kind'], parent: Scope | undefined): Scope {
  const names = kind === 'branch' && parent !== undefined ? parent.names : new Map<string, number>();
  return {
    kind,
    parent,
    depth: parent === undefined ? 0 : parent.depth + 1,
    tasks: [],
    names,
    reordered: false,
  };
}

/** Runs a function while the given body is the one being built. */
export function runInScope<T>(scope: Scope, build: () => T): T {
  const before = state.scope;
  state.scope = scope;
  try {
    return build();
  } finally {
    state.scope = before;
  }
}

/** Tells whether what belongs to one body may be used in another: in the same one or in one inside it. */
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
