import type { DefinitionTable, FieldType } from '../src/tables.ts';
import { definitions, kinds } from '../src/v4.1/generated/tables.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** Returns why the tables of Argo 4.1 reject an object of one of the five kinds; null counts as absent, as in Argo. */
export function checkObject(object: unknown): readonly string[] {
  const kind = isObject(object) ? kinds[String(object.kind)] : undefined;
  if (kind === undefined) return ['no object of a known kind'];
  return [...checkType(object, { kind: 'reference', to: kind }, '')];
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns why a type of these tables rejects a value. */
export function* checkType(value: unknown, type: FieldType, path: string): Generator<string> {
  if (value === null) return;
  switch (type.kind) {
    case 'reference':
      yield* checkReference(value, type.to, path);
      break;
    case 'list':
      if (!Array.isArray(value)) yield `${path}: not a list`;
      else
        for (const [index, item] of value.entries())
          yield* checkType(item, type.element, `${path}[${index}]`);
      if (Array.isArray(value))
        yield* checkRange(value.length, type.minItems, type.maxItems, `${path}: length`);
      break;
    case 'map':
      if (!isObject(value)) yield `${path}: not a map`;
      else
        for (const [key, item] of Object.entries(value))
          yield* checkType(item, type.value, `${path}{${key}}`);
      break;
    default:
      yield* checkScalar(value, type, path);
  }
}

type ScalarType = Exclude<FieldType, { readonly kind: 'reference' | 'list' | 'map' }>;

const scalars: Readonly<Record<ScalarType['kind'], readonly string[]>> = {
  any: ['string', 'number', 'boolean', 'object'],
  boolean: ['boolean'],
  integer: ['number'],
  intOrString: ['number', 'string'],
  number: ['number'],
  quantity: ['number', 'string'],
  scalar: ['string', 'number', 'boolean'],
  string: ['string'],
  time: ['string'],
};

function* checkScalar(value: unknown, type: ScalarType, path: string): Generator<string> {
  if (!scalars[type.kind].includes(typeof value))
    yield `${path}: ${typeof value} is not a valid ${type.kind}`;
  else if (type.kind === 'integer' || type.kind === 'number')
    yield* checkRange(Number(value), type.minimum, type.maximum, path);
  else if (type.kind === 'string') {
    const text = String(value);
    if (type.enum !== undefined && !type.enum.includes(text))
      yield `${path}: ${text} is not one of ${type.enum.join(', ')}`;
    if (type.const !== undefined && type.const !== text) yield `${path}: ${text} is not ${type.const}`;
    if (type.pattern !== undefined && !new RegExp(type.pattern).test(text))
      yield `${path}: ${text} does not match ${type.pattern}`;
    yield* checkRange(text.length, type.minLength, type.maxLength, `${path}: length`);
  }
}

function* checkRange(
  value: number,
  minimum = -Infinity,
  maximum = Infinity,
  path: string,
): Generator<string> {
  if (value < minimum || value > maximum) yield `${path}: ${value} is not between ${minimum} and ${maximum}`;
}

function* checkReference(value: unknown, name: string, path: string): Generator<string> {
  const table = definitions[name];
  if (table === undefined || !isObject(value)) {
    yield `${path}: no ${name}`;
    return;
  }
  yield* checkFields(value, table, path);
  for (const field of table.required) if (value[field] === undefined) yield `${path}.${field}: missing`;
  for (const group of table.groups ?? []) {
    const present = group.fields.filter((field) => value[field] !== undefined && value[field] !== null);
    if (present.length > 1) yield `${path}: ${present.join(' and ')} exclude each other`;
    if (present.length === 0 && group.kind === 'exactlyOne')
      yield `${path}: none of ${group.fields.join(', ')}`;
  }
}

function* checkFields(value: JsonObject, table: DefinitionTable, path: string): Generator<string> {
  for (const [field, content] of Object.entries(value)) {
    const known = table.fields[field];
    if (known !== undefined) yield* checkType(content, known.type, `${path}.${field}`);
    else if (table.open === undefined) yield `${path}.${field}: unknown field`;
  }
}
