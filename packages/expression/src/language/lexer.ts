import { errorAt } from '../expression-error.ts';
import { isAlphanumeric, isSpace } from './characters.ts';
import { allowsNot, WORD_OPERATORS } from './operators.ts';
import type { Token } from './token.ts';
import { unescapeBytes, unescapeString } from './unescape.ts';

/** Returns the tokens of an expression. The list ends with `eof`, or with `error` if the rest cannot be read. */
export function tokenize(text: string): readonly Token[] {
  return new Lexer(text).run();
}

class LexicalProblem extends Error {}

class Lexer {
  readonly #text: string;
  readonly #tokens: Token[] = [];
  #start = 0;
  #end = 0;
  #pastEnd = false;

  constructor(text: string) {
    this.#text = text;
  }

  run(): readonly Token[] {
    try {
      while (this.#root()) this.#start = this.#end;
    } catch (problem) {
      if (!(problem instanceof LexicalProblem)) throw problem;
      this.#tokens.push({ kind: 'error', value: problem.message, from: this.#end - (this.#pastEnd ? 0 : 1) });
    }
    return this.#tokens;
  }

  #peek(): string {
    const code = this.#text.codePointAt(this.#end);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  #next(): string {
    const character = this.#peek();
    if (character === '') this.#pastEnd = true;
    this.#end += character.length;
    return character;
  }

  #accept(valid: string): boolean {
    const character = this.#peek();
    if (character === '' || !valid.includes(character)) return false;
    this.#end += character.length;
    return true;
  }

  #acceptRun(valid: string): void {
    while (this.#accept(valid));
  }

  #word(): string {
    return this.#text.slice(this.#start, this.#end);
  }

  #emit(kind: Token['kind'], value: string = this.#word()): true {
    this.#tokens.push({ kind, value, from: this.#start });
    this.#start = this.#end;
    return true;
  }

  #root(): boolean {
    const character = this.#next();
    if (character === '') {
      this.#tokens.push({ kind: 'eof', value: '', from: Math.max(0, this.#end - 1) });
      return false;
    }
    if (isSpace(character)) return true;
    if (character === "'" || character === '"') return this.#string(character);
    if (character === '`') return this.#rawString();
    if ((character === 'b' || character === 'B') && this.#accept('\'"')) return this.#bytes();
    if (character >= '0' && character <= '9') return this.#number(character);
    if (isAlphanumeric(character)) return this.#identifier();
    return this.#symbol(character);
  }

  #symbol(character: string): true {
    switch (character) {
      case '?':
        this.#accept('.?');
        return this.#emit('operator');
      case '/':
        return this.#slash();
      case '#':
        return this.#pointer();
      case '|':
      case ':':
        this.#accept(character);
        return this.#emit('operator');
      case '.':
        if (/[0-9]/.test(this.#peek())) return this.#number('.');
        this.#accept('.');
        return this.#emit('operator');
    }
    if ('([{)]}'.includes(character)) return this.#emit('bracket');
    if (',;%+-^'.includes(character)) return this.#emit('operator');
    if ('&!=*<>'.includes(character)) {
      this.#accept('&=*');
      return this.#emit('operator');
    }
    throw new LexicalProblem(`unrecognized character: ${describeCharacter(character)}`);
  }

  #number(first: string): true {
    this.#end -= first.length;
    if (!this.#scanNumber()) throw new LexicalProblem(`bad number syntax: "${this.#word()}"`);
    return this.#emit('number');
  }

  #scanNumber(): boolean {
    let digits = '0123456789_';
    if (this.#accept('0')) {
      if (this.#accept('xX')) digits = '0123456789abcdefABCDEF_';
      else if (this.#accept('oO')) digits = '01234567_';
      else if (this.#accept('bB')) digits = '01_';
    }
    this.#acceptRun(digits);
    const end = this.#end;
    if (this.#accept('.')) {
      if (this.#peek() === '.') {
        this.#end = end;
        return true;
      }
      this.#acceptRun(digits);
    }
    if (this.#accept('eE')) {
      this.#accept('+-');
      this.#acceptRun(digits);
    }
    if (this.#peek() === '' || !isAlphanumeric(this.#peek())) return true;
    this.#next();
    return false;
  }

  #identifier(): true {
    while (this.#peek() !== '' && isAlphanumeric(this.#peek())) this.#next();
    const word = this.#word();
    if (word === 'not') return this.#not();
    return this.#emit(WORD_OPERATORS.has(word) ? 'operator' : 'identifier');
  }

  #not(): true {
    this.#emit('operator');
    this.#acceptRun(' ');
    this.#start = this.#end;
    const end = this.#end;
    while (this.#peek() !== '' && isAlphanumeric(this.#peek())) this.#next();
    if (allowsNot(this.#word())) return this.#emit('operator');
    this.#end = end;
    return true;
  }

  #slash(): true {
    if (this.#accept('/')) {
      for (let character = this.#next(); character !== '' && character !== '\n'; ) character = this.#next();
      this.#pastEnd = false;
      return true;
    }
    if (!this.#accept('*')) return this.#emit('operator');
    for (;;) {
      const character = this.#next();
      if (character === '') throw new LexicalProblem('unclosed comment');
      if (character === '*' && this.#accept('/')) return true;
    }
  }

  #pointer(): true {
    this.#accept('#');
    this.#emit('operator');
    while (this.#peek() !== '' && isAlphanumeric(this.#peek())) this.#next();
    return this.#word() === '' ? true : this.#emit('identifier');
  }

  #string(quote: string): true {
    this.#scanString(quote);
    return this.#emit(
      'string',
      unescaped(() => unescapeString(this.#word())),
    );
  }

  #bytes(): true {
    const quote = this.#text[this.#end - 1] ?? '';
    this.#scanString(quote);
    const bytes = unescaped(() => unescapeBytes(this.#word().slice(1)));
    return this.#emit('bytes', String.fromCharCode(...bytes));
  }

  #scanString(quote: string): void {
    for (let character = this.#next(); character !== quote; character = this.#next()) {
      if (character === '\n' || character === '') throw new LexicalProblem('literal not terminated');
      if (character === '\\') this.#scanEscape(quote);
    }
  }

  #scanEscape(quote: string): void {
    const letter = this.#next();
    if (letter === quote || (letter !== '' && 'abfnrtv\\'.includes(letter))) return;
    const pattern = escapePattern(letter, this.#peek());
    const match = pattern?.exec(this.#text.slice(this.#end, this.#end + 9));
    if (match === undefined || match === null) throw new LexicalProblem('invalid char escape');
    this.#end += match[0].length;
  }

  #rawString(): true {
    for (;;) {
      const character = this.#next();
      if (character === '') throw new LexicalProblem('literal not terminated');
      if (character === '`' && !this.#accept('`')) break;
    }
    return this.#emit('string', this.#word().slice(1, -1).replaceAll('``', '`'));
  }
}

function escapePattern(letter: string, following: string): RegExp | undefined {
  if (letter >= '0' && letter <= '7') return /^[0-7]{2}/;
  if (letter === 'x') return /^[0-9a-fA-F]{2}/;
  if (letter === 'u') return following === '{' ? /^\{[0-9a-fA-F]{1,6}\}/ : /^[0-9a-fA-F]{4}/;
  return letter === 'U' ? /^[0-9a-fA-F]{8}/ : undefined;
}

function unescaped<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new LexicalProblem(cause instanceof Error ? cause.message : String(cause));
  }
}

function describeCharacter(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `U+${code} '${character}'`;
}

/** Returns the error of an `error` token. */
export function lexicalError(token: Token, text: string): Error {
  return errorAt('EXPRESSION_SYNTAX', token.value, text, token.from);
}
