import type { JsonSchema } from '@tiphys/signature/model';
import { resultSchema } from '../../ir/outputs/schema-of.ts';
import type { RoundState } from './read-state.ts';

/** Returns the schema of the state in all rounds, from the state before the first one. */
export function stateSchema(initial: RoundState): JsonSchema {
  return loosened(resultSchema(initial));
}

/** Returns a schema without what only the first value tells: integers may become fractions, and null and empty lists anything. */
function loosened(schema: JsonSchema): JsonSchema {
  const { type, properties, items } = schema;
  if (type === 'null') return {};
  if (type === 'integer' || type === 'number')
    return 'enum' in schema || 'const' in schema ? schema : { type: 'number' };
  // As JSON Schema defines the keywords.
  if (type === 'array' && typeof items === 'object')
    return { ...schema, items: loosened(items as JsonSchema) };
  if (type !== 'object' || typeof properties !== 'object') return schema;
  const fields = Object.entries(properties as Readonly<Record<string, JsonSchema>>);
  return {
    ...schema,
    properties: Object.fromEntries(fields.map(([name, field]) => [name, loosened(field)])),
  };
}
