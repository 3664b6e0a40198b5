import { PipelineError } from './pipeline-error.ts';

// Everything that Argo could read as a tag or quote in Go's way: braces that stand together, DEL, and what is not ASCII.
const unsafe = /\{(?=\{)|(?<=\{)\{|[\u007f-\uffff]/g;

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * Returns a value as the text that travels between tasks: JSON in ASCII, free of `{{`.
 *
 * @throws PipelineError `PIPELINE_UNSUPPORTED_VALUE` for what JSON cannot carry
 */
export function encodeValue(value: unknown): string {
  switch (typeof value) {
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
      break;
    default:
  }
  const text = JSON.stringify(value, refuseUnsupported);
  if (text === undefined) throw unsupported(value, '');
  return escapeJsonText(text);
}

/** Returns a JSON text in ASCII, free of `{{`; only characters inside its strings change how they are written. */
export function escapeJsonText(text: string): string {
  unsafe.lastIndex = 0;
  return text.replace(unsafe, escapeCharacter);
}

function refuseUnsupported(this: unknown, key: string, value: unknown): unknown {
  // What it was before its own toJSON was asked: a date would have become a string.
  const original: unknown = (this as Readonly<Record<string, unknown>>)[key];
  switch (typeof original) {
    case 'number':
      if (!Number.isFinite(original)) throw unsupported(original, key);
      break;
    case 'bigint':
    case 'function':
    case 'symbol':
      throw unsupported(original, key);
    case 'undefined':
      if (Array.isArray(this)) throw unsupported(original, key);
      break;
    case 'object':
      if (original !== null) checkObject(key, original);
      break;
    default:
  }
  return value;
}

function checkObject(key: string, value: object): void {
  if (Array.isArray(value)) return;
  const prototype: unknown = Object.getPrototypeOf(value);
  // A class of another realm has another Object.prototype.
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return;
  throw unsupported(value, key);
}

function unsupported(value: unknown, key: string): PipelineError {
  const what = describe(value);
  const place = key === '' ? '' : ` under "${key}"`;
  return new PipelineError('PIPELINE_UNSUPPORTED_VALUE', {
    message: `A value${place} is ${what}, which JSON cannot carry. Use strings, finite numbers, booleans, null, lists and plain objects.`,
  });
}

function describe(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object' && value !== null)
    return `an instance of ${value.constructor?.name ?? 'a class'}`;
  return value === undefined ? 'undefined' : `a ${typeof value}`;
}
