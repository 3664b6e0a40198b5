import type { SourceLocation } from '@tiphys/signature/model';
import { PipelineError } from '../pipeline-error.ts';
import { assertBuiltIns, readBuiltIns, restoreBuiltIns } from './built-ins.ts';
import { describeThrown } from './describe-thrown.ts';
import { findUserLocation } from './find-user-location.ts';

/** What failed, and where when the error does not say. */
export interface UserCodeOptions {
  readonly code: string;
  /** A sentence: `The body of the pipeline squares threw an exception.` */
  readonly failure: string;
  /** The place when the stack names none in the user's code. */
  readonly place?: SourceLocation | undefined;
  /** A folder whose files are not the user's. */
  readonly ignored?: string;
}

/** Frames that a stack needs so that the user's own is among them. */
const stackFrames = 50;

/**
 * Runs code of the user; what it throws becomes a PipelineError with the author's message and line.
 *
 * @throws PipelineError with the given code, or the one that the code met; `PIPELINE_CHANGED_BUILT_IN`
 */
export function runUserCode<T>(options: UserCodeOptions, run: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = Math.max(limit, stackFrames);
  const builtIns = readBuiltIns();
  try {
    const result = run();
    assertBuiltIns(builtIns, options.place?.file ?? 'The module');
    return result;
  } catch (error) {
    restoreBuiltIns(builtIns);
    throw toUserCodeError(error, options);
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/** Returns what code of the user threw as a PipelineError; one that is coded already, or a defect of Tiphys, stays as it is. */
export function toUserCodeError(error: unknown, options: UserCodeOptions): unknown {
  if (isPipelineError(error) || isDefect(error)) return error;
  const location = findUserLocation(error, options.ignored) ?? options.place;
  const where = location === undefined ? '' : `${location.file}:${location.line}:${location.column}: `;
  return new PipelineError(options.code, {
    message: `${where}${options.failure}\n  ${describeThrown(error).replaceAll('\n', '\n  ')}`,
    location,
    cause: error,
  });
}

/** By its name, not by its class: the module may have loaded another instance of this package. */
function isPipelineError(error: unknown): boolean {
  try {
    return (error as Partial<PipelineError> | undefined)?.name === 'PipelineError';
  } catch {
    return false;
  }
}

function isDefect(error: unknown): boolean {
  return describeThrown(error).startsWith('Error: unreachable:');
}
