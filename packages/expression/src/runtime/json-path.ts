import { byteLength } from '@tiphys/go';
import { kindOf } from '../values/type-of.ts';
import { GoInteger, isObject, ownEntry } from '../values/value.ts';
import type { PathCondition } from './json-path-condition.ts';
import { type PathStep, readPath } from './json-path-step.ts';

/** Thrown if a path finds nothing. */
class PathFault extends Error {}

type List = readonly unknown[];

function refuseTarget(step: string, expected: string, value: unknown): never {
  const kind = value === null ? 'nil' : kindOf(value);
  throw new PathFault(`${step}: invalid token target. expected [${expected}] got [${kind}]`);
}

function entryOf(value: unknown, key: string): unknown {
  if (!isObject(value)) return refuseTarget('key', 'map', value);
  const entry = ownEntry(value, key);
  if (entry === undefined) throw new PathFault(`key: invalid token key '${key}' not found`);
  return entry;
}

function elementOf(value: unknown, index: number): unknown {
  if (!Array.isArray(value)) return refuseTarget('index', 'array slice', value);
  const element: unknown = value.at(index);
  if (element === undefined) throw new PathFault('index: invalid token out of range');
  return element;
}

function lengthOf(value: unknown): unknown {
  if (Array.isArray(value)) return new GoInteger('int64', BigInt(value.length));
  if (typeof value === 'string') return new GoInteger('int64', BigInt(byteLength(value)));
  if (!isObject(value)) return refuseTarget('length', 'array map slice string', value);
  return ownEntry(value, 'length') ?? new GoInteger('int64', BigInt(Object.keys(value).length));
}

function childrenOf(value: unknown, step: string): List {
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return refuseTarget(step, 'array map slice', value);
  return Object.keys(value)
    .sort()
    .map((key) => value[key]);
}

/** Returns a slice. A negative step visits the same elements from their end. */
function sliced(value: unknown, { from = 0, to, step }: PathStep & { readonly kind: 'slice' }): List {
  if (!Array.isArray(value)) return refuseTarget('range', 'array slice', value);
  if (step === 0) throw new PathFault('range: invalid token out of range');
  const part: List = value.slice(from, to);
  return (step < 0 ? [...part].reverse() : part).filter((_, index) => index % Math.abs(step) === 0);
}

/** Applies the steps of a path, each to the result of the one before it. */
class PathWalk {
  readonly #steps: readonly PathStep[];
  readonly #root: unknown;

  constructor(steps: readonly PathStep[], root: unknown) {
    this.#steps = steps;
    this.#root = root;
  }

  /** Returns what the steps from `at` on find. Throws a {@link PathFault} if a step does not match the value. */
  apply(value: unknown, at: number): unknown {
    const step = this.#steps[at];
    const next = at + 1;
    switch (step?.kind) {
      case undefined:
        return value;
      case 'key':
        return this.apply(entryOf(value, step.key), next);
      case 'length':
        return this.apply(lengthOf(value), next);
      case 'index':
        return this.apply(elementOf(value, step.index), next);
      case 'last':
        if (step.back === 0) throw new PathFault('index: invalid token out of range');
        return this.apply(elementOf(value, -step.back), next);
      case 'keys':
        return this.#many(this.#entries(value, step.keys), next);
      case 'indexes':
        if (!Array.isArray(value)) return refuseTarget('union', 'array slice', value);
        return this.#many(this.#elements(value, step.indexes), next);
      case 'slice':
        return this.#many(sliced(value, step), next);
      case 'filter':
        return this.#many(this.#passing(value, step.condition), next);
      case 'all':
        return this.#each(childrenOf(value, 'wildcard'), next);
      case 'deep':
        return this.#deep(value, next);
    }
  }

  #entries(value: unknown, keys: readonly string[]): List {
    if (!isObject(value)) return refuseTarget('union', 'map', value);
    return keys.map((key) => ownEntry(value, key)).filter((entry) => entry !== undefined);
  }

  #elements(value: List, indexes: readonly number[]): List {
    return indexes.map((index) => value.at(index)).filter((element) => element !== undefined);
  }

  #passing(value: unknown, condition: PathCondition): List {
    const root = this.#root;
    const select = (path: string, from: unknown): unknown =>
      new PathWalk(readPath(path), root).apply(from, 0);
    return childrenOf(value, 'filter').filter((current) => condition({ root, current, select }));
  }

  /** Applies a step to several elements. An index selects one of them; every other step applies to each. */
  #many(found: List, next: number): unknown {
    return this.#steps[next]?.kind === 'index' ? this.apply(found, next) : this.#each(found, next);
  }

  /** Returns what the rest of the path finds from each element. Elements without a result are left out. */
  #each(found: List, next: number): List {
    if (next >= this.#steps.length) return found;
    return found.map((item) => this.#attempt(item, next)).filter((item) => item !== null);
  }

  #attempt(value: unknown, next: number): unknown {
    try {
      return this.apply(value, next) ?? null;
    } catch (fault) {
      if (fault instanceof PathFault) return null;
      throw fault;
    }
  }

  /** Returns what the rest of the path finds from a value and all its descendants; for lists, from their elements. */
  #deep(value: unknown, next: number): List {
    const found: unknown[] = [];
    const visit = (current: unknown): void => {
      if (current === null) return;
      const result = next < this.#steps.length ? this.#attempt(current, next) : current;
      if (next < this.#steps.length && Array.isArray(result)) found.push(...result);
      else if (result !== null) found.push(result);
      if (Array.isArray(current) || isObject(current)) childrenOf(current, 'recursive').forEach(visit);
    };
    visit(value);
    return found;
  }
}

/**
 * Evaluates a JSONPath like the library that Argo uses. A step that selects several elements returns a list, and each further such step a
 * list in that list. Throws a plain error if the text is not a path, or finds nothing.
 */
export function queryJsonPath(value: unknown, path: string): unknown {
  return new PathWalk(readPath(path), value).apply(value, 0);
}
