import { isObject, ownEntry } from '../go/value.ts';

type Step =
  | { readonly kind: 'key'; readonly keys: readonly string[] }
  | { readonly kind: 'index'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly kind: 'all' }
  | { readonly kind: 'deep' };

const stepPattern =
  /^(?:\.\.(?=[\w*[])|\.\*|\[\*\]|\.([\w-]+)|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]|\[(-?\d+(?:\s*,\s*-?\d+)*)\]|\[(-?\d*):(-?\d*)\]|\[('[^']*'(?:\s*,\s*'[^']*')+)\])/;

function readStep(match: RegExpExecArray): Step {
  const [all, name, single, double, indexes, from, to, keys] = match;
  if (all === '..') return { kind: 'deep' };
  if (all === '.*' || all === '[*]') return { kind: 'all' };
  const key = name ?? single ?? double;
  if (key !== undefined) return { kind: 'key', keys: [key] };
  if (indexes !== undefined) return { kind: 'index', indexes: indexes.split(',').map(Number) };
  if (keys !== undefined)
    return { kind: 'key', keys: [...keys.matchAll(/'([^']*)'/g)].map(([, text = '']) => text) };
  return {
    kind: 'slice',
    from: from === '' ? undefined : Number(from),
    to: to === '' ? undefined : Number(to),
  };
}

function readPath(path: string): readonly Step[] {
  const text = path.trim();
  if (!text.startsWith('$')) throw new Error(`unexpected token '${text.slice(0, 1)}' at index 0`);
  const steps: Step[] = [];
  let rest = text.slice(1);
  while (rest !== '') {
    // After `..` a bare name needs no dot.
    const last = steps.at(-1);
    const input = last?.kind === 'deep' && /^[\w*]/.test(rest) ? `.${rest}` : rest;
    const match = stepPattern.exec(input);
    if (match === null)
      throw new Error(`unexpected token '${rest.slice(0, 1)}' at index ${text.length - rest.length}`);
    steps.push(readStep(match));
    rest = input.slice(match[0].length);
  }
  return steps;
}

function childrenOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isObject(value)
    ? Object.keys(value)
        .sort()
        .map((key) => value[key])
    : [];
}

function descendants(value: unknown): readonly unknown[] {
  return [value, ...childrenOf(value).flatMap(descendants)];
}

function select(value: unknown, step: Step): readonly unknown[] {
  switch (step.kind) {
    case 'key':
      return isObject(value)
        ? step.keys.map((key) => ownEntry(value, key)).filter((item) => item !== undefined)
        : [];
    case 'index':
      return Array.isArray(value)
        ? step.indexes.map((index) => value.at(index)).filter((item) => item !== undefined)
        : [];
    case 'slice':
      return Array.isArray(value) ? value.slice(step.from, step.to) : [];
    case 'all':
      return childrenOf(value);
    case 'deep':
      return descendants(value);
  }
}

function isDefinite(step: Step): boolean {
  return (
    (step.kind === 'key' && step.keys.length === 1) || (step.kind === 'index' && step.indexes.length === 1)
  );
}

/**
 * What a JSONPath finds: one value for a path without wildcards, else a list.
 * Throws a plain error when the path is none or, without wildcards, leads nowhere.
 */
export function queryJsonPath(value: unknown, path: string): unknown {
  const steps = readPath(path);
  const definite = steps.every(isDefinite);
  let found: readonly unknown[] = [value];
  for (const step of steps) {
    found = found.flatMap((item) => select(item, step));
    if (definite && found.length === 0) {
      const key = step.kind === 'key' ? step.keys[0] : '';
      throw new Error(
        step.kind === 'key'
          ? `key: invalid token key '${key}' not found`
          : 'index: invalid token out of range',
      );
    }
  }
  return definite ? found[0] : found;
}
