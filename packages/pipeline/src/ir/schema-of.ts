import type { JsonSchema } from '@tiphys/signature/model';
import type { Body, BodyResult, CallNode, PipelineCall, Source } from './graph.ts';
import { resolveSchema } from './json/json-schema.ts';
import { schemaOfValue } from './json/schema-of-value.ts';

/** Returns the schema of a source; `{}` if nothing is known. */
export function schemaOf(source: Source): JsonSchema {
  switch (source.kind) {
    case 'call':
      return source.called === undefined ? callSchema(source) : pipelineSchema(source.called);
    case 'loop':
      return { type: 'array', items: resultSchema(source.bodies[0]?.result) };
    case 'branch':
      return joinedSchema(source.bodies);
    case 'item':
    case 'index':
    case 'field':
    case 'given':
    case 'variable':
      return source.schema;
    case 'input':
      return source.input.schema;
    case 'literal':
      return schemaOfValue(JSON.parse(source.text));
    case 'expression':
      return source.formula.schema;
  }
}

function callSchema({ component }: CallNode): JsonSchema {
  return resolveSchema(component.descriptor.output.schema);
}

function pipelineSchema({ how, pipeline }: PipelineCall): JsonSchema {
  if (how !== 'submission') return resultSchema(pipeline.result);
  return {
    type: 'object',
    properties: { name: { type: 'string' }, uid: { type: 'string' } },
    required: ['name', 'uid'],
    additionalProperties: false,
  };
}

/** Returns the schema of the result of a body. */
export function resultSchema(result: BodyResult): JsonSchema {
  if (result === undefined) return {};
  if (result.kind === 'one') return schemaOf(result.source);
  const entries = [...result.sources];
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, source]) => [name, schemaOf(source)])),
    required: entries.map(([name]) => name),
    additionalProperties: false,
  };
}

/** Returns the schema of the result of whichever body runs. */
function joinedSchema(bodies: readonly Body[]): JsonSchema {
  const distinct = new Map<string, JsonSchema>();
  for (const { result } of bodies) {
    const schema = resultSchema(result);
    distinct.set(JSON.stringify(schema), schema);
  }
  // Where no body may run, the value is unknown.
  if (bodies.at(-1)?.condition !== undefined) distinct.set('{}', {});
  const [first = {}, ...others] = distinct.values();
  return others.length === 0 ? first : { anyOf: [first, ...others] };
}
