import { createRequire } from 'node:module';
import type { JsonSchema } from '@tiphys/signature/model';

const SILENT = new Set([
  '$schema',
  '$id',
  '$comment',
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
  '$defs',
]);

/** Tells whether a schema refuses any value. */
export function isRestrictive(schema: JsonSchema): boolean {
  return Object.keys(schema).some((keyword) => !SILENT.has(keyword));
}

/** Returns the source of a module that exports, for each name, a validator of its schema. */
export function writeValidators(schemas: ReadonlyMap<string, JsonSchema>): string {
  const { ajv, standaloneCode } = loadAjv();
  for (const [name, schema] of schemas) {
    const { $schema: _, ...rest } = schema;
    ajv.addSchema(withOpenObjects(rest) as JsonSchema, name);
  }
  const code = standaloneCode(ajv, Object.fromEntries([...schemas.keys()].map((name) => [name, name])));
  // Schema paths are never shown, and they are a third of the code.
  return code.replace(/schemaPath:"[^"]*",/g, '');
}

/** Keywords whose values are not schemas. */
const LITERAL = new Set(['const', 'enum', 'default', 'examples']);

/** Returns a schema that allows additional fields in objects, as TypeScript does. */
function withOpenObjects(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withOpenObjects);
  if (typeof schema !== 'object' || schema === null) return schema;
  const closed =
    'properties' in schema && 'additionalProperties' in schema && schema.additionalProperties === false;
  const entries = Object.entries(schema).filter(([key]) => !closed || key !== 'additionalProperties');
  return Object.fromEntries(
    entries.map(([key, value]) => [key, LITERAL.has(key) ? value : withOpenObjects(value)]),
  );
}

/** Loads the core of ajv with the vocabularies of draft 2020-12, except for dynamic references, which would bloat every validator. */
function loadAjv() {
  // ajv is CommonJS: `require` returns the same object under every loader, and loads it only when needed.
  const require = createRequire(import.meta.url);
  const core = require('ajv/dist/core.js') as typeof import('ajv/dist/core.js');
  const standalone = require('ajv/dist/standalone/index.js') as typeof import('ajv/dist/standalone/index.js');
  const words =
    require('ajv/dist/vocabularies/core/index.js') as typeof import('ajv/dist/vocabularies/core/index.js');
  const limits =
    require('ajv/dist/vocabularies/validation/index.js') as typeof import('ajv/dist/vocabularies/validation/index.js');
  const applicator =
    require('ajv/dist/vocabularies/applicator/index.js') as typeof import('ajv/dist/vocabularies/applicator/index.js');
  const ajv = new core.default({
    strict: false,
    validateFormats: false,
    meta: false,
    validateSchema: false,
    code: { source: true, esm: true },
  });
  for (const vocabulary of [words.default, limits.default, applicator.default(true)])
    ajv.addVocabulary(vocabulary);
  return { ajv, standaloneCode: standalone.default };
}
