export type { Correction } from './corrections/correction.ts';
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
export type { NormaliseOptions } from './normalise/normalise-definitions.ts';
export type { Operation, OperationDefinitions, OperationReply, ReplyForm } from './operations/operation.ts';
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
export { parseDefinitions } from './store/stored-form.ts';
export { parseOperations } from './store/stored-operations.ts';
