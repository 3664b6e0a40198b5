import type { JsonPath } from '@tiphys/models/facts';
import type { workflowCodes } from '../codes.ts';

/** The codes of the errors that this package throws. */
export type WorkflowErrorCode = keyof typeof workflowCodes;

/** The details of a {@link WorkflowError}. */
export interface WorkflowErrorContext {
  readonly message: string;
  readonly location?: { readonly file?: string; readonly line: number; readonly column: number };
  readonly path?: JsonPath;
  readonly cause?: unknown;
}

/** Thrown if a builder gets arguments that Argo would not run. */
export class WorkflowError extends Error {
  readonly code: WorkflowErrorCode;
  readonly location?: { readonly file?: string; readonly line: number; readonly column: number };
  readonly path?: JsonPath;

  constructor(code: WorkflowErrorCode, context: WorkflowErrorContext) {
    super(context.message, context.cause === undefined ? {} : { cause: context.cause });
    this.name = 'WorkflowError';
    this.code = code;
    if (context.location) this.location = context.location;
    if (context.path) this.path = context.path;
  }
}
