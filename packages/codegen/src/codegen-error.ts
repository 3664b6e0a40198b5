import type { codegenCodes } from './codes.ts';

/** The codes of everything that can go wrong while models are generated. */
export type CodegenErrorCode = keyof typeof codegenCodes;

/** Thrown when models cannot be generated or written. */
export class CodegenError extends Error {
  readonly code: CodegenErrorCode;
  /** The definition or file that the error is about. */
  readonly subject: string;

  constructor(code: CodegenErrorCode, subject: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'CodegenError';
    this.code = code;
    this.subject = subject;
  }
}
