import type { SchemaDefinitions } from '../definition.ts';
import { findField, isJsonObject } from '../json-object.ts';
import type { Operation, OperationDefinitions } from '../operations/operation.ts';
import { SchemaError } from '../schema-error.ts';
import { completeDefinitions, definitionsText } from './stored-form.ts';
import { definitionProblem, typeProblem } from './stored-form-check.ts';

const STORED_FORM = 1;

/** Returns operations as stored text: sorted, one line per parameter. */
export function serialiseOperations({ version, definitions, operations }: OperationDefinitions): string {
  const texts = Object.keys(operations)
    .sort()
    .map((name) => `    ${JSON.stringify(name)}: ${operationText(operations[name])}`);
  return [
    '{',
    `  "form": ${STORED_FORM},`,
    `  "version": ${JSON.stringify(version)},`,
    '  "definitions": {',
    definitionsText(definitions),
    '  },',
    '  "operations": {',
    texts.join(',\n'),
    '  }',
    '}',
    '',
  ].join('\n');
}

function operationText(operation: Operation | undefined): string {
  const fields = Object.entries(operation ?? {}).map(([key, value]) => {
    const isMap = key === 'parameters' || key === 'query';
    return `      ${JSON.stringify(key)}: ${isMap ? parametersText(value) : JSON.stringify(value)}`;
  });
  return `{\n${fields.join(',\n')}\n    }`;
}

function parametersText(parameters: object): string {
  const lines = Object.entries(parameters).map(
    ([name, type]) => `        ${JSON.stringify(name)}: ${JSON.stringify(type)}`,
  );
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n      }`;
}

/**
 * Returns the operations in a stored text.
 *
 * @param manifests the definitions of the same version, to which the operations refer
 * @throws SchemaError `SCHEMA_STORED_FORM` when the text does not hold stored operations
 */
export function parseOperations(
  text: string,
  manifests: SchemaDefinitions,
  file = 'operations.json',
): OperationDefinitions {
  const content = parseJson(text);
  const problem = problemOf(content, manifests);
  if (problem !== undefined)
    throw new SchemaError(
      'SCHEMA_STORED_FORM',
      `${file}: ${problem}. Import Argo's schema again, with its swagger.json.`,
      { file },
    );
  const { version, definitions, operations } = content as OperationDefinitions; // checked field by field just before
  return { version, definitions: completeDefinitions(definitions), operations };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemOf(content: unknown, manifests: SchemaDefinitions): string | undefined {
  if (findField(content, 'form') !== STORED_FORM) return `it does not hold operations in form ${STORED_FORM}`;
  if (findField(content, 'version') !== manifests.version)
    return 'it is not of the same version as the definitions';
  const [definitions, operations] = [findField(content, 'definitions'), findField(content, 'operations')];
  if (!isJsonObject(definitions) || !isJsonObject(operations)) return 'it has no definitions and operations';
  const known = { ...manifests.definitions, ...definitions };
  for (const [name, body] of Object.entries(definitions)) {
    const problem = definitionProblem(body, known);
    if (problem !== undefined) return `definition "${name}" ${problem}`;
  }
  for (const [name, body] of Object.entries(operations)) {
    const problem = operationProblem(body, known);
    if (problem !== undefined) return `operation "${name}" ${problem}`;
  }
  return undefined;
}

function operationProblem(operation: unknown, known: object): string | undefined {
  const [method, path] = [findField(operation, 'method'), findField(operation, 'path')];
  if (typeof method !== 'string' || typeof path !== 'string') return 'has no method and path';
  const [parameters, query] = [findField(operation, 'parameters'), findField(operation, 'query')];
  if (!isJsonObject(parameters) || !isJsonObject(query)) return 'has no parameters and query';
  const reply = findField(operation, 'reply');
  if (!['json', 'stream', 'bytes'].includes(String(findField(reply, 'form')))) return 'has no form of reply';
  const body = findField(operation, 'body');
  const types = [
    ...Object.values(parameters),
    ...Object.values(query),
    findField(reply, 'type'),
    ...(body === undefined ? [] : [body]),
  ];
  return types.map((type) => typeProblem(type, known)).find((problem) => problem !== undefined);
}
