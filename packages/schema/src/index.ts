export type { Correction } from './corrections/correction.ts';
export { CORRECTIONS } from './corrections/corrections.ts';
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
export {
  type NormaliseOptions,
  normaliseDefinitions,
  type SchemaSources,
} from './normalise/normalise-definitions.ts';
export type { CrdSchema } from './read/crd.ts';
export { readCrds } from './read/crd.ts';
export { readSourceSchema, type SourceDocument, type SourceSchema } from './read/source-schema.ts';
export { readSchema, type SchemaFiles } from './read-schema.ts';
export { SchemaError, type SchemaErrorCode, type SchemaErrorContext } from './schema-error.ts';
export {
  type ImportOptions,
  type ImportResult,
  importSchema,
  importWriteError,
  type PlannedImport,
  planImport,
} from './store/import-schema.ts';
export { parseDefinitions, serialiseDefinitions } from './store/stored-form.ts';
