import { quoteGo } from '@tiphys/go';

/** A token of an expression. `from` is its offset in the text. */
export interface Token {
  readonly kind: 'identifier' | 'number' | 'string' | 'bytes' | 'operator' | 'bracket' | 'eof' | 'error';
  readonly value: string;
  readonly from: number;
}

const NAMES = {
  identifier: 'Identifier',
  number: 'Number',
  string: 'String',
  bytes: 'Bytes',
  operator: 'Operator',
  bracket: 'Bracket',
  eof: 'EOF',
  error: 'Error',
} as const;

/** Describes a token as error messages of expr-lang do, for example `Operator("+")`. */
export function describeToken(token: Token): string {
  return token.value === '' ? NAMES[token.kind] : `${NAMES[token.kind]}(${quoteGo(token.value)})`;
}
