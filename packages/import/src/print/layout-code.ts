import type { CallCode, Code, ElementCode, FieldCode, ListCode, ObjectCode, StatementCode } from './code.ts';

/** The maximum line length where a break is possible. */
export const WIDTH = 100;
/** Objects with more levels read better on several lines. */
const DEEPEST_ON_ONE_LINE = 3;
/** A key whose value moves to its own line only if that saves space. */
const SHORT_KEY = 5;

/** The position of a piece of code. */
interface Place {
  readonly indent: string;
  /** The number of characters before it on its line. */
  readonly column: number;
  /** The number of characters after it on its last line. */
  readonly after: number;
}

/** Returns a statement in the layout of Biome and Prettier, with a semicolon and a line break at the end. */
export function layoutStatement({ head, code, tail = '', comments }: StatementCode, indent = ''): string {
  const place = { indent, column: indent.length + head.length, after: tail.length + 1 };
  return `${printComments(comments, indent)}${indent}${head}${layout(code, place)}${tail};\n`;
}

/** Returns comments as lines of TypeScript. */
export function printComments(texts: readonly string[] | undefined, indent = ''): string {
  return (texts ?? []).map((text) => `${indent}//${text.replace(/[\n\r\u2028\u2029]/g, ' ')}\n`).join('');
}

function layout(code: Code, place: Place): string {
  return flatten(code, WIDTH - place.column - place.after)?.text ?? expand(code, place);
}

/** Returns code on several lines. */
function expand(code: Code, place: Place): string {
  if (typeof code === 'string') return code;
  switch (code.kind) {
    case 'object':
      return expandObject(code, place.indent);
    case 'list':
      return expandList(code, place.indent);
    case 'call':
      return expandCall(code, place);
    case 'arrow': {
      const isObject = typeof code.body !== 'string' && code.body.kind === 'object';
      const head = `${code.parameters} => ${isObject ? '(' : ''}`;
      const body = expand(code.body, { ...place, column: place.column + head.length });
      return `${head}${body}${isObject ? ')' : ''}`;
    }
    case 'block': {
      const lines = code.statements.map((statement) => layoutStatement(statement, `${place.indent}  `));
      return lines.length === 0
        ? `${code.parameters} => {}`
        : `${code.parameters} => {\n${lines.join('')}${place.indent}}`;
    }
  }
}

function expandObject({ fields }: ObjectCode, indent: string): string {
  if (fields.length === 0) return '{}';
  const inner = `${indent}  `;
  const lines = fields.map(
    (field) => `${printComments(field.comments, inner)}${inner}${layoutField(field, inner)},\n`,
  );
  return `{\n${lines.join('')}${indent}}`;
}

function layoutField(field: FieldCode, indent: string): string {
  if (isShorthand(field)) return field.key;
  const { key, value } = field;
  const column = indent.length + key.length + 2;
  const isLong = typeof value === 'string' && /^['"]/.test(value) && column + value.length + 1 > WIDTH;
  if (isLong && key.length >= SHORT_KEY) return `${key}:\n${indent}  ${value}`;
  return `${key}: ${layout(value, { indent, column, after: 1 })}`;
}

/**
 * Returns whether a field can use shorthand: its key is not quoted, and its value is a constant rather than a
 * keyword.
 */
function isShorthand({ key, value }: FieldCode): boolean {
  return key === value && !/^(?:['"[]|(?:true|false|null)$)/.test(key);
}

function expandList({ elements }: ListCode, indent: string): string {
  if (elements.length === 0) return '[]';
  const inner = `${indent}  `;
  const place = { indent: inner, column: inner.length, after: 1 };
  const lines = elements.map(
    ({ value, comments }) => `${printComments(comments, inner)}${inner}${layout(value, place)},\n`,
  );
  return `[\n${lines.join('')}${indent}]`;
}

/** Lets the last argument span several lines while the others stay on the first. */
function expandCall({ callee, values }: CallCode, { indent, column, after }: Place): string {
  const last = values.at(-1);
  const before = values.slice(0, -1).map((value) => flatten(value, WIDTH)?.text);
  const isHeld = before.every((value) => value !== undefined) && kindOf(last) !== kindOf(values.at(-2));
  if (last !== undefined && isHeld && isOpen(last)) {
    const head = `${callee}(${before.map((value) => `${value}, `).join('')}`;
    const code = `${head}${expand(last, { indent, column: column + head.length, after: after + 1 })})`;
    if (column + code.indexOf('\n') <= WIDTH) return code;
  }
  const inner = `${indent}  `;
  const place = { indent: inner, column: inner.length, after: 1 };
  return `${callee}(\n${values.map((value) => `${inner}${layout(value, place)},\n`).join('')}${indent})`;
}

function kindOf(code: Code | undefined): string | undefined {
  if (code === undefined || typeof code === 'string') return undefined;
  return code.kind === 'block' ? 'arrow' : code.kind;
}

/** Returns whether code starts with an opening bracket that may end a line. */
function isOpen(code: Code): boolean {
  if (typeof code === 'string') return false;
  switch (code.kind) {
    case 'object':
      return code.fields.length > 0;
    case 'list':
      return code.elements.length > 0;
    case 'arrow':
      return isOpen(code.body);
    case 'block':
      return true;
    case 'call':
      return false;
  }
}

/** Code on one line. */
interface Flat {
  readonly text: string;
  /** The nesting depth of its objects. */
  readonly depth: number;
}

/** Returns code on one line; undefined if it does not fit, or must take several. */
function flatten(code: Code, room: number): Flat | undefined {
  if (room < 0) return undefined;
  if (typeof code === 'string') return fit({ text: code, depth: 0 }, room);
  switch (code.kind) {
    case 'object': {
      if (code.fields.length === 0) return fit({ text: '{}', depth: 1 }, room);
      const fields = code.isFrame === true ? undefined : flattenAll(code.fields, room - 4);
      if (fields === undefined || fields.depth >= DEEPEST_ON_ONE_LINE) return undefined;
      return fit({ text: `{ ${fields.text} }`, depth: fields.depth + 1 }, room);
    }
    case 'list': {
      const elements = isTable(code) ? undefined : flattenAll(code.elements, room - 2);
      return elements === undefined ? undefined : fit({ ...elements, text: `[${elements.text}]` }, room);
    }
    case 'call': {
      const values = flattenAll(
        code.values.map((value) => ({ value })),
        room - code.callee.length - 2,
      );
      return values === undefined
        ? undefined
        : fit({ text: `${code.callee}(${values.text})`, depth: 0 }, room);
    }
    case 'arrow': {
      const body = flatten(code.body, room);
      const isObject = typeof code.body !== 'string' && code.body.kind === 'object';
      if (body === undefined) return undefined;
      return fit({ ...body, text: `${code.parameters} => ${isObject ? `(${body.text})` : body.text}` }, room);
    }
    case 'block':
      return code.statements.length === 0
        ? fit({ text: `${code.parameters} => {}`, depth: 0 }, room)
        : undefined;
  }
}

function fit(flat: Flat, room: number): Flat | undefined {
  return flat.text.length > room || flat.text.includes('\n') ? undefined : flat;
}

function flattenAll(parts: readonly (ElementCode | FieldCode)[], room: number): Flat | undefined {
  let text = '';
  let depth = 0;
  for (const part of parts) {
    if (part.comments !== undefined && part.comments.length > 0) return undefined;
    const isShort = 'key' in part && isShorthand(part);
    const head = `${text === '' ? '' : ', '}${'key' in part && !isShort ? `${part.key}: ` : ''}`;
    const flat = flatten(part.value, room - text.length - head.length);
    if (flat === undefined) return undefined;
    text += `${head}${flat.text}`;
    depth = Math.max(depth, flat.depth);
  }
  return { text, depth };
}

/** Objects or lists with more than one entry each go on separate lines if there are several. */
function isTable({ elements }: ListCode): boolean {
  if (elements.length < 2) return false;
  const isRow = (kind: 'object' | 'list', { value }: ElementCode): boolean =>
    typeof value !== 'string' &&
    value.kind === kind &&
    (value.kind === 'object' ? value.fields : (value as ListCode).elements).length > 1;
  return (['object', 'list'] as const).some((kind) => elements.every((element) => isRow(kind, element)));
}
