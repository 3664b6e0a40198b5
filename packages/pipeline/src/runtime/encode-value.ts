import { attempt } from './attempt.ts';
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
    text = writeValue(value, place, '', []);
  } catch (error) {
    if (error instanceof TaskError) throw error;
    // A getter, a proxy or `toJSON` of the value threw, or it is nested too deeply.
    const reason = attempt(() => String((error as Error).message)) ?? shortText(error);
    throw notJson(at.slice(0, longestPath), `cannot be read: ${reason}.`);
  }
  return text.replace(/\{\{|[\x7f-\uffff]/g, (found) =>
    found.length > 1 ? '\\u007b\\u007b' : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function writeValue(given: unknown, place: string, key: string, parents: readonly unknown[]): string {
  at = place;
  const value = plainOf(checked(given, parents), key);
  if (value !== given) checked(value, parents);
  if (!isObject(value)) return JSON.stringify(value);
  const inside = [...parents, given, value];
  if (Array.isArray(value))
    return `[${elementsOf(value).map((element, index) => writeValue(element, `${place}[${index}]`, String(index), inside))}]`;
  const fields: string[] = [];
  for (const name of Object.keys(value)) {
    at = `${place}.${name}`;
    const field = value[name];
    if (field !== undefined) fields.push(`${JSON.stringify(name)}:${writeValue(field, at, name, inside)}`);
  }
  return `{${fields}}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Returns the result of `toJSON`, called as JSON.stringify does, or the value itself. */
function plainOf(value: unknown, key: string): unknown {
  if (!isObject(value)) return value;
  const { toJSON } = value;
  const isInherited = [user.Object.prototype, user.Array.prototype].some(
    (one: { readonly toJSON?: unknown }) => one.toJSON === toJSON,
  );
  return typeof toJSON === 'function' && !isInherited ? Reflect.apply(toJSON, value, [key]) : value;
}

/** Returns the elements of a list. Holes are undefined, even if the prototype has a value for them. */
export function elementsOf(list: readonly unknown[]): readonly unknown[] {
  return Array.from({ length: list.length }, (_, index) => {
    return Object.hasOwn(list, index) ? list[index] : undefined;
  });
}

function notJson(place: string, problem: string): TaskError {
  return new TaskError('PIPELINE_OUTPUT_NOT_JSON', `${place} ${problem}`);
}

/** Returns a value that JSON can represent, whatever is inside. */
function checked(value: unknown, parents: readonly unknown[]): unknown {
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  const problem = problemOf(value, kind, parents);
  if (problem === '') return value;
  const advice = advices[kind] ? ` Return ${advices[kind]}.` : '';
  throw notJson(at, `is ${problem}, which JSON cannot represent.${advice}`);
}

function problemOf(value: unknown, kind: string, parents: readonly unknown[]): string {
  const type = typeof value;
  if (type === 'string' || type === 'boolean' || value === null) return '';
  if (type === 'number') return Number.isFinite(value) ? '' : String(value);
  if (type === 'object') {
    if (parents.includes(value)) return 'part of itself (a cycle)';
    return kind === 'Object' || kind === 'Array' ? '' : `a ${kind}`;
  }
  if (type === 'bigint') return `the bigint ${value}`;
  return type === 'undefined' ? type : `a ${type}: ${shortText(value)}`;
}

const advices: Readonly<Record<string, string>> = {
  BigInt: 'String(value)',
  Number: 'null or a number',
  Undefined: 'null or a number',
  Date: 'value.toISOString()',
  Map: 'Object.fromEntries(value)',
  Set: '[...value]',
};
