import { formatRfc3339 } from './format-time.ts';
import { findJsonProblem } from './json-problem.ts';
import { GoTime } from './time.ts';
import { hasGoType, typeName } from './type-of.ts';
import { compareStrings, GoBytes, GoInteger, isList, isNil, isObject, toBase64 } from './value.ts';

const unsafe = /[<>&\u2028\u2029]/g;

function quoteJson(text: string): string {
  const quoted = JSON.stringify(text.isWellFormed() ? text : text.toWellFormed());
  return quoted.replace(unsafe, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function numberJson(value: number): string {
  if (Number.isNaN(value)) throw new Error('json: unsupported value: NaN');
  if (!Number.isFinite(value)) throw new Error(`json: unsupported value: ${value > 0 ? '+' : '-'}Inf`);
  return Object.is(value, -0) ? '-0' : String(value);
}

/** The JSON text of a value as Go's `json.Marshal` writes it: sorted keys, `<`, `>` and `&` escaped. */
export function toGoJson(value: unknown): string {
  return write(value, undefined, '\n');
}

/** The JSON text of a value as Go's `json.MarshalIndent` writes it. */
export function toGoJsonIndented(value: unknown, indent = '  '): string {
  return write(value, indent, '\n');
}

function write(value: unknown, indent: string | undefined, line: string): string {
  if (isNil(value)) return 'null';
  switch (typeof value) {
    case 'string':
      return quoteJson(value);
    case 'number':
      return numberJson(value);
    case 'bigint':
    case 'boolean':
      return String(value);
  }
  if (value instanceof GoInteger) return String(value.value);
  if (value instanceof GoTime) return quoteJson(formatRfc3339(value));
  if (value instanceof GoBytes) return `"${toBase64(value.bytes)}"`;
  const inner = indent === undefined ? '' : line + indent;
  if (isList(value)) {
    return wrap(
      '[]',
      value.map((item) => write(item, indent, inner)),
      { indent, line },
    );
  }
  if (isObject(value)) {
    const colon = indent === undefined ? ':' : ': ';
    const keys = Object.keys(value).sort(compareStrings);
    return wrap(
      '{}',
      keys.map((key) => quoteJson(key) + colon + write(value[key], indent, inner)),
      { indent, line },
    );
  }
  if (hasGoType(value) && 'toJson' in value && typeof value.toJson === 'function')
    return String(value.toJson());
  throw new Error(`json: unsupported type: ${typeName(value)}`);
}

function wrap(
  brackets: string,
  parts: readonly string[],
  shape: { readonly indent: string | undefined; readonly line: string },
): string {
  const open = brackets.charAt(0);
  const close = brackets.charAt(1);
  if (shape.indent === undefined || parts.length === 0) return open + parts.join(',') + close;
  const line = shape.line + shape.indent;
  return open + line + parts.join(`,${line}`) + shape.line + close;
}

/** The value of a JSON text as Go's `json.Unmarshal` gives it. Throws a plain error with Go's message. */
export function fromGoJson(text: string): unknown {
  let outOfRange: string | undefined;
  let value: unknown;
  try {
    value = JSON.parse(text, function (this: unknown, _key, item: unknown) {
      if (typeof item === 'number' && !Number.isFinite(item)) outOfRange = String(item);
      return item;
    });
  } catch (cause) {
    throw new Error(findJsonProblem(text) ?? 'invalid JSON', { cause });
  }
  if (outOfRange !== undefined)
    throw new Error('json: cannot unmarshal number into Go value of type float64');
  return value;
}
