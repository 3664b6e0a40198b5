import type { GoType } from '../values/type.ts';

/** A builtin of expr-lang that takes values. */
export interface Builtin {
  /** The signatures of the function. The first that matches a call is used. */
  readonly overloads?: readonly GoType[];
  /** Returns the type of the result for these argument types. Throws a plain error if they are not valid. */
  readonly validate?: (types: readonly GoType[]) => GoType;
  /** Runs the builtin. The message of a plain error that it throws becomes the message of the evaluation. */
  readonly run: (values: readonly unknown[]) => unknown;
}

/** Returns the name of an argument type for messages; nil has none. */
export function nameType(type: GoType): string {
  return type.kind === 'nil' ? '%!s(<nil>)' : type.name;
}

/** Throws a plain error unless the number of arguments is right. */
export function needCount(types: readonly unknown[], count: number): void {
  if (types.length !== count)
    throw new Error(`invalid number of arguments (expected ${count}, got ${types.length})`);
}
