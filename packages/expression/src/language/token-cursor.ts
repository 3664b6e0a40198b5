import { errorAt } from '../expression-error.ts';
import { lexicalError, tokenize } from './lexer.ts';
import { describeToken, type Token } from './token.ts';

/** The tokens of a text, with the position of the parser. */
export class TokenCursor {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokenize(text);
  }

  get offset(): number {
    return this.#at;
  }

  skip(): void {
    this.#at += 1;
  }

  back(offset: number): void {
    this.#at = offset;
  }

  get current(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined)
      throw errorAt('EXPRESSION_SYNTAX', 'unexpected end of expression', this.#text, this.#text.length);
    if (token.kind === 'error') throw lexicalError(token, this.#text);
    return token;
  }

  is(kind: Token['kind'], value: string): boolean {
    const token = this.current;
    return token.kind === kind && token.value === value;
  }

  take(kind: Token['kind'], value: string): boolean {
    if (!this.is(kind, value)) return false;
    this.#at += 1;
    return true;
  }

  expect(kind: Token['kind'], value?: string): Token {
    const token = this.current;
    if (token.kind !== kind || (value !== undefined && token.value !== value)) this.unexpected();
    this.#at += 1;
    return token;
  }

  unexpected(): never {
    this.fail(`unexpected token ${describeToken(this.current)}`);
  }

  fail(message: string, at: number = this.current.from): never {
    throw errorAt('EXPRESSION_SYNTAX', message, this.#text, at);
  }
}
