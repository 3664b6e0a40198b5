import { parse } from '../language/parser.ts';
import { typeOf } from '../values/type-of.ts';
import { isObject, makeObject, ownEntry } from '../values/value.ts';
import { run } from './evaluator.ts';
import { type PathStep, readPath } from './json-path-step.ts';

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

/** `@` and `$` of a condition as names, outside of quotes. */
function nameRoots(condition: string): string {
  return condition.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[@$]/g, (found) =>
    found === '@' ? 'current_' : found === '$' ? 'root_' : found,
  );
}

/** Whether an element passes a condition such as `@.age > 3 && @.name == "x"`; one that fails does not. */
function passes(condition: string, current: unknown, root: unknown): boolean {
  const text = nameRoots(condition);
  const environment = makeObject([
    ['current_', current],
    ['root_', root],
  ]);
  try {
    const node = parse(text);
    const value = run(node, {
      text,
      types: new Map([[node, typeOf(null)]]),
      lookup: (name) => environment[name],
      environment,
    });
    return value !== null && value !== undefined && value !== false && value !== '';
  } catch {
    return false;
  }
}

function sliced(list: readonly unknown[], step: PathStep & { readonly kind: 'slice' }): readonly unknown[] {
  if (step.step === 0) throw new Error('slice: invalid token step cannot be 0');
  if (step.step > 0) return list.slice(step.from, step.to).filter((_, index) => index % step.step === 0);
  const at = (index: number): number => (index < 0 ? list.length + index : index);
  const from = step.from === undefined ? list.length - 1 : Math.min(at(step.from), list.length - 1);
  const to = step.to === undefined ? -1 : at(step.to);
  const picked: unknown[] = [];
  for (let index = from; index > to && index >= 0; index += step.step) picked.push(list[index]);
  return picked;
}

function select(value: unknown, step: PathStep, root: unknown): readonly unknown[] {
  switch (step.kind) {
    case 'keys':
      if (Array.isArray(value) && step.keys.includes('length')) return [BigInt(value.length)];
      return isObject(value)
        ? step.keys.map((key) => ownEntry(value, key)).filter((item) => item !== undefined)
        : [];
    case 'indexes':
      return Array.isArray(value)
        ? step.indexes.map((index) => value.at(index)).filter((item) => item !== undefined)
        : [];
    case 'last':
      return Array.isArray(value) ? value.slice(-step.back).slice(0, 1) : [];
    case 'slice':
      return Array.isArray(value) ? sliced(value, step) : [];
    case 'all':
      return childrenOf(value);
    case 'deep':
      return descendants(value);
    case 'filter':
      return childrenOf(value).filter((item) => passes(step.condition, item, root));
  }
}

function isDefinite(step: PathStep): boolean {
  if (step.kind === 'last') return true;
  return (
    (step.kind === 'keys' && step.keys.length === 1) || (step.kind === 'indexes' && step.indexes.length === 1)
  );
}

/**
 * What a JSONPath finds: one value for a path that can lead to one place only, else a list.
 * Throws a plain error when the path is none or, leading to one place, finds nothing there.
 */
export function queryJsonPath(value: unknown, path: string): unknown {
  const steps = readPath(path);
  const definite = steps.every(isDefinite);
  let found: readonly unknown[] = [value];
  for (const step of steps) {
    found = found.flatMap((item) => select(item, step, value));
    if (!definite || found.length > 0) continue;
    const name =
      step.kind === 'keys'
        ? `'${step.keys[0] ?? ''}'`
        : step.kind === 'indexes'
          ? String(step.indexes[0])
          : '';
    throw new Error(
      step.kind === 'keys' ? `key: invalid token key ${name} not found` : `index: invalid token out of range`,
    );
  }
  return definite ? found[0] : found;
}
