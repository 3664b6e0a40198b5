import type { migrateCodes } from '../codes.ts';

/** The codes of everything that can go wrong while a schema is fetched or chosen. */
export type MigrateErrorCode = keyof typeof migrateCodes;

/** Thrown when a schema cannot be fetched, or files do not make up one schema. */
export class MigrateError extends Error {
  readonly code: MigrateErrorCode;

  constructor(code: MigrateErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'MigrateError';
    this.code = code;
  }
}
