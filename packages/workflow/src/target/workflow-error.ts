import type { workflowCodes } from '../codes.ts';

/** The codes of the errors that this package throws. */
export type WorkflowErrorCode = keyof typeof workflowCodes;

/** Thrown if a builder gets arguments that Argo would not run. */
export class WorkflowError extends Error {
  readonly code: WorkflowErrorCode;

  constructor(code: WorkflowErrorCode, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.name = 'WorkflowError';
    this.code = code;
  }
}
