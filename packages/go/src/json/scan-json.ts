import { refuse } from './json-problem.ts';
import { type JsonSpan, scanScalar, scanString, skipBlanks } from './scan-scalar.ts';

/** The depth of nesting that Go's `encoding/json` accepts. */
export const MAX_DEPTH = 10_000;

const COMMA = 0x2c;
const COLON = 0x3a;
const QUOTE = 0x22;
/** The character code of `[`. */
export const LEFT_BRACKET = 0x5b;
const RIGHT_BRACKET = 0x5d;
/** The character code of `{`. */
export const LEFT_BRACE = 0x7b;
const RIGHT_BRACE = 0x7d;

/** An array or object whose end is not read yet. */
interface OpenSpan {
  readonly start: number;
  end: number;
  readonly kind: 'object' | 'array';
  readonly parts: JsonSpan[];
}

/**
 * Finds the places of the values in a JSON text, so that numbers keep their digits. It accepts what Go's `encoding/json` accepts.
 *
 * @throws Error with the message of Go: `invalid character 'r' looking for beginning of value`
 */
export function scanJson(text: string): JsonSpan {
  // A stack of its own instead of recursion: Go takes 10,000 levels, the call stack may not.
  const open: OpenSpan[] = [];
  let at = skipBlanks(text, 0);
  for (;;) {
    const code = text.charCodeAt(at);
    let value: JsonSpan;
    if (code === LEFT_BRACE || code === LEFT_BRACKET) {
      const container = openContainer(text, at, open.length);
      const inside = skipBlanks(text, at + 1);
      if (text.charCodeAt(inside) !== closing(container)) {
        open.push(container);
        at = container.kind === 'object' ? scanName(text, inside, container) : inside;
        continue;
      }
      container.end = inside + 1;
      value = container;
    } else {
      value = scanScalar(text, at);
    }
    const next = closeContainers(text, value, open);
    if (typeof next !== 'number') return next;
    at = next;
  }
}

function openContainer(text: string, at: number, depth: number): OpenSpan {
  if (depth >= MAX_DEPTH) refuse(text, at, 'exceeded max depth');
  return {
    start: at,
    end: at,
    kind: text.charCodeAt(at) === LEFT_BRACE ? 'object' : 'array',
    parts: [],
  };
}

/** Adds a value to what holds it, and closes what ends after it. Returns where the next value begins, or the value of the whole text. */
function closeContainers(text: string, value: JsonSpan, open: OpenSpan[]): number | JsonSpan {
  let last = value;
  for (;;) {
    const at = skipBlanks(text, last.end);
    const container = open[open.length - 1];
    if (container === undefined) {
      if (at < text.length) refuse(text, at, 'after top-level value');
      return last;
    }
    container.parts.push(last);
    const code = text.charCodeAt(at);
    if (code === COMMA) {
      const next = skipBlanks(text, at + 1);
      return container.kind === 'object' ? scanName(text, next, container) : next;
    }
    if (code !== closing(container)) {
      refuse(text, at, container.kind === 'object' ? 'after object key:value pair' : 'after array element');
    }
    container.end = at + 1;
    open.pop();
    last = container;
  }
}

/** Reads a name and its colon; returns where the value begins. */
function scanName(text: string, start: number, object: OpenSpan): number {
  if (text.charCodeAt(start) !== QUOTE) refuse(text, start, 'looking for beginning of object key string');
  const name = scanString(text, start);
  object.parts.push(name);
  const at = skipBlanks(text, name.end);
  if (text.charCodeAt(at) !== COLON) refuse(text, at, 'after object key');
  return skipBlanks(text, at + 1);
}

function closing({ kind }: OpenSpan): number {
  return kind === 'object' ? RIGHT_BRACE : RIGHT_BRACKET;
}
