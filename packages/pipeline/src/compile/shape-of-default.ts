import type { JsonSchema } from '@tiphys/signature/model';

/** Derives the schema of an input from its default value: the same fields and the same types. */
export function shapeOfDefault(value: unknown): JsonSchema {
  if (value === null || value === undefined) return {};
  if (Array.isArray(value)) return shapeOfList(value);
  if (typeof value !== 'object') return { type: typeof value };
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  if (entries.length === 0) return { type: 'object' };
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, field]) => [name, shapeOfDefault(field)])),
    required: entries.map(([name]) => name),
    additionalProperties: false,
  };
}

function shapeOfList(elements: readonly unknown[]): JsonSchema {
  const shapes = [
    ...new Map(elements.map(shapeOfDefault).map((shape) => [JSON.stringify(shape), shape])).values(),
  ];
  if (shapes.length === 0) return { type: 'array' };
  return { type: 'array', items: shapes.length === 1 ? shapes[0] : { anyOf: shapes } };
}
