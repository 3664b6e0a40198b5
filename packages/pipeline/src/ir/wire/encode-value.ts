import { PipelineError } from '../../pipeline-error.ts';

// Characters that Argo could read as a tag or would quote as Go does: adjacent braces, DEL, and everything beyond ASCII.
const unsafe = /\{(?=\{)|(?<=\{)\{|[\u007f-\uffff]/g;

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * Encodes a value as tasks exchange it: JSON in ASCII without `{{`. See docs/wire-format.md#values.
 *
 * @throws PipelineError `PIPELINE_UNSUPPORTED_VALUE` if JSON cannot represent the value
 */
export function encodeValue(value: unknown): string {
  switch (typeof value) {
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (Number.isFinite(value)) return String(value);
      break;
    default:
  }
  const text = toJson(value);
  if (text === undefined) throw unsupported(describe(value), '');
  return escapeJsonText(text);
}

function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value, refuseUnsupported);
  } catch (error) {
    if (error instanceof TypeError && error.message.includes('circular')) throw unsupported(itself, '');
    throw error;
  }
}

/** Escapes a JSON text so that it is ASCII without `{{`. Only characters inside of strings are affected. */
export function escapeJsonText(text: string): string {
  unsafe.lastIndex = 0;
  return text.replace(unsafe, escapeCharacter);
}

/**
 * Checks a value whose parts are partly known only at run time.
 *
 * @throws PipelineError `PIPELINE_UNSUPPORTED_VALUE` if JSON cannot represent the value, also deep inside
 */
export function assertEncodable(value: unknown, isLater: (part: unknown) => boolean): void {
  const visit = (part: unknown, key: string, around: readonly unknown[]): void => {
    if (isLater(part)) return;
    checkPart(part, key);
    if (typeof part === 'string' && !part.isWellFormed())
      throw unsupported('a string with half a surrogate pair', key);
    if (typeof part !== 'object' || part === null) return;
    if (around.includes(part)) throw unsupported(itself, key);
    const inside = [...around, part];
    // Array.from returns holes as undefined; entries() would skip them.
    if (Array.isArray(part))
      for (const [index, element] of Array.from(part).entries()) visitElement(element, index, inside);
    else
      for (const [name, field] of Object.entries(part)) {
        if (field === undefined) continue;
        if (!name.isWellFormed()) throw unsupported('an object with half a surrogate pair in a key', key);
        visit(field, name, inside);
      }
  };
  const visitElement = (element: unknown, index: number, around: readonly unknown[]): void => {
    if (element === undefined) throw unsupported(describe(element), String(index));
    visit(element, String(index), around);
  };
  visit(value, '', []);
}

function refuseUnsupported(this: unknown, key: string, value: unknown): unknown {
  // The value before toJSON was called, because a date would be a string here.
  const original: unknown = (this as Readonly<Record<string, unknown>>)[key];
  if (original === undefined && Array.isArray(this)) throw unsupported(describe(original), key);
  checkPart(original, key);
  return value;
}

function checkPart(part: unknown, key: string): void {
  switch (typeof part) {
    case 'number':
      if (!Number.isFinite(part)) throw unsupported(describe(part), key);
      break;
    case 'bigint':
    case 'function':
    case 'symbol':
      throw unsupported(describe(part), key);
    case 'object':
      if (part !== null) checkObject(key, part);
      break;
    default:
  }
}

function checkObject(key: string, value: object): void {
  if (Array.isArray(value)) return;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Objects of other realms have another Object.prototype.
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return;
  throw unsupported(describe(value), key);
}

const itself = 'an object that contains itself';

function unsupported(what: string, key: string): PipelineError {
  const place = key === '' ? '' : ` under "${key}"`;
  return new PipelineError(
    'PIPELINE_UNSUPPORTED_VALUE',
    `A value${place} is ${what}, which JSON cannot represent. Use strings, finite numbers, booleans, null, arrays and plain objects.`,
  );
}

function describe(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object' && value !== null)
    return `an instance of ${value.constructor?.name ?? 'a class'}`;
  return value === undefined ? 'undefined' : `a ${typeof value}`;
}
