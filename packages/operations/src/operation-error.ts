import type { operationsCodes } from './codes.ts';

/** The codes of the errors that this package throws. */
export type OperationErrorCode = keyof typeof operationsCodes;

/** Details of an {@link OperationError}. */
export interface OperationErrorContext {
  /** A sentence that says what to do. */
  readonly advice?: string;
}

/** Thrown if an operation is not possible. The message is Argo's with a capital letter, followed by what to do. */
export class OperationError extends Error {
  readonly code: OperationErrorCode;
  /** The message of Argo alone. */
  readonly argoMessage: string;

  constructor(code: OperationErrorCode, message: string, context: OperationErrorContext = {}) {
    const sentence = message.replace(/^[a-z]/, (letter) => letter.toUpperCase());
    super(context.advice === undefined ? sentence : `${sentence}. ${context.advice}`);
    this.name = 'OperationError';
    this.code = code;
    this.argoMessage = message;
  }
}
