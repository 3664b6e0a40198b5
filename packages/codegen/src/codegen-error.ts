/** The codes of everything that can go wrong while models are generated. */
export type CodegenErrorCode =
  | 'CODEGEN_UNPRINTABLE'
  | 'CODEGEN_NAME_CLASH'
  | 'CODEGEN_MISSING_DEFINITION'
  | 'CODEGEN_CYCLE'
  | 'CODEGEN_WRITE'
  | 'CODEGEN_FOREIGN_FILE'
  | 'CODEGEN_TEXTS';

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
