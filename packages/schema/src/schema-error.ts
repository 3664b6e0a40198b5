import type { schemaCodes } from './codes.ts';

/** The codes of everything that can be wrong with a schema, a stored form or an import. */
export type SchemaErrorCode = keyof typeof schemaCodes;

/** Where in a schema something is wrong. */
export interface SchemaErrorContext {
  readonly file?: string | undefined;
  readonly definition?: string | undefined;
  readonly field?: string | undefined;
  readonly cause?: unknown;
}

/** Thrown when a schema file cannot be read, understood or imported. */
export class SchemaError extends Error {
  readonly code: SchemaErrorCode;
  readonly file: string | undefined;
  readonly definition: string | undefined;
  readonly field: string | undefined;

  constructor(code: SchemaErrorCode, message: string, context: SchemaErrorContext = {}) {
    super(message, context.cause === undefined ? undefined : { cause: context.cause });
    this.name = 'SchemaError';
    this.code = code;
    this.file = context.file;
    this.definition = context.definition;
    this.field = context.field;
  }
}
