import { shortText } from './short-text.ts';
import { TaskError } from './task-error.ts';
import { user } from './user-realm.ts';

/** The path that is being encoded, for error messages. */
let at = '';

/** Maximum length of a path in a message. */
const longestPath = 200;

/**
 * Encodes a value as JSON text for other tasks: ASCII only, without `{{` and DEL, so that Argo passes it
 * on unchanged. See docs/wire-format.md#values.
 *
 * Objects become their own enumerable fields, or what their `toJSON` returns. Fields that are `undefined` are omitted, and -0 becomes 0.
 * Anything inherited from `Object.prototype` or `Array.prototype` is ignored, even a `toJSON`.
 *
 * @throws TaskError `PIPELINE_OUTPUT_NOT_JSON` if JSON cannot represent the value
 */
export function encodeValue(value: unknown, place = 'The value'): string {
  let text: string;
  at = place;
  try {
    text = writeValue(value, place, '', new Set());
  } catch (error) {
    if (error instanceof TaskError) throw error;
    // A getter, a proxy or `toJSON` of the value threw, or it is nested too deeply.
    throw notJson(at.slice(0, longestPath), `cannot be read: ${reasonOf(error)}.`);
  }
  return text.replace(/\{\{|[\x7f-\uffff]/g, (found) =>
    found.length > 1 ? '\\u007b\\u007b' : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Encodes a list in loop form: a JSON list of the JSON texts of its elements. See docs/wire-format.md#loop-form. */
export function encodeItems(list: readonly unknown[]): string {
  return JSON.stringify(elementsOf(list).map((element, index) => encodeValue(element, `Element ${index}`)));
}

function writeValue(given: unknown, place: string, key: string, parents: Set<unknown>): string {
  at = place;
  assertJson(given, place, parents);
  const value = plainOf(given, key);
  if (value !== given) assertJson(value, place, parents);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  parents.add(given).add(value);
  const text = Array.isArray(value)
    ? writeList(value, place, parents)
    : writeObject(value as Readonly<Record<string, unknown>>, place, parents);
  parents.delete(given);
  parents.delete(value);
  return text;
}

function assertJson(value: unknown, place: string, parents: ReadonlySet<unknown>): void {
  const problem = findProblem(value, parents);
  if (problem !== undefined)
    throw notJson(place, `is ${problem}, which JSON cannot represent.${advice(value)}`);
}

/** Returns the result of `toJSON`, called as JSON.stringify does, or the value itself. */
function plainOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { toJSON } = value as { readonly toJSON?: unknown };
  return typeof toJSON === 'function' && !isInheritedByAll(toJSON)
    ? Reflect.apply(toJSON, value, [key])
    : value;
}

function writeList(list: readonly unknown[], place: string, parents: Set<unknown>): string {
  return `[${elementsOf(list)
    .map((element, index) => writeValue(element, `${place}[${index}]`, String(index), parents))
    .join()}]`;
}

function writeObject(value: Readonly<Record<string, unknown>>, place: string, parents: Set<unknown>): string {
  const fields: string[] = [];
  for (const name of Object.keys(value)) {
    const path = `${place}.${name}`;
    at = path;
    const field = value[name];
    if (field !== undefined) fields.push(`${JSON.stringify(name)}:${writeValue(field, path, name, parents)}`);
  }
  return `{${fields.join()}}`;
}

/** Returns the elements of a list. Holes are undefined, even if the prototype has a value for them. */
function elementsOf(list: readonly unknown[]): readonly unknown[] {
  return Array.from({ length: list.length }, (_, index) => {
    return Object.hasOwn(list, index) ? list[index] : undefined;
  });
}

function isInheritedByAll(toJSON: unknown): boolean {
  const prototypes: readonly object[] = [user.Object.prototype, user.Array.prototype];
  return prototypes.some((one) => (one as { readonly toJSON?: unknown }).toJSON === toJSON);
}

function notJson(place: string, problem: string): TaskError {
  return new TaskError('PIPELINE_OUTPUT_NOT_JSON', `${place} ${problem}`);
}

function reasonOf(error: unknown): string {
  try {
    return String((error as { readonly message?: unknown } | undefined)?.message ?? shortText(error));
  } catch {
    return 'it throws';
  }
}

function findProblem(value: unknown, parents: ReadonlySet<unknown>): string | undefined {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? undefined : String(value);
    case 'bigint':
      return `the bigint ${value}`;
    case 'string':
    case 'boolean':
      return undefined;
    case 'object': {
      if (value === null) return undefined;
      if (parents.has(value)) return 'part of itself (a cycle)';
      const kind = kindOf(value);
      return kind === 'Object' || kind === 'Array' ? undefined : `a ${kind}`;
    }
    default:
      return typeof value === 'undefined' ? 'undefined' : `a ${typeof value}: ${shortText(value)}`;
  }
}

function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

const advices: Readonly<Record<string, string>> = {
  BigInt: ' Return String(value).',
  Number: ' Return null or a number.',
  Undefined: ' Return null or a number.',
  Date: ' Return value.toISOString().',
  Map: ' Return Object.fromEntries(value).',
  Set: ' Return [...value].',
};

function advice(value: unknown): string {
  return advices[kindOf(value)] ?? '';
}
