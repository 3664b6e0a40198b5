/** A parameter of a builtin that takes a closure: `expression` or `predicate`, and whether it is optional. */
export interface ClosureParameter {
  readonly kind: 'expression' | 'predicate';
  readonly optional?: true;
}

const LIST: ClosureParameter = { kind: 'expression' };
const PREDICATE: ClosureParameter = { kind: 'predicate' };
const MAYBE_PREDICATE: ClosureParameter = { kind: 'predicate', optional: true };
const MAYBE: ClosureParameter = { kind: 'expression', optional: true };

/** The builtins that take a closure. */
export const CLOSURE_BUILTINS: ReadonlyMap<string, readonly ClosureParameter[]> = new Map([
  ['all', [LIST, PREDICATE]],
  ['none', [LIST, PREDICATE]],
  ['any', [LIST, PREDICATE]],
  ['one', [LIST, PREDICATE]],
  ['filter', [LIST, PREDICATE]],
  ['map', [LIST, PREDICATE]],
  ['count', [LIST, MAYBE_PREDICATE]],
  ['sum', [LIST, MAYBE_PREDICATE]],
  ['find', [LIST, PREDICATE]],
  ['findIndex', [LIST, PREDICATE]],
  ['findLast', [LIST, PREDICATE]],
  ['findLastIndex', [LIST, PREDICATE]],
  ['groupBy', [LIST, PREDICATE]],
  ['sortBy', [LIST, PREDICATE, MAYBE]],
  ['reduce', [LIST, PREDICATE, MAYBE]],
]);

/** The builtins that take only values. */
const plainBuiltins: ReadonlySet<string> = new Set(
  `len type abs ceil floor round int float string trim trimPrefix trimSuffix upper lower split splitAfter replace repeat
  join indexOf lastIndexOf hasPrefix hasSuffix max min mean median toJSON fromJSON toBase64 fromBase64 now duration date
  timezone first last get take keys values toPairs fromPairs reverse uniq concat flatten sort bitand bitor bitxor bitnand
  bitshl bitshr bitushr bitnot`.split(/\s+/),
);

/** Tells whether a name is a builtin of expr-lang. */
export function isBuiltin(name: string): boolean {
  return CLOSURE_BUILTINS.has(name) || plainBuiltins.has(name);
}
