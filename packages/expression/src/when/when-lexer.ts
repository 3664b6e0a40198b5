import { type GoTime, parseFloatGo, parseTime } from '@tiphys/go';
import { checkBalance, mayFollow, type WhenToken, type WhenTokenKind } from './when-token.ts';

const DIGIT = /^\p{Nd}$/u;
const LETTER = /^\p{L}$/u;
const SPACE = /^\p{White_Space}$/u;

const PREFIXES = new Set(['-', '!', '~']);
const MODIFIERS = new Set(['+', '-', '*', '/', '%', '**', '&', '|', '^', '>>', '<<']);
const LOGICAL = new Set(['&&', '||']);
const COMPARATORS = new Set(['==', '!=', '>', '>=', '<', '<=', '=~', '!~']);
const ternary = new Set(['?', ':', '??']);

const isNumeric = (character: string): boolean => DIGIT.test(character) || character === '.';
const isName = (character: string): boolean =>
  LETTER.test(character) || DIGIT.test(character) || character === '_' || character === '.';
const isNoQuote = (character: string): boolean => character !== "'" && character !== '"';
const isSymbol = (character: string): boolean =>
  !(LETTER.test(character) || DIGIT.test(character) || '()[]\'"'.includes(character));

/** The layouts in which the library reads a quoted text as a time. */
const TIME_LAYOUTS: readonly string[] = [
  'Mon Jan _2 15:04:05 2006',
  'Mon Jan _2 15:04:05 MST 2006',
  'Mon Jan 02 15:04:05 -0700 2006',
  '3:04PM',
  '2006-01-02T15:04:05Z07:00',
  '2006-01-02T15:04:05.999999999Z07:00',
  '2006-01-02',
  '2006-01-02 15:04',
  '2006-01-02 15:04:05',
  '2006-01-02 15:04:05-07:00',
  '2006-01-02T15Z0700',
  '2006-01-02T15:04Z0700',
  '2006-01-02T15:04:05Z0700',
  '2006-01-02T15:04:05.999999999Z0700',
];

function readTime(text: string): GoTime | undefined {
  if (text.length < 6 || !/\d/.test(text)) return undefined;
  for (const layout of TIME_LAYOUTS) {
    const time = parseTime(layout, text);
    if (time !== undefined) return time;
  }
  return undefined;
}

/** Splits a condition into tokens. Throws a plain error with the message of the library. */
export function readWhenTokens(text: string): readonly WhenToken[] {
  const lexer = new WhenLexer(text);
  const tokens: WhenToken[] = [];
  for (let last: WhenTokenKind = 'UNKNOWN'; ; ) {
    const token = lexer.next(last);
    if (token === undefined) break;
    tokens.push(token);
    last = token.kind;
  }
  checkBalance(tokens);
  return tokens;
}

class WhenLexer {
  readonly #characters: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#characters = [...text];
  }

  next(last: WhenTokenKind): WhenToken | undefined {
    while (this.#at < this.#characters.length) {
      const character = this.#characters[this.#at] ?? '';
      if (!SPACE.test(character)) return this.#token(character, last);
      this.#at += 1;
    }
    return undefined;
  }

  #token(character: string, last: WhenTokenKind): WhenToken {
    if (isNumeric(character)) return this.#number();
    if (LETTER.test(character)) return this.#name();
    if (!isNoQuote(character)) return this.#string();
    switch (character) {
      case ',':
        this.#at += 1;
        return { kind: 'SEPARATOR', value: ',' };
      case '(':
        this.#at += 1;
        return { kind: 'CLAUSE', value: '(' };
      case ')':
        this.#at += 1;
        return { kind: 'CLAUSE_CLOSE', value: ')' };
      case '[':
        return this.#bracketed();
    }
    return this.#symbol(last);
  }

  #number(): WhenToken {
    if (this.#characters[this.#at] === '0' && this.#characters[this.#at + 1] === 'x') {
      this.#at += 2;
      const digits = this.#read((character) => /[\da-f]/i.test(character)).text;
      const value = /^[\da-f]{1,16}$/i.test(digits) ? Number.parseInt(digits, 16) : undefined;
      if (value === undefined) throw new Error(`Unable to parse hex value '${digits}' to uint64\n`);
      return { kind: 'NUMERIC', value };
    }
    const { text } = this.#read(isNumeric);
    const value = parseFloatGo(text);
    if (value === undefined) throw new Error(`Unable to parse numeric value '${text}' to float64\n`);
    return { kind: 'NUMERIC', value };
  }

  #name(): WhenToken {
    const { text } = this.#read(isName);
    if (text === 'true' || text === 'false') return { kind: 'BOOLEAN', value: text === 'true' };
    if (text === 'in' || text === 'IN') return { kind: 'COMPARATOR', value: 'in' };
    return text.includes('.') ? accessor(text) : { kind: 'VARIABLE', value: text };
  }

  #bracketed(): WhenToken {
    this.#at += 1;
    const { text, ended } = this.#read((character) => character !== ']', true);
    if (!ended) throw new Error('Unclosed parameter bracket');
    this.#at += 1;
    return { kind: 'VARIABLE', value: text };
  }

  #string(): WhenToken {
    this.#at += 1;
    const { text, ended } = this.#read(isNoQuote, true);
    if (!ended) throw new Error('Unclosed string literal');
    this.#at += 1;
    const time = readTime(text);
    return time === undefined ? { kind: 'STRING', value: text } : { kind: 'TIME', value: time };
  }

  #symbol(last: WhenTokenKind): WhenToken {
    const { text } = this.#read(isSymbol);
    if (PREFIXES.has(text) && mayFollow(last, 'PREFIX')) return { kind: 'PREFIX', value: text };
    if (MODIFIERS.has(text)) return { kind: 'MODIFIER', value: text };
    if (LOGICAL.has(text)) return { kind: 'LOGICALOP', value: text };
    if (COMPARATORS.has(text)) return { kind: 'COMPARATOR', value: text };
    if (ternary.has(text)) return { kind: 'TERNARY', value: text };
    throw new Error(`Invalid token: '${text}'`);
  }

  /** Reads while the condition is true. A backslash escapes the next character. */
  #read(
    condition: (character: string) => boolean,
    spaces = false,
  ): { readonly text: string; readonly ended: boolean } {
    let text = '';
    while (this.#at < this.#characters.length) {
      const character = this.#characters[this.#at] ?? '';
      this.#at += 1;
      if (character === '\\') {
        const escaped = this.#characters[this.#at];
        if (escaped === undefined) throw new Error('runtime error: index out of range');
        this.#at += 1;
        text += escaped;
      } else if (SPACE.test(character) && !spaces) {
        if (text !== '') return { text, ended: true };
      } else if (condition(character)) {
        text += character;
      } else {
        this.#at -= 1;
        return { text, ended: true };
      }
    }
    return { text, ended: false };
  }
}

function accessor(text: string): WhenToken {
  if (text.endsWith('.')) throw new Error(`Hanging accessor on token '${text}'`);
  const parts = text.split('.');
  for (const part of parts.slice(1)) {
    const first = String.fromCodePoint(part.codePointAt(0) ?? 0);
    if (part !== '' && first.toUpperCase() !== first) {
      throw new Error(`Unable to access unexported field '${part}' in token '${text}'`);
    }
  }
  return { kind: 'ACCESSOR', value: parts };
}
