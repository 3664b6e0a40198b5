import type { ReferenceScope } from '../../state/reference-scope.ts';
import type { RunState } from '../../state/run-state.ts';

const known = new WeakMap<RunState, Map<string, unknown>>();

/** Returns the global variables. */
export function globalsOf(run: RunState): ReadonlyMap<string, unknown> {
  return liveGlobals(run);
}

/** Sets a global variable. */
export function setGlobal(run: RunState, name: string, value: unknown): void {
  run.globals[name] = value;
  liveGlobals(run).set(name, value);
}

/** Returns global and local variables together. */
export function allVariables(run: RunState, scope: ReferenceScope): Map<string, unknown> {
  return new Map([...liveGlobals(run), ...Object.entries(scope.variables)]);
}

function liveGlobals(run: RunState): Map<string, unknown> {
  let globals = known.get(run);
  if (globals === undefined) {
    globals = new Map(Object.entries(run.globals));
    known.set(run, globals);
  }
  return globals;
}
