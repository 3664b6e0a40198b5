import type { Builtin } from './builtin.ts';
import { listBuiltins } from './list-builtins.ts';
import { numberBuiltins } from './number-builtins.ts';
import { stringBuiltins } from './string-builtins.ts';
import { timeBuiltins } from './time-builtins.ts';

const all: ReadonlyMap<string, Builtin> = new Map([
  ...listBuiltins,
  ...numberBuiltins,
  ...stringBuiltins,
  ...timeBuiltins,
]);

/** Returns the builtin of a name. */
export function getBuiltin(name: string): Builtin {
  const builtin = all.get(name);
  if (builtin === undefined) throw new Error(`unreachable: unknown builtin ${name}`);
  return builtin;
}
