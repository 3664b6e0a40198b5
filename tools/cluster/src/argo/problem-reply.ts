import { EngineError } from '@tiphys/engine';
import { OperationError } from '@tiphys/operations';
import { isUnknownRun, RunsError } from '@tiphys/runs';
import { ApiProblem, notFound, type ProblemReason } from '../state/api-problem.ts';

/** The HTTP status and the gRPC code of each problem. */
const STATUSES: Readonly<Record<ProblemReason, readonly [status: number, code: number]>> = {
  BadRequest: [400, 3],
  Invalid: [400, 3],
  Unauthorized: [401, 16],
  Forbidden: [403, 7],
  NotFound: [404, 5],
  AlreadyExists: [409, 6],
  Conflict: [409, 6],
  Expired: [500, 13],
  InternalError: [500, 13],
  NotImplemented: [501, 12],
};

/** What the Argo Server says of a problem. */
export interface ProblemReply {
  readonly status: number;
  readonly code: number;
  readonly message: string;
}

/** Returns what the server says of an error. Errors that it does not know are its own, and thrown again. */
export function replyOfProblem(error: unknown): ProblemReply {
  const problem = problemOf(error);
  const [status, code] = STATUSES[problem.reason];
  return { status, code, message: problem.message };
}

function problemOf(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  if (error instanceof OperationError) return new ApiProblem('BadRequest', error.argoMessage);
  if (isUnknownRun(error)) return notFound('Workflow', error.run ?? '');
  if (error instanceof RunsError || error instanceof EngineError)
    return new ApiProblem('BadRequest', error.message);
  throw error;
}
