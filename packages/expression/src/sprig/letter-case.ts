import { toLowerGo, toUpperGo } from '../builtins/string-builtins.ts';

type WordKind = 'end' | 'number' | 'upper' | 'alphabet' | 'connector' | 'punctuation' | 'other';

interface Word {
  readonly kind: WordKind;
  readonly text: string;
  readonly rest: string;
}

// The last capital of a sequence belongs to the word of small letters after it: HTTPStatus is HTTP, Status.
const WORDS: readonly (readonly [WordKind, RegExp])[] = [
  ['connector', /^[-_\p{White_Space}]+/u],
  ['punctuation', /^(?:(?![-_])\p{P})(?:\p{P})*/u],
  ['upper', /^\p{Lu}+(?=\p{Lu}(?!\p{Lu})\p{L})|^\p{Lu}{2,}|^\p{Lu}(?:(?!\p{Lu})\p{L})*/u],
  ['alphabet', /^(?:(?!\p{Lu})\p{L})+/u],
  ['number', /^\p{N}+/u],
  ['other', /^[^-_\p{White_Space}\p{L}\p{N}\p{P}]+/u],
];

function nextWord(text: string): Word {
  for (const [kind, pattern] of WORDS) {
    const match = pattern.exec(text);
    if (match !== null) return { kind, text: match[0], rest: text.slice(match[0].length) };
  }
  return { kind: 'end', text: '', rest: '' };
}

function joinable(kind: WordKind): boolean {
  return kind !== 'connector' && kind !== 'punctuation';
}

/** Splits a name into lower-case words joined by a connector. */
class CaseSplitter {
  readonly #connector: string;
  #word: Word;
  #output = '';

  constructor(text: string, connector: string) {
    this.#connector = connector;
    this.#word = nextWord(text);
  }

  run(): string {
    while (this.#word.rest !== '') {
      const before = this.#word;
      if (before.kind !== 'connector') this.#write(before);
      this.#advance();
      if (before.kind === 'number') this.#afterNumber();
      else if (before.kind === 'connector') this.#write(before);
      else if (before.kind !== 'punctuation') this.#afterLetters();
    }
    this.#write(this.#word);
    return this.#output;
  }

  #advance(): Word {
    this.#word = nextWord(this.#word.rest);
    return this.#word;
  }

  #write(word: Word): void {
    this.#output +=
      word.kind === 'connector' ? this.#connector.repeat([...word.text].length) : toLowerGo(word.text);
  }

  #join(): void {
    if (this.#word.kind !== 'end' && joinable(this.#word.kind)) this.#output += this.#connector;
  }

  #takeSmallAndNumbers(): void {
    while (this.#word.kind === 'alphabet' || this.#word.kind === 'number') {
      this.#write(this.#word);
      this.#advance();
    }
  }

  #afterNumber(): void {
    this.#takeSmallAndNumbers();
    this.#join();
  }

  #afterLetters(): void {
    if (this.#word.kind !== 'number') {
      if (joinable(this.#word.kind)) this.#output += this.#connector;
      return;
    }
    if (this.#word.rest === '') return;
    const number = this.#word;
    const following = this.#advance();
    if (following.kind !== 'alphabet') {
      // A number belongs to the word before it: Bld4Floor is bld4_floor.
      this.#write(number);
      if (joinable(following.kind)) this.#output += this.#connector;
      return;
    }
    // Unless small letters follow: HTTP2xx is http_2xx.
    this.#output += this.#connector;
    this.#write(number);
    this.#takeSmallAndNumbers();
    this.#join();
  }
}

/** Converts `HTTPServer` to `http_server`. */
export function toSnakeCase(text: string): string {
  return new CaseSplitter(text, '_').run();
}

/** Converts `HTTPServer` to `http-server`. */
export function toKebabCase(text: string): string {
  return new CaseSplitter(text, '-').run();
}

const CONNECTOR = /^[-_\p{White_Space}]$/u;
const UPPER = /^\p{Lu}$/u;

/** Converts `http_server` to `HttpServer`. Leading and doubled connectors stay. */
export function toPascalCase(text: string): string {
  const letters = [...text];
  const start = letters.findIndex((letter) => !CONNECTOR.test(letter));
  if (start < 0 || start === letters.length - 1) {
    // If there are only connectors, the last one is doubled.
    return start < 0
      ? text + (letters.at(-1) ?? '')
      : letters.slice(0, start).join('') + toUpperGo(letters[start] ?? '');
  }
  let output = letters.slice(0, start).join('');
  let current = letters[start] ?? '';
  let afterUpper = UPPER.test(current);
  current = toUpperGo(current);
  for (const letter of letters.slice(start + 1)) {
    const before = current;
    current = letter;
    if (CONNECTOR.test(current) && CONNECTOR.test(before)) {
      output += before;
      continue;
    }
    if (CONNECTOR.test(before)) {
      afterUpper = UPPER.test(current);
      current = toUpperGo(current);
      continue;
    }
    if (afterUpper && UPPER.test(current)) current = toLowerGo(current);
    else afterUpper = false;
    output += before;
  }
  return output + current;
}
