import type { Definition, SchemaDefinitions } from '../definition.ts';
import type { FieldType } from '../field-type.ts';
import { findField, isJsonObject, type JsonObject } from '../json-object.ts';
import { checkAliases } from '../normalise/check-aliases.ts';
import { convertDefinition } from '../normalise/convert-definition.ts';
import { convertType } from '../normalise/convert-type.ts';
import { findReachable, referencesOf } from '../normalise/find-reachable.ts';
import { assignTypeNames } from '../normalise/type-names.ts';
import type { SourceDocument, SourceSchema } from '../read/source-schema.ts';
import { correctParameter } from './correct-parameter.ts';
import type { Operation, OperationDefinitions, OperationReply } from './operation.ts';
import { readSourceOperations, type SourceOperation } from './source-operation.ts';
import { withoutEvents } from './without-events.ts';

/**
 * Returns the operations in a swagger file, with the definitions that only they use; undefined if it has none. Objects of Argo Events
 * are any JSON values.
 *
 * @param schema all definitions, as the files have them
 * @param manifests the normalised definitions of the same version
 * @throws SchemaError naming the operation or the definition that is wrong
 */
export function normaliseOperations(
  swagger: SourceDocument,
  schema: SourceSchema,
  manifests: SchemaDefinitions,
): OperationDefinitions | undefined {
  const sources = withoutEvents(readSourceOperations(swagger));
  if (sources.length === 0) return undefined;
  const definitions = new Map([...schema.definitions].map(([name, body]) => [name, withoutEvents(body)]));
  const known = new Map(Object.entries(manifests.definitions).map(([name, { origin }]) => [origin, name]));
  const roots = sources.flatMap(({ name, parameters, reply }) =>
    referencesOf({ reply: dataOf(reply), parameters: parameters.map((one) => one.schema) }, name),
  );
  const own = findReachable({ definitions }, [...new Set(roots)]).filter((name) => !known.has(name));
  const taken = new Map(Object.entries(manifests.definitions).map(([name, { origin }]) => [name, origin]));
  const typeNames = new Map([...known, ...assignTypeNames(own, taken)]);
  const converted = own.map((definition): [string, Definition] => [
    typeNames.get(definition) ?? definition,
    convertDefinition(definitions.get(definition) ?? {}, { definition, typeNames, descriptions: false }),
  ]);
  const plain = Object.fromEntries(converted.sort(byName));
  checkAliases(plain);
  return {
    version: manifests.version,
    definitions: plain,
    operations: Object.fromEntries(
      sources
        .map((source): [string, Operation] => [source.name, convertOperation(source, typeNames)])
        .sort(byName),
    ),
  };
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function convertOperation(source: SourceOperation, typeNames: ReadonlyMap<string, string>): Operation {
  const { name: definition, method, path, parameters, reply } = source;
  const typeOf = (schema: JsonObject, field: string): FieldType =>
    convertType(schema, { definition, field, typeNames, descriptions: false });
  const parametersIn = (place: 'path' | 'query'): Readonly<Record<string, FieldType>> =>
    Object.fromEntries(
      parameters
        .filter((parameter) => parameter.in === place)
        .map(({ name, schema }) => {
          // Go's 64-bit integers are texts in JSON, since JavaScript would round large ones.
          const isLong = findField(schema, 'format') === 'int64';
          const type: FieldType = isLong ? { kind: 'intOrString' } : typeOf(schema, name);
          return [name, correctParameter(`${definition}.${name}`, type)];
        }),
    );
  const body = parameters.find((parameter) => parameter.in === 'body');
  return {
    method,
    path,
    parameters: parametersIn('path'),
    query: parametersIn('query'),
    ...(body !== undefined && { body: typeOf(body.schema, 'body') }),
    reply: { form: formOf(reply), type: typeOf(dataOf(reply), 'reply') },
  };
}

function formOf(reply: JsonObject): OperationReply['form'] {
  if (resultOf(reply) !== undefined) return 'stream';
  return findField(reply, 'format') === 'binary' ? 'bytes' : 'json';
}

/** Returns the schema of the values of a reply; each message of a stream holds one, or an error. */
function dataOf(reply: JsonObject): JsonObject {
  return resultOf(reply) ?? reply;
}

function resultOf(reply: JsonObject): JsonObject | undefined {
  const properties = findField(reply, 'properties');
  const result = findField(properties, 'result');
  return isJsonObject(result) && findField(properties, 'error') !== undefined ? result : undefined;
}
