import { type PathCondition, readCondition } from './json-path-condition.ts';

/** A step of a JSONPath. */
export type PathStep =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'keys'; readonly keys: readonly string[] }
  /** `.length`: the number of elements. */
  | { readonly kind: 'length' }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly from?: number; readonly to?: number; readonly step: number }
  /** `(@.length-2)`: an index from the end. */
  | { readonly kind: 'last'; readonly back: number }
  | { readonly kind: 'all' }
  | { readonly kind: 'deep' }
  | { readonly kind: 'filter'; readonly condition: PathCondition };

const QUOTED = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g;
const QUOTED_LIST =
  /^(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")(?:\s*,\s*(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))*$/;

/** Returns the offset of the bracket that closes the one at `start`, skipping quotes and inner brackets; -1 if there is none. */
function closingBracket(text: string, start: number): number {
  let depth = 0;
  let quote = '';
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote !== '') {
      if (character === '\\') at += 1;
      else if (character === quote) quote = '';
    } else if (character === "'" || character === '"') quote = character;
    else if (character === '[') depth += 1;
    else if (character === ']') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}

function readSlice(content: string): PathStep | undefined {
  const match = /^(-?\d*)\s*:\s*(-?\d*)(?:\s*:\s*(-?\d*))?$/.exec(content);
  if (match === null) return undefined;
  const [, from = '', to = '', step = ''] = match;
  return {
    kind: 'slice',
    ...(from === '' ? {} : { from: Number(from) }),
    ...(to === '' ? {} : { to: Number(to) }),
    step: step === '' ? 1 : Number(step),
  };
}

function readBracket(content: string): PathStep | undefined {
  if (content === '*') return { kind: 'all' };
  if (QUOTED_LIST.test(content)) {
    const keys = [...content.matchAll(QUOTED)].map(([, single, double]) =>
      (single ?? double ?? '').replace(/\\(.)/g, '$1'),
    );
    const [key = ''] = keys;
    return keys.length === 1 ? { kind: 'key', key } : { kind: 'keys', keys };
  }
  if (/^-?\d+$/.test(content)) return { kind: 'index', index: Number(content) };
  if (/^-?\d+(\s*,\s*-?\d+)*$/.test(content))
    return { kind: 'indexes', indexes: content.split(',').map(Number) };
  const back = /^\(\s*@\.length\s*-\s*(\d+)\s*\)$/.exec(content)?.[1];
  if (back !== undefined) return { kind: 'last', back: Number(back) };
  const condition = /^\?\((.*)\)$/s.exec(content)?.[1];
  return condition === undefined
    ? readSlice(content)
    : { kind: 'filter', condition: readCondition(condition.trim(), readPath) };
}

function readName(name: string): PathStep {
  if (name === '*') return { kind: 'all' };
  return name === 'length' ? { kind: 'length' } : { kind: 'key', key: name };
}

function refuse(path: string, reason: string): never {
  throw new Error(`invalid JSONPath selector '${path}' ${reason}`);
}

function refuseToken(path: string, token: string): never {
  const reason =
    token.trim() === '' ? ' token string is empty' : ` '${token}' does not match any token format`;
  return refuse(path, `invalid token.${reason}`);
}

/** Parses a path that starts with `$`. Throws a plain error if it is not valid. */
export function readPath(text: string): readonly PathStep[] {
  if (!text.startsWith('$')) refuse(text, `unexpected token '${text.charAt(0)}' at index 0`);
  if (text.length > 1 && !/^.[.[]/.test(text))
    refuse(text, `unexpected token '${text.charAt(1)}' at index 1`);
  const steps: PathStep[] = [];
  for (let at = 1; at < text.length; ) {
    if (text.startsWith('..', at)) {
      steps.push({ kind: 'deep' });
      at += 2;
      if (at >= text.length || text.charAt(at) === '[') continue;
    } else if (text.charAt(at) === '.') {
      at += 1;
      if (text.charAt(at) === '[') continue;
    } else if (text.charAt(at) === '[') {
      const end = closingBracket(text, at);
      const token = end < 0 ? text.slice(at) : text.slice(at, end + 1);
      steps.push((end < 0 ? undefined : readBracket(token.slice(1, -1).trim())) ?? refuseToken(text, token));
      at = end + 1;
      continue;
    }
    const name = /^[^.[]*/.exec(text.slice(at))?.[0] ?? '';
    if (name.trim() === '') refuseToken(text, name);
    steps.push(readName(name.trim()));
    at += name.length;
  }
  return steps;
}
