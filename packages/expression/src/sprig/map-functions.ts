import { assertType, isString } from '../operations/operators.ts';
import { isObject, makeObject, nilMap, ownEntry } from '../values/value.ts';
import { isEmpty } from './default-functions.ts';
import { define } from './define.ts';
import { textOf } from './string-functions.ts';

type GoObject = Readonly<Record<string, unknown>>;

function dict(...values: unknown[]): GoObject {
  const entries: [string, unknown][] = [];
  for (let index = 0; index < values.length; index += 2) {
    entries.push([textOf(values[index]), index + 1 < values.length ? values[index + 1] : '']);
  }
  return makeObject(entries);
}

function dig(...values: unknown[]): unknown {
  if (values.length < 3) throw new Error('dig needs at least three arguments');
  const fallback = values.at(-2);
  let current = values.at(-1);
  for (const [index, key] of values.slice(0, -2).entries()) {
    const map = assertType(current, isObject, 'map[string]interface {}');
    const name = assertType(key, isString, 'string');
    if (!Object.hasOwn(map, name)) return fallback;
    current = map[name];
    if (index === values.length - 3) return current;
  }
  return fallback;
}

function set(map: GoObject, key: string, value: unknown): GoObject {
  if (map === nilMap) throw new Error('assignment to entry in nil map');
  return makeObject([...Object.entries(map), [key, value]]);
}

function filterKeys(map: GoObject, keep: (key: string) => boolean): GoObject {
  return makeObject(Object.entries(map).filter(([key]) => keep(key)));
}

/** Merges maps. Missing and empty entries of the first map, or all if `overwrite`, come from the others. Nested maps are merged too. */
function merge(overwrite: boolean): (...maps: GoObject[]) => GoObject {
  const two = (target: GoObject, source: GoObject): GoObject => {
    if (Object.keys(source).length === 0) return target;
    const merged = new Map(Object.entries(target));
    for (const [key, value] of Object.entries(source)) {
      const present = merged.get(key);
      if (isObject(present) && isObject(value)) merged.set(key, two(present, value));
      else if (overwrite || isEmpty(present)) merged.set(key, value);
    }
    return makeObject(merged);
  };
  return (first = {}, ...others) => others.reduce(two, first);
}

/** sprig's map functions. Where Go changes a map in place, these return a changed copy. */
export const mapFunctions: Readonly<Record<string, unknown>> = {
  dict: define('any... -> map', dict),
  get: define('map string -> any', (map: GoObject, key: string) => (Object.hasOwn(map, key) ? map[key] : '')),
  set: define('map string any -> map', set),
  unset: define('map string -> map', (map: GoObject, key: string) => filterKeys(map, (name) => name !== key)),
  hasKey: define('map string -> bool', (map: GoObject, key: string) => Object.hasOwn(map, key)),
  pluck: define('string map... -> list', (key: string, ...maps: GoObject[]) =>
    maps.filter((map) => Object.hasOwn(map, key)).map((map) => ownEntry(map, key)),
  ),
  keys: define('map... -> strings', (...maps: GoObject[]) => maps.flatMap((map) => Object.keys(map))),
  values: define('map -> list', (map: GoObject) => Object.values(map)),
  pick: define('map string... -> map', (map: GoObject, ...keys: string[]) =>
    filterKeys(map, (key) => keys.includes(key)),
  ),
  omit: define('map string... -> map', (map: GoObject, ...keys: string[]) =>
    filterKeys(map, (key) => !keys.includes(key)),
  ),
  merge: define('map map... -> any', merge(false)),
  mustMerge: define('map map... -> any', merge(false)),
  mergeOverwrite: define('map map... -> any', merge(true)),
  mustMergeOverwrite: define('map map... -> any', merge(true)),
  dig: define('any... -> any', dig),
};
