import { compareStrings } from '../text/compare-strings.ts';
import { formatRfc3339 } from '../time/format-time.ts';
import { GoTime } from '../time/time.ts';
import { escapeJson } from './escape-json.ts';
import { MAX_DEPTH } from './scan-json.ts';

/** Options of {@link printJson}. */
export interface PrintJsonOptions {
  /** The indent of each level, as `json.MarshalIndent` takes it; without one the text has no blanks. */
  readonly indent?: string;
  /** Returns the JSON text of an object that has a form of its own, undefined for other objects. */
  readonly printSpecial?: (value: object) => string | undefined;
}

/**
 * Returns the JSON text of a value as Go's `json.Marshal` writes it: names sorted by their bytes, `<`, `>` and `&` escaped.
 * Members that are undefined are left out.
 *
 * @throws Error with the message of Go's `encoding/json` for NaN and infinity; also for a value more than 10,000 levels deep, or one that holds itself
 */
export function printJson(value: unknown, options: PrintJsonOptions = {}): string {
  // A stack of its own instead of recursion: values may be nested as deeply as texts.
  const open: Container[] = [];
  let text = '';
  let next = value;
  for (;;) {
    const container = openContainer(next, options);
    if (typeof container === 'string') text += container;
    else {
      // A value that holds itself would never end.
      if (open.length >= MAX_DEPTH)
        throw new Error(`json: unsupported value: nested too deeply, more than ${MAX_DEPTH} levels`);
      text += container.names === undefined ? '[' : '{';
      open.push(container);
    }
    let top = open[open.length - 1];
    while (top !== undefined && top.at === top.values.length) {
      open.pop();
      text += lineBreak(options, open.length) + (top.names === undefined ? ']' : '}');
      top = open[open.length - 1];
    }
    if (top === undefined) return text;
    text += (top.at === 0 ? '' : ',') + lineBreak(options, open.length) + label(top, options);
    next = top.values[top.at];
    top.at += 1;
  }
}

/** A list or map of which some values are printed. */
interface Container {
  /** The names of the members of a map, sorted. */
  readonly names: readonly string[] | undefined;
  readonly values: readonly unknown[];
  /** How many values are printed. */
  at: number;
}

function lineBreak({ indent }: PrintJsonOptions, depth: number): string {
  return indent === undefined ? '' : `\n${indent.repeat(depth)}`;
}

function label({ names, at }: Container, { indent }: PrintJsonOptions): string {
  const name = names?.[at];
  if (name === undefined) return '';
  return printJsonString(name) + (indent === undefined ? ':' : ': ');
}

/** Returns the JSON text of a text as Go writes it. */
export function printJsonString(text: string): string {
  return escapeJson(JSON.stringify(text.isWellFormed() ? text : text.toWellFormed()));
}

/** Returns the text of a value that holds no other, or what a list or map holds. */
function openContainer(value: unknown, options: PrintJsonOptions): string | Container {
  if (value === null || value === undefined) return 'null';
  switch (typeof value) {
    case 'string':
      return printJsonString(value);
    case 'number':
      return printNumber(value);
    case 'bigint':
    case 'boolean':
      return String(value);
    case 'object':
      return openObject(value, options);
    default:
      throw new Error(`json: unsupported type: ${typeof value === 'function' ? 'func()' : typeof value}`);
  }
}

function printNumber(value: number): string {
  if (Number.isNaN(value)) throw new Error('json: unsupported value: NaN');
  if (!Number.isFinite(value)) throw new Error(`json: unsupported value: ${value > 0 ? '+' : '-'}Inf`);
  return Object.is(value, -0) ? '-0' : String(value);
}

function openObject(value: object, options: PrintJsonOptions): string | Container {
  const special = options.printSpecial?.(value);
  if (special !== undefined) return special;
  if (value instanceof GoTime) return printJsonString(formatRfc3339(value));
  if (Array.isArray(value)) return value.length === 0 ? '[]' : { names: undefined, values: value, at: 0 };
  const member = (name: string): unknown => Reflect.get(value, name);
  const names = Object.keys(value).filter((name) => member(name) !== undefined);
  if (names.length === 0) return '{}';
  names.sort(compareStrings);
  return { names, values: names.map(member), at: 0 };
}
