import type { GoType } from '../values/type.ts';

/** A builtin of expr-lang that takes values. */
export interface Builtin {
  /** The signatures that a call may have, of which the first that fits counts. */
  readonly overloads?: readonly GoType[];
  /** The type of the result for these argument types. Throws a plain error when they do not fit. */
  readonly validate?: (types: readonly GoType[]) => GoType;
  /** Throws a plain error, whose message becomes that of the evaluation. */
  readonly run: (values: readonly unknown[]) => unknown;
}

/** What messages call an argument type: nil has none. */
export function nameType(type: GoType): string {
  return type.kind === 'nil' ? '%!s(<nil>)' : type.name;
}

/** Throws a plain error unless there are so many arguments. */
export function needCount(types: readonly unknown[], count: number): void {
  if (types.length !== count)
    throw new Error(`invalid number of arguments (expected ${count}, got ${types.length})`);
}
