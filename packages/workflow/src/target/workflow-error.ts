import type { JsonPath } from '@tiphys/models/facts';
import type { workflowCodes } from '../codes.ts';

/** Codes of the errors this package throws and of the problems it reports. */
export type WorkflowErrorCode = keyof typeof workflowCodes;

/** What a {@link WorkflowError} carries beside its message. */
export interface WorkflowErrorContext {
  readonly message: string;
  readonly location?: { readonly file?: string; readonly line: number; readonly column: number };
  readonly path?: JsonPath;
  readonly cause?: unknown;
}

/** Thrown when a builder is given what Argo would not run. */
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
