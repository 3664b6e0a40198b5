import { EngineError } from '@tiphys/engine';
import { OperationError } from '@tiphys/operations';
import { RunsError } from '@tiphys/runs';
import { ApiProblem, type ProblemReason } from '../state/api-problem.ts';

/** The HTTP status of each problem. */
const STATUSES: Readonly<Record<ProblemReason, number>> = {
  BadRequest: 400,
  Invalid: 422,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  AlreadyExists: 409,
  Conflict: 409,
  Expired: 410,
  InternalError: 500,
  NotImplemented: 405,
};

/** What the API server answers in place of an object. */
export interface StatusReply {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: object;
  readonly status: 'Failure';
  readonly message: string;
  readonly reason: string;
  readonly code: number;
}

/** Returns what the API server says of an error. Errors that it does not know are thrown again. */
export function statusOf(error: unknown): StatusReply {
  const { message, reason } = problemOf(error);
  const code = STATUSES[reason];
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code };
}

/** What the runs refuse is a failure of the server: the real one would have stored the object. */
function problemOf(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const isKnown =
    error instanceof OperationError || error instanceof RunsError || error instanceof EngineError;
  if (isKnown) return new ApiProblem('InternalError', error.message);
  throw error;
}
