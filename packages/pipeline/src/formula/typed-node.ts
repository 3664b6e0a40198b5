import type { ExpressionNode } from '@tiphys/expression';
import type { JsonSchema } from '../component-descriptor.ts';

/** A node of Argo's language, and what is known of its value. */
export interface TypedNode {
  readonly node: ExpressionNode;
  readonly schema: JsonSchema;
}

/** The kinds of values that mean different things to JavaScript's operators. */
export type ValueKind = 'string' | 'number' | 'boolean' | 'list' | 'object' | 'null' | 'unknown';

const kinds: Readonly<Record<string, ValueKind>> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  array: 'list',
  object: 'object',
  null: 'null',
};

/** Returns the kind of all values of a schema, or `unknown` when they differ. */
export function kindOf(schema: JsonSchema): ValueKind {
  const choices = schema.enum ?? ('const' in schema ? [schema.const] : undefined);
  if (Array.isArray(choices)) return common(choices.map(kindOfValue));
  const type = schema.type;
  if (typeof type === 'string') return kinds[type] ?? 'unknown';
  if (Array.isArray(type)) return common(type.map((one) => kinds[String(one)] ?? 'unknown'));
  const parts = schema.anyOf ?? schema.oneOf;
  return Array.isArray(parts) ? common((parts as readonly JsonSchema[]).map(kindOf)) : 'unknown';
}

function kindOfValue(value: unknown): ValueKind {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : (kinds[typeof value] ?? 'unknown');
}

function common(found: readonly ValueKind[]): ValueKind {
  const [first = 'unknown', ...others] = found;
  return others.every((kind) => kind === first) ? first : 'unknown';
}

/** Returns what is known of values that are of one schema or the other. */
export function eitherSchema(one: JsonSchema, other: JsonSchema): JsonSchema {
  return kindOf(one) === kindOf(other) && kindOf(one) !== 'object' && kindOf(one) !== 'list'
    ? one
    : { anyOf: [one, other] };
}
