/** One step of a JSONPath. */
export type PathStep =
  | { readonly kind: 'keys'; readonly keys: readonly string[] }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly from?: number; readonly to?: number; readonly step: number }
  /** `(@.length-2)`: so many from the end. */
  | { readonly kind: 'last'; readonly back: number }
  | { readonly kind: 'all' }
  | { readonly kind: 'deep' }
  | { readonly kind: 'filter'; readonly condition: string };

const quoted = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g;
const quotedList =
  /^(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")(?:\s*,\s*(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))*$/;

/** The offset of the bracket that closes the one at `start`, past quotes and inner brackets; -1 when there is none. */
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
  if (quotedList.test(content)) {
    const keys = [...content.matchAll(quoted)].map(([, single, double]) =>
      (single ?? double ?? '').replace(/\\(.)/g, '$1'),
    );
    return { kind: 'keys', keys };
  }
  if (/^-?\d+(\s*,\s*-?\d+)*$/.test(content))
    return { kind: 'indexes', indexes: content.split(',').map(Number) };
  const back = /^\(\s*@\.length\s*-\s*(\d+)\s*\)$/.exec(content)?.[1];
  if (back !== undefined) return { kind: 'last', back: Number(back) };
  const condition = /^\?\s*\((.*)\)$/s.exec(content)?.[1] ?? /^\?(.*)$/s.exec(content)?.[1];
  return condition === undefined ? readSlice(content) : { kind: 'filter', condition };
}

function unexpected(text: string, at: number): never {
  const token = text.charAt(at);
  throw new Error(token === '' ? 'unexpected end of path' : `unexpected token '${token}' at index ${at}`);
}

/** The steps of a path that begins with `$`. Throws a plain error when it is none. */
export function readPath(text: string): readonly PathStep[] {
  if (!text.startsWith('$')) unexpected(text, 0);
  const steps: PathStep[] = [];
  for (let at = 1; at < text.length; ) {
    if (text.startsWith('..', at)) {
      steps.push({ kind: 'deep' });
      at += 2;
      if (at >= text.length || text.charAt(at) === '[') continue;
    } else if (text.charAt(at) === '.') {
      at += 1;
    } else {
      const end = text.charAt(at) === '[' ? closingBracket(text, at) : -1;
      const step = end < 0 ? undefined : readBracket(text.slice(at + 1, end).trim());
      if (step === undefined) unexpected(text, at);
      steps.push(step);
      at = end + 1;
      continue;
    }
    const name = /^(?:\*|[^.[\]\s]+)/.exec(text.slice(at))?.[0] ?? unexpected(text, at);
    steps.push(name === '*' ? { kind: 'all' } : { kind: 'keys', keys: [name] });
    at += name.length;
  }
  return steps;
}
