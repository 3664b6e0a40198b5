export type { DownloadOptions } from './download-schema.ts';
export { type FetchedSchema, fetchSchema } from './fetch-schema.ts';
export { MigrateError, type MigrateErrorCode } from './migrate-error.ts';
export { classifySchemaFiles, schemaPatterns } from './schema-files.ts';
export { type WriteSchemaOptions, type WrittenSchema, writeSchema } from './write-schema.ts';
