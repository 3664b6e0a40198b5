import { TaskError } from '../task-error.ts';
import { user } from '../user-realm.ts';
import { escapeText } from './escape-text.ts';

/** Maximum length of a path in a message. */
const longestPath = 200;

/**
 * Encodes a value as JSON text for other tasks: ASCII only, without `{{` and DEL, so that Argo passes it
 * on unchanged. See docs/wire-format.md#values.
 *
 * The text is that of JSON.stringify: objects become their own enumerable fields, or what their `toJSON` returns. Fields that are `undefined`
 * are omitted, and -0 becomes 0. A `toJSON` inherited from `Object.prototype` or `Array.prototype` is ignored.
 *
 * @throws TaskError `PIPELINE_OUTPUT_NOT_JSON` if JSON cannot represent the value
 */
export function encodeValue(value: unknown, place = 'The value'): string {
  /** The paths of the objects and lists so far. */
  const paths = new Map<unknown, string>();
  let at = place;
  function replace(this: Readonly<Record<string, unknown>>, key: string, plain: unknown): unknown {
    const around = paths.get(this);
    const isElement = Array.isArray(this);
    // A getter is not called again, and a hole is not what the prototype of the list has.
    const own = Object.getOwnPropertyDescriptor(this, key);
    const given = own && ((own.value ?? plain) as Partial<Convertible> | undefined);
    if (around !== undefined) {
      at = around + (isElement ? `[${key}]` : `.${key}`);
      if (plain === undefined && !given?.toJSON && !isElement) return undefined;
    }
    const isInherited =
      given?.toJSON &&
      [user.Object, user.Array].some(
        ({ prototype }) => (prototype as Partial<Convertible>).toJSON === given.toJSON,
      );
    const part = isInherited ? given : plain;
    check(given, at);
    check(part, at);
    paths.set(part, at);
    return part;
  }
  try {
    return escapeText(JSON.stringify(value, replace));
  } catch (error) {
    if (error instanceof TaskError) throw error;
    // A getter, a proxy or `toJSON` of the value threw, it is part of itself, or it is nested too deeply.
    throw notJson(
      `${at.slice(0, longestPath)} or what follows it cannot be read: ${(error as Error)?.message ?? error}`,
    );
  }
}

interface Convertible {
  toJSON(key: string): unknown;
}

function notJson(problem: string): TaskError {
  return new TaskError(`PIPELINE_OUTPUT_NOT_JSON: ${problem}.`);
}

/** Checks that JSON can represent a value, whatever is inside. */
function check(value: unknown, place: string): void {
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  const type = typeof value;
  if (
    type === 'number'
      ? Number.isFinite(value)
      : /^(object(Object|Array|Null)$|string|boolean)/.test(type + kind)
  )
    return;
  // A number or undefined.
  const problem = /^[nu]/.test(type) ? value : `of type ${kind}`;
  throw notJson(`${place} is ${problem}, which JSON cannot represent${advices[kind] ?? ''}`);
}

const RETURN_NUMBER = '. Return null or a number';

/** What to do about values of some types. */
const advices: Readonly<Record<string, string>> = {
  BigInt: '. Return String(value)',
  Number: RETURN_NUMBER,
  Undefined: RETURN_NUMBER,
  Date: '. Return value.toISOString()',
  Map: '. Return Object.fromEntries(value)',
  Set: '. Return [...value]',
};
