import type { operationsCodes } from './codes.ts';

/** The codes of the errors that this package throws. */
export type OperationErrorCode = keyof typeof operationsCodes;

/** Details of an {@link OperationError}. */
export interface OperationErrorContext {
  /** A sentence that says what to do. */
  readonly advice?: string;
}

/** Thrown if an operation is not possible. The message is Argo's, followed by what to do. */
export class OperationError extends Error {
  readonly code: OperationErrorCode;
  /** The message of Argo alone. */
  readonly argoMessage: string;

  constructor(code: OperationErrorCode, message: string, context: OperationErrorContext = {}) {
    super(context.advice === undefined ? message : `${message}. ${context.advice}`);
    this.name = 'OperationError';
    this.code = code;
    this.argoMessage = message;
  }
}
