import type { GoPattern, GoTime } from '@tiphys/go';
import { printGoValue } from '../values/print-value.ts';

/** The kinds of tokens, by the names that messages use. */
export type WhenTokenKind =
  | 'UNKNOWN'
  | 'PREFIX'
  | 'NUMERIC'
  | 'BOOLEAN'
  | 'STRING'
  | 'PATTERN'
  | 'TIME'
  | 'VARIABLE'
  | 'ACCESSOR'
  | 'SEPARATOR'
  | 'COMPARATOR'
  | 'LOGICALOP'
  | 'MODIFIER'
  | 'CLAUSE'
  | 'CLAUSE_CLOSE'
  | 'TERNARY';

/** A token of a condition. */
export interface WhenToken {
  readonly kind: WhenTokenKind;
  readonly value: string | number | boolean | readonly string[] | GoTime | GoPattern;
}

const OPERAND: readonly WhenTokenKind[] = [
  'PREFIX',
  'NUMERIC',
  'BOOLEAN',
  'VARIABLE',
  'ACCESSOR',
  'STRING',
  'CLAUSE',
];
const FOLLOWER: readonly WhenTokenKind[] = [
  'MODIFIER',
  'COMPARATOR',
  'LOGICALOP',
  'CLAUSE_CLOSE',
  'SEPARATOR',
];

/** The kinds of tokens that may follow each kind. */
const FOLLOWERS: Readonly<Record<WhenTokenKind, readonly WhenTokenKind[]>> = {
  UNKNOWN: [...OPERAND, 'PATTERN', 'TIME'],
  CLAUSE: [...OPERAND, 'PATTERN', 'TIME', 'CLAUSE_CLOSE'],
  CLAUSE_CLOSE: [
    ...FOLLOWER,
    'TERNARY',
    'NUMERIC',
    'BOOLEAN',
    'VARIABLE',
    'STRING',
    'PATTERN',
    'TIME',
    'CLAUSE',
  ],
  NUMERIC: [...FOLLOWER, 'TERNARY'],
  BOOLEAN: [...FOLLOWER, 'TERNARY'],
  STRING: [...FOLLOWER, 'TERNARY'],
  VARIABLE: [...FOLLOWER, 'TERNARY'],
  TIME: FOLLOWER,
  PATTERN: FOLLOWER,
  MODIFIER: [...OPERAND, 'CLAUSE_CLOSE'],
  COMPARATOR: [...OPERAND, 'TIME', 'CLAUSE_CLOSE', 'PATTERN'],
  LOGICALOP: [...OPERAND, 'TIME', 'CLAUSE_CLOSE'],
  PREFIX: ['NUMERIC', 'BOOLEAN', 'VARIABLE', 'ACCESSOR', 'CLAUSE', 'CLAUSE_CLOSE'],
  TERNARY: [...OPERAND, 'TIME', 'SEPARATOR'],
  ACCESSOR: ['CLAUSE', ...FOLLOWER, 'TERNARY'],
  SEPARATOR: [...OPERAND, 'TIME'],
};

const COMPLETE: ReadonlySet<WhenTokenKind> = new Set([
  'CLAUSE_CLOSE',
  'NUMERIC',
  'BOOLEAN',
  'STRING',
  'TIME',
  'PATTERN',
  'VARIABLE',
  'ACCESSOR',
]);

/** Tells whether a token of one kind may follow one of another. */
export function mayFollow(before: WhenTokenKind, after: WhenTokenKind): boolean {
  return FOLLOWERS[before].includes(after);
}

function describe(token: WhenToken | undefined): string {
  if (token === undefined) return 'UNKNOWN [<nil>]';
  // The library stores a parenthesis as a rune, which Go prints as a number.
  const value =
    token.kind === 'CLAUSE' ? '40' : token.kind === 'CLAUSE_CLOSE' ? '41' : printGoValue(token.value);
  return `${token.kind} [${value}]`;
}

/** Throws a plain error if tokens are not valid in this order. */
export function checkSyntax(tokens: readonly WhenToken[]): void {
  let last: WhenToken | undefined;
  for (const token of tokens) {
    const before = last?.kind ?? 'UNKNOWN';
    if (!mayFollow(before, token.kind)) {
      if (before === 'VARIABLE' && token.kind === 'CLAUSE')
        throw new Error(`Undefined function ${String(last?.value)}`);
      throw new Error(`Cannot transition token types from ${describe(last)} to ${describe(token)}`);
    }
    last = token;
  }
  if (last === undefined || !COMPLETE.has(last.kind)) throw new Error('Unexpected end of expression');
}

/** Throws a plain error if parentheses are not balanced. */
export function checkBalance(tokens: readonly WhenToken[]): void {
  let open = 0;
  for (const { kind } of tokens) open += kind === 'CLAUSE' ? 1 : kind === 'CLAUSE_CLOSE' ? -1 : 0;
  if (open !== 0) throw new Error('Unbalanced parenthesis');
}
