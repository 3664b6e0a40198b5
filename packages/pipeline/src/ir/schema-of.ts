import type { JsonSchema } from '@tiphys/signature/model';
import type { BodyResult } from './scope.ts';
import type { Source } from './source.ts';

/** Returns the schema of a source; `{}` if nothing is known. */
export function schemaOf(source: Source): JsonSchema {
  switch (source.kind) {
    case 'call':
      return resolveSchema(source.component.descriptor.output.schema);
    case 'loop':
      return { type: 'array', items: resultSchema(source.result) };
    case 'branch':
      return branchSchema(resultSchema(source.thenResult), resultSchema(source.otherwiseResult));
    case 'item':
    case 'index':
    case 'field':
      return source.schema;
    case 'input':
      return source.input.schema;
    case 'outcome':
      return { type: 'string', enum: ['Succeeded', 'Failed', 'Error'] };
    case 'expression':
      return source.formula.schema;
  }
}

/** Returns the schema of the result of a body. */
export function resultSchema(result: BodyResult): JsonSchema {
  if (result === undefined) return {};
  if (!(result instanceof Map)) return schemaOf(result as Source);
  const entries = [...(result as ReadonlyMap<string, Source>)];
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, source]) => [name, schemaOf(source)])),
    required: entries.map(([name]) => name),
    additionalProperties: false,
  };
}

function branchSchema(yes: JsonSchema, no: JsonSchema): JsonSchema {
  return JSON.stringify(yes) === JSON.stringify(no) ? yes : { anyOf: [yes, no] };
}

/** Returns the schema of the elements of a list. */
export function elementSchema(schema: JsonSchema): JsonSchema {
  const items = schema.items;
  return typeof items === 'object' && items !== null ? subSchema(schema, items as JsonSchema) : {};
}

/** Returns the schema of a field of an object. */
export function fieldSchema(schema: JsonSchema, name: string): JsonSchema {
  const properties = schema.properties as Readonly<Record<string, JsonSchema>> | undefined; // as JSON Schema defines the keyword
  const found = properties?.[name];
  return found === undefined ? {} : subSchema(schema, found);
}

/** Returns the schema of a part, with the definitions of the whole. */
export function subSchema(whole: JsonSchema, part: JsonSchema): JsonSchema {
  return resolveSchema(whole.$defs === undefined ? part : { ...part, $defs: whole.$defs });
}

/** Resolves the reference of a schema to its own definitions. */
export function resolveSchema(schema: JsonSchema): JsonSchema {
  let current = schema;
  for (let depth = 0; depth < 20; depth += 1) {
    const reference = current.$ref;
    if (typeof reference !== 'string') return current;
    const definitions = current.$defs as Readonly<Record<string, JsonSchema>> | undefined; // as JSON Schema defines the keyword
    const target = reference === '#' ? undefined : definitions?.[reference.replace('#/$defs/', '')];
    if (target === undefined) return {};
    current = { ...target, $defs: definitions };
  }
  return {};
}
