import type { Filter, JsonPathNode, Slice } from './json-path-node.ts';

/**
 * Reads a template of kubectl: text, and actions in braces.
 *
 * @throws Error with the message of kubectl
 * @see https://kubernetes.io/docs/reference/kubectl/jsonpath/
 */
export function parseJsonPath(text: string): readonly JsonPathNode[] {
  const nodes: JsonPathNode[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{', at);
    const end = open < 0 ? text.length : open;
    if (end > at) nodes.push({ kind: 'text', text: text.slice(at, end) });
    if (open < 0) break;
    const action = new ActionParser(text, open + 1, true);
    nodes.push({ kind: 'list', nodes: action.parse() });
    at = action.at;
  }
  return nodes;
}

/** Reads what is in braces, or a part of it. */
function parsePart(text: string): readonly JsonPathNode[] {
  return new ActionParser(text, 0, false).parse();
}

const TERMINATORS = ' .,[]$@{}\n\r';

class ActionParser {
  at: number;
  readonly #text: string;
  /** Whether a closing brace ends the action. A part ends with its text. */
  readonly #inBraces: boolean;
  readonly #nodes: JsonPathNode[] = [];

  constructor(text: string, at: number, inBraces: boolean) {
    this.#text = text;
    this.at = at;
    this.#inBraces = inBraces;
  }

  parse(): readonly JsonPathNode[] {
    for (;;) {
      const character = this.#text[this.at];
      if (character === undefined || character === '\n') {
        if (this.#inBraces) throw new Error('unclosed action');
        return this.#nodes;
      }
      if (character === '}' && this.#inBraces) {
        this.at += 1;
        return this.#nodes;
      }
      this.#parseNext(character);
    }
  }

  #parseNext(character: string): void {
    const rest = this.#text.slice(this.at);
    if (rest.startsWith('[?(')) this.#parseFilter();
    else if (rest.startsWith('..')) this.#parseRecursive();
    else if (character === ' ' || character === '@' || character === '$') this.at += 1;
    else if (character === '[') this.#parseArray();
    else if (character === '"' || character === "'") this.#parseQuote(character);
    else if (character === '.') this.#parseField();
    else if (/[+\-0-9]/.test(character)) this.#parseNumber(rest);
    else if (/[\p{L}\p{N}_]/u.test(character)) this.#parseIdentifier(rest);
    else throw new Error(`unrecognized character in action: ${describeCharacter(character)}`);
  }

  #parseIdentifier(rest: string): void {
    const word = /^[\p{L}\p{N}_]+/u.exec(rest)?.[0] ?? '';
    this.at += word.length;
    if (word === 'range' || word === 'end') this.#nodes.push({ kind: word });
    else if (word === 'true' || word === 'false') this.#nodes.push({ kind: 'value', value: word === 'true' });
    else throw new Error(`unrecognized identifier ${word}`);
  }

  #parseNumber(rest: string): void {
    const word = /^[+-]?[\w.]*/.exec(rest)?.[0] ?? '';
    this.at += Math.max(word.length, 1);
    const value = Number(word);
    if (word === '' || Number.isNaN(value)) throw new Error(`cannot parse number ${word}`);
    this.#nodes.push({ kind: 'value', value });
  }

  #parseRecursive(): void {
    if (this.#nodes.at(-1)?.kind === 'recursive') throw new Error('invalid multiple recursive descent');
    this.at += 2;
    this.#nodes.push({ kind: 'recursive' });
    if (/[\p{L}\p{N}_]/u.test(this.#text[this.at] ?? '')) this.#pushField();
  }

  #parseField(): void {
    this.at += 1;
    this.#pushField();
  }

  #pushField(): void {
    const start = this.at;
    while (this.at < this.#text.length && !TERMINATORS.includes(this.#text[this.at] ?? ''))
      this.at += this.#text[this.at] === '\\' ? 2 : 1;
    const name = this.#text.slice(start, this.at);
    this.#nodes.push(
      name === '*' ? { kind: 'wildcard' } : { kind: 'field', name: name.replaceAll('\\', '') },
    );
  }

  #parseQuote(quote: string): void {
    let end = this.at + 1;
    while (this.#text[end] !== quote) {
      if (end >= this.#text.length || this.#text[end] === '\n') throw new Error('unterminated quoted string');
      end += this.#text[end] === '\\' ? 2 : 1;
    }
    const body = this.#text.slice(this.at + 1, end);
    this.at = end + 1;
    this.#nodes.push({ kind: 'text', text: unescapeText(body) });
  }

  #parseArray(): void {
    const end = this.#text.indexOf(']', this.at);
    const text = this.#text.slice(this.at + 1, end < 0 ? undefined : end);
    if (end < 0 || text.includes('\n')) throw new Error('unterminated array');
    this.at = end + 1;
    if (text.includes(',')) {
      const parts = text.split(',').map((part) => parsePart(`[${part.trim()}]`));
      this.#nodes.push({ kind: 'union', parts });
      return;
    }
    const key = /^'([^']*)'$/.exec(text)?.[1];
    if (key !== undefined) this.#nodes.push(...parsePart(`.${key}`));
    else this.#nodes.push({ kind: 'slice', slice: readSlice(text === '*' ? ':' : text) });
  }

  #parseFilter(): void {
    const start = this.at + 3;
    const end = findFilterEnd(this.#text, start);
    this.at = end + 2;
    this.#nodes.push({ kind: 'filter', filter: readFilter(this.#text.slice(start, end)) });
  }
}

function readFilter(text: string): Filter {
  const found = /^([^!<>=]+)([!<>=]+)(.+?)$/.exec(text);
  if (found === null) return { left: parsePart(text), operator: 'exists', right: [] };
  const [, left = '', operator = '', right = ''] = found;
  return { left: parsePart(left), operator, right: parsePart(right) };
}

/** Returns where the `)]` of a filter is. Parentheses and quotes within it are skipped. */
function findFilterEnd(text: string, start: number): number {
  let depth = 0;
  let quote = '';
  for (let at = start; at < text.length && text[at] !== '\n'; at += 1) {
    const character = text[at] ?? '';
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '(') depth += 1;
    else if (character === ')' && depth > 0) depth -= 1;
    else if (character === ')') {
      if (text[at + 1] !== ']') throw new Error(`unclosed array expect ]`);
      return at;
    }
  }
  throw new Error('unterminated filter');
}

function readSlice(text: string): Slice {
  const found = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/.exec(text);
  if (found === null) throw new Error(`invalid array index ${text}`);
  const [start = '', end, step] = found.slice(1);
  const first = start === '' ? undefined : Number(start);
  const numberAfter = (part: string | undefined): number | undefined =>
    part === undefined || part === ':' ? undefined : Number(part.slice(1));
  if (end === undefined) return { start: first, end: (first ?? 0) + 1, single: true, step: undefined };
  return { start: first, end: numberAfter(end), single: false, step: numberAfter(step) };
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

function unescapeText(text: string): string {
  return text.replace(/\\(.)/gs, (_, character: string) => ESCAPES[character] ?? character);
}

function describeCharacter(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `U+${code} '${character}'`;
}
