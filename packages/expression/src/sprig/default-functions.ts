import { GoTime, parseJson } from '@tiphys/go';
import { deepEqual } from '../operations/operators.ts';
import { toGoJson, toGoJsonIndented } from '../values/json.ts';
import { kindOf, typeName } from '../values/type-of.ts';
import { GoBytes, GoInteger, isList, isMap } from '../values/value.ts';
import { define } from './define.ts';

/** Implements sprig's `empty`: nil, false, zero, and values without elements. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === 0 || value === 0n || value === '')
    return true;
  if (isList(value)) return value.length === 0;
  if (value instanceof GoBytes) return value.bytes.length === 0;
  if (value instanceof GoInteger) return value.value === 0n;
  if (value instanceof GoTime) return false;
  if (value instanceof Map) return value.size === 0;
  return isMap(value) && Object.keys(value).length === 0;
}

/** Returns a value, or a fallback where Go ignores the error. */
function tolerant<T>(run: () => T, fallback: T): T {
  try {
    return run();
  } catch {
    return fallback;
  }
}

const MARKED: Readonly<Record<string, string>> = { '\\u003c': '<', '\\u003e': '>', '\\u0026': '&' };

/** Returns JSON without HTML escapes. */
function rawJson(value: unknown): string {
  return toGoJson(value).replace(/\\\\|\\u003c|\\u003e|\\u0026/g, (found) => MARKED[found] ?? found);
}

function copy(value: unknown): unknown {
  if (value === null) return null;
  return value;
}

/** sprig's functions for defaults, JSON and types. */
export const defaultFunctions: Readonly<Record<string, unknown>> = {
  default: define('any any... -> any', (fallback: unknown, ...given: unknown[]) =>
    isEmpty(given[0]) ? fallback : given[0],
  ),
  empty: define('any -> bool', isEmpty),
  coalesce: define(
    'any... -> any',
    (...values: unknown[]) => values.find((value) => !isEmpty(value)) ?? null,
  ),
  all: define('any... -> bool', (...values: unknown[]) => !values.some(isEmpty)),
  any: define('any... -> bool', (...values: unknown[]) => values.some((value) => !isEmpty(value))),
  ternary: define('any any bool -> any', (yes: unknown, no: unknown, condition: boolean) =>
    condition ? yes : no,
  ),
  fromJson: define('string -> any', (text: string) => tolerant(() => parseJson(text), null)),
  mustFromJson: define('string -> any', parseJson),
  toJson: define('any -> string', (value: unknown) => tolerant(() => toGoJson(value), '')),
  mustToJson: define('any -> string', toGoJson),
  toPrettyJson: define('any -> string', (value: unknown) => tolerant(() => toGoJsonIndented(value), '')),
  mustToPrettyJson: define('any -> string', (value: unknown) => toGoJsonIndented(value)),
  toRawJson: define('any -> string', rawJson),
  mustToRawJson: define('any -> string', rawJson),
  deepCopy: define('any -> any', copy),
  mustDeepCopy: define('any -> any', copy),
  typeOf: define('any -> string', typeName),
  typeIs: define('string any -> bool', (name: string, value: unknown) => name === typeName(value)),
  typeIsLike: define('string any -> bool', (name: string, value: unknown) =>
    [name, `*${name}`].includes(typeName(value)),
  ),
  kindOf: define('any -> string', kindOf),
  kindIs: define('string any -> bool', (name: string, value: unknown) => name === kindOf(value)),
  deepEqual: define('any any -> bool', deepEqual),
  fail: define('string -> string', (message: string) => {
    throw new Error(message);
  }),
};
