export type { Correction } from './correction.ts';
export { CORRECTIONS } from './corrections.ts';
export type { CrdSchema } from './crd.ts';
export { readCrds } from './crd.ts';
export type {
  AliasDefinition,
  Definition,
  FieldDefinition,
  FieldGroup,
  MergeRule,
  ObjectDefinition,
  SchemaDefinitions,
} from './definition.ts';
export { type FieldType, type ListType, type NumberType, plainKinds, type StringType } from './field-type.ts';
export { type ImportOptions, type ImportResult, importSchema } from './import-schema.ts';
export { type NormaliseOptions, normaliseDefinitions, type SchemaSources } from './normalise-definitions.ts';
export { readSchema, type SchemaFiles } from './read-schema.ts';
export { replaceFiles } from './replace-files.ts';
export { SchemaError, type SchemaErrorCode, type SchemaErrorContext } from './schema-error.ts';
export { readSourceSchema, type SourceDocument, type SourceSchema } from './source-schema.ts';
export { parseDefinitions, serialiseDefinitions } from './stored-form.ts';
