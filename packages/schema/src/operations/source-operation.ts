import { findField, isJsonObject, type JsonObject } from '../json-object.ts';
import type { SourceDocument } from '../read/source-schema.ts';
import { SchemaError } from '../schema-error.ts';

/** An operation as the swagger file has it. */
export interface SourceOperation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly SourceParameter[];
  /** The schema of a reply that is no error. */
  readonly reply: JsonObject;
}

/** A parameter as the swagger file has it. */
export interface SourceParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'body';
  readonly schema: JsonObject;
}

const METHODS: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'patch']);

/**
 * Returns the operations in a swagger file, none if it has no paths.
 *
 * @throws SchemaError `SCHEMA_MALFORMED` naming the operation
 */
export function readSourceOperations({ file, content }: SourceDocument): readonly SourceOperation[] {
  const paths = findField(content, 'paths') ?? {};
  if (!isJsonObject(paths)) throw malformed(file, 'has "paths" that are not an object');
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(isJsonObject(methods) ? methods : {})
      .filter(([method]) => METHODS.has(method))
      .map(([method, operation]) => readOperation(file, method.toUpperCase(), path, operation)),
  );
}

function readOperation(file: string, method: string, path: string, operation: unknown): SourceOperation {
  const name = findField(operation, 'operationId');
  if (typeof name !== 'string' || !/^[A-Za-z_]\w*$/.test(name))
    throw malformed(file, `has no usable operationId for ${method} ${path}`);
  const given = findField(operation, 'parameters') ?? [];
  const parameters = (Array.isArray(given) ? given : []).map((parameter) =>
    readParameter(file, name, parameter),
  );
  checkPath(file, name, path, parameters);
  const reply = findField(findField(findField(operation, 'responses'), '200'), 'schema');
  if (!isJsonObject(reply)) throw malformed(file, `has no schema of the reply of operation "${name}"`);
  return { name, method, path, parameters, reply };
}

function readParameter(file: string, operation: string, parameter: unknown): SourceParameter {
  const [name, place] = [findField(parameter, 'name'), findField(parameter, 'in')];
  const schema = place === 'body' ? findField(parameter, 'schema') : parameter;
  if (
    typeof name === 'string' &&
    isJsonObject(schema) &&
    (place === 'path' || place === 'query' || place === 'body')
  )
    return { name, in: place, schema };
  throw malformed(file, `has a parameter of operation "${operation}" that is not in path, query or body`);
}

/** A request is an object with the parameters of the path, `query` and `body`. */
function checkPath(
  file: string,
  operation: string,
  path: string,
  parameters: readonly SourceParameter[],
): void {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const listed = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
  const isSame = inPath.toSorted().join() === listed.toSorted().join();
  if (!isSame || inPath.some((name) => name === 'query' || name === 'body'))
    throw malformed(file, `has other parameters in the path of operation "${operation}" than in its list`);
}

function malformed(file: string, problem: string): SchemaError {
  return new SchemaError(
    'SCHEMA_MALFORMED',
    `${file} ${problem}. Use Argo's api/openapi-spec/swagger.json.`,
    {
      file,
    },
  );
}
