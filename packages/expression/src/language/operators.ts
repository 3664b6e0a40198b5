/** Precedence of the operators of expr-lang. A higher number binds tighter. */
export const BINARY_PRECEDENCE: ReadonlyMap<string, number> = new Map([
  ['|', 0],
  ['or', 10],
  ['||', 10],
  ['and', 15],
  ['&&', 15],
  ['==', 20],
  ['!=', 20],
  ['<', 20],
  ['>', 20],
  ['>=', 20],
  ['<=', 20],
  ['in', 20],
  ['matches', 20],
  ['contains', 20],
  ['startsWith', 20],
  ['endsWith', 20],
  ['..', 25],
  ['+', 30],
  ['-', 30],
  ['*', 60],
  ['/', 60],
  ['%', 60],
  ['**', 100],
  ['^', 100],
  ['??', 500],
]);

/** Precedence of the prefix operators. */
export const UNARY_PRECEDENCE: ReadonlyMap<string, number> = new Map([
  ['not', 50],
  ['!', 50],
  ['-', 90],
  ['+', 90],
]);

/** Tells whether an operator is a comparison that can be chained. */
export function isComparison(operator: string): boolean {
  return operator === '<' || operator === '>' || operator === '>=' || operator === '<=';
}

/** Tells whether an operator is right-associative. */
export function isRightAssociative(operator: string): boolean {
  return operator === '**' || operator === '^';
}

/** Tells whether `not` is allowed before an operator. */
export function allowsNot(operator: string): boolean {
  return ['contains', 'matches', 'startsWith', 'endsWith', 'in'].includes(operator);
}

/** The words that the lexer reads as operators, not as names. */
export const WORD_OPERATORS: ReadonlySet<string> = new Set([
  'in',
  'or',
  'and',
  'matches',
  'contains',
  'startsWith',
  'endsWith',
  'let',
  'if',
  'else',
]);
