/** A parameter of a builtin that takes a closure: `expression` or `predicate`, and whether it is optional. */
export interface ClosureParameter {
  readonly kind: 'expression' | 'predicate';
  readonly optional?: true;
}

const list: ClosureParameter = { kind: 'expression' };
const predicate: ClosureParameter = { kind: 'predicate' };
const maybePredicate: ClosureParameter = { kind: 'predicate', optional: true };
const maybe: ClosureParameter = { kind: 'expression', optional: true };

/** The builtins that take a closure. */
export const closureBuiltins: ReadonlyMap<string, readonly ClosureParameter[]> = new Map([
  ['all', [list, predicate]],
  ['none', [list, predicate]],
  ['any', [list, predicate]],
  ['one', [list, predicate]],
  ['filter', [list, predicate]],
  ['map', [list, predicate]],
  ['count', [list, maybePredicate]],
  ['sum', [list, maybePredicate]],
  ['find', [list, predicate]],
  ['findIndex', [list, predicate]],
  ['findLast', [list, predicate]],
  ['findLastIndex', [list, predicate]],
  ['groupBy', [list, predicate]],
  ['sortBy', [list, predicate, maybe]],
  ['reduce', [list, predicate, maybe]],
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
  return closureBuiltins.has(name) || plainBuiltins.has(name);
}
