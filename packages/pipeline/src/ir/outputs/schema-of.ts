import type { JsonSchema } from '@tiphys/signature/model';
import type {
  AttemptNode,
  Body,
  BodyResult,
  CallNode,
  PipelineCall,
  QuestionNode,
  Source,
} from '../graph.ts';
import { resolveSchema } from '../json/json-schema.ts';
import { schemaOfValue } from '../json/schema-of-value.ts';
import { mayBeSkipped } from '../may-be-skipped.ts';

/** Returns the schema of a source; `{}` if nothing is known. */
export function schemaOf(source: Source): JsonSchema {
  switch (source.kind) {
    case 'call':
      return source.called === undefined ? callSchema(source) : pipelineSchema(source.called);
    case 'loop':
      return { type: 'array', items: resultSchema(source.bodies[0]?.result) };
    case 'group':
      return resultSchema(source.bodies[0]?.result);
    case 'attempt':
      return source.mode === 'settled' ? settledSchema(source) : joinedSchema(source.bodies);
    case 'branch':
      // Where no body may run, the value is unknown.
      return mayBeSkipped(source) ? {} : joinedSchema(source.bodies);
    case 'rounds':
      return source.state.schema;
    case 'question':
      return schemaOfFields(source);
    case 'pause':
      return {};
    case 'item':
    case 'index':
    case 'field':
    case 'narrowed':
    case 'given':
    case 'variable':
      return source.schema;
    case 'input':
      return source.input.schema;
    case 'literal':
      return schemaOfValue(JSON.parse(source.text));
    case 'file':
    case 'uri':
      return { type: 'string' };
    case 'files':
      return { type: 'array', items: { type: 'string' } };
    case 'expression':
      return source.formula.schema;
  }
}

function schemaOfFields({ fields }: QuestionNode): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name, schema }) => [name, schema])),
    required: fields.map(({ name }) => name),
    additionalProperties: false,
  };
}

function settledSchema({ bodies: [body] }: AttemptNode): JsonSchema {
  return {
    type: 'object',
    properties: {
      status: { type: 'string', enum: ['Succeeded', 'Failed', 'Error'] },
      value:
        body.result === undefined
          ? { type: 'null' }
          : eitherOf([resultSchema(body.result), { type: 'null' }]),
    },
    required: ['status', 'value'],
    additionalProperties: false,
  };
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
export function joinedSchema(bodies: readonly Body[]): JsonSchema {
  const results = bodies.map(({ result }) => result);
  const names = sharedNames(results);
  if (names === undefined) return eitherOf(results.map(resultSchema));
  const properties = names.map((name) => [name, eitherOf(results.map((one) => schemaOfNamed(one, name)))]);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: names,
    additionalProperties: false,
  };
}

/** Returns the names that all results have, and nothing else; undefined if they differ or one of them is not named. */
export function sharedNames(results: readonly BodyResult[]): readonly string[] | undefined {
  const [first] = results;
  if (first?.kind !== 'named') return undefined;
  const names = [...first.sources.keys()];
  const isSame = results.every(
    (one) =>
      one?.kind === 'named' &&
      one.sources.size === names.length &&
      names.every((name) => one.sources.has(name)),
  );
  return isSame ? names : undefined;
}

function schemaOfNamed(result: BodyResult, name: string): JsonSchema {
  const source = result?.kind === 'named' ? result.sources.get(name) : undefined;
  return source === undefined ? {} : schemaOf(source);
}

function eitherOf(schemas: readonly JsonSchema[]): JsonSchema {
  const distinct = new Map(schemas.map((schema) => [JSON.stringify(schema), schema]));
  const [first = {}, ...others] = distinct.values();
  return others.length === 0 ? first : { anyOf: [first, ...others] };
}
