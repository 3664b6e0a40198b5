import { attempt } from './attempt.ts';
import { escapeText } from './escape-text.ts';
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
 * A `toJSON` inherited from `Object.prototype` or `Array.prototype` is ignored.
 *
 * @throws TaskError `PIPELINE_OUTPUT_NOT_JSON` if JSON cannot represent the value
 */
export function encodeValue(value: unknown, place = 'The value'): string {
  let text: string;
  try {
    text = writeValue(value, place, '', []);
  } catch (error) {
    if (error instanceof TaskError) throw error;
    // A getter, a proxy or `toJSON` of the value threw, or it is nested too deeply.
    const reason = attempt(() => (error as Error).message) ?? error;
    throw notJson(`${at.slice(0, longestPath)} cannot be read: ${reason}`);
  }
  return escapeText(text);
}

function writeValue(given: unknown, place: string, key: string, parents: readonly unknown[]): string {
  at = place;
  check(given, parents);
  const value = plainOf(given, key);
  if (value !== given) check(value, parents);
  if (typeof value !== 'object' || !value) return JSON.stringify(value);
  const inside = [...parents, given, value];
  const isList = Array.isArray(value);
  const keys = isList ? [...Array(value.length).keys()] : Object.keys(value);
  const parts = keys.flatMap((name) => {
    const path = isList ? `${place}[${name}]` : `${place}.${name}`;
    at = path;
    const part = (value as Readonly<Record<PropertyKey, unknown>>)[name];
    if (part === undefined && !isList) return [];
    return (isList ? '' : `${JSON.stringify(name)}:`) + writeValue(part, path, `${name}`, inside);
  });
  return isList ? `[${parts}]` : `{${parts}}`;
}

/** Returns the result of `toJSON`, called as JSON.stringify does, or the value itself. */
function plainOf(value: unknown, key: string): unknown {
  const { toJSON }: Partial<Convertible> = Object(value);
  const inherited = [user.Object, user.Array].map(
    ({ prototype }) => (prototype as Partial<Convertible>).toJSON,
  );
  return typeof toJSON === 'function' && !inherited.includes(toJSON)
    ? (value as Convertible).toJSON(key)
    : value;
}

interface Convertible {
  toJSON(key: string): unknown;
}

function notJson(problem: string): TaskError {
  return new TaskError(`PIPELINE_OUTPUT_NOT_JSON: ${problem}`);
}

/** Checks that JSON can represent a value, whatever is inside. */
function check(value: unknown, parents: readonly unknown[]): void {
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  const type = typeof value;
  const isCycle = parents.includes(value) && type === 'object' && value;
  if (
    !isCycle &&
    (type === 'number'
      ? Number.isFinite(value)
      : /^(object(Object|Array|Null)$|string|boolean)/.test(type + kind))
  )
    return;
  const problem = isCycle ? 'part of itself (a cycle)' : /^[nu]/.test(type) ? value : `of type ${kind}`;
  const advice = advices[kind];
  throw notJson(`${at} is ${problem}, which JSON cannot represent.${advice ? ` Return ${advice}.` : ''}`);
}

const advices: Readonly<Record<string, string>> = {
  BigInt: 'String(value)',
  Number: 'null or a number',
  Undefined: 'null or a number',
  Date: 'value.toISOString()',
  Map: 'Object.fromEntries(value)',
  Set: '[...value]',
};
