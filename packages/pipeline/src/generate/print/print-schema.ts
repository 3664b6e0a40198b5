import type { JsonSchema } from '@tiphys/signature/model';
import { printKey, printString } from './print-literal.ts';

type Schemas = Readonly<Record<string, JsonSchema>>;

/** Returns the TypeScript type of the values of a schema; `unknown` where TypeScript has no such type. */
export function printSchema(
  schema: JsonSchema,
  definitions: Schemas = {},
  around: readonly string[] = [],
): string {
  const { $ref: reference, $defs, enum: choices, type } = schema;
  const known = ($defs ?? definitions) as Schemas; // as JSON Schema defines the keyword
  const print = (part: unknown): string => printSchema(part as JsonSchema, known, around);
  if (typeof reference === 'string') {
    const name = reference.replace('#/$defs/', '');
    const target = known[name];
    // A recursive type has no name here.
    return target === undefined || around.includes(name)
      ? 'unknown'
      : printSchema(target, known, [...around, name]);
  }
  if ('const' in schema) return printValue(schema.const);
  if (Array.isArray(choices)) return union(choices.map(printValue));
  const parts = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(parts)) return union(parts.map(print));
  if (Array.isArray(type)) return union(type.map((one: unknown) => print({ ...schema, type: one })));
  switch (type) {
    case 'string':
    case 'boolean':
    case 'null':
      return type;
    case 'number':
    case 'integer':
      return 'number';
    case 'array':
      return printList(schema, print);
    case 'object':
      return printObject(schema, print);
    default:
      return 'unknown';
  }
}

function printList({ items, prefixItems }: JsonSchema, print: (part: unknown) => string): string {
  if (Array.isArray(prefixItems)) return `readonly [${prefixItems.map(print).join(', ')}]`;
  if (typeof items !== 'object' || items === null) return 'readonly unknown[]';
  const element = print(items);
  return `readonly ${/[ |]/.test(element) ? `(${element})` : element}[]`;
}

function printObject(
  { properties, required, additionalProperties }: JsonSchema,
  print: (part: unknown) => string,
): string {
  const needed: readonly unknown[] = Array.isArray(required) ? required : [];
  const fields = Object.entries((properties ?? {}) as Schemas).map(
    ([name, part]) => `readonly ${printKey(name)}${needed.includes(name) ? '' : '?'}: ${print(part)}`,
  );
  if (fields.length > 0) return `{ ${fields.join('; ')} }`;
  const rest = typeof additionalProperties === 'object' && additionalProperties !== null;
  return `Readonly<Record<string, ${rest ? print(additionalProperties) : 'unknown'}>>`;
}

function union(types: readonly string[]): string {
  const distinct = [...new Set(types)];
  if (distinct.includes('unknown')) return 'unknown';
  return distinct.length === 0 ? 'never' : distinct.join(' | ');
}

function printValue(value: unknown): string {
  return typeof value === 'string'
    ? printString(value)
    : typeof value === 'number' || typeof value === 'boolean' || value === null
      ? String(value)
      : 'unknown';
}
