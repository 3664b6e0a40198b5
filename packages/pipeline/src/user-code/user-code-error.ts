import type { SourceLocation } from '@tiphys/signature/model';
import { PipelineError } from '../pipeline-error.ts';
import { assertBuiltIns, readBuiltIns, restoreBuiltIns } from './built-ins.ts';
import { describeThrown } from './describe-thrown.ts';
import { findUserLocation } from './find-user-location.ts';

/** What failed, and where. */
export interface UserCodeOptions {
  readonly code: string;
  /** A sentence about what failed: `The body of the pipeline squares threw an exception.` */
  readonly failure: string;
  /** The location to report if the stack has none in the user's code. */
  readonly place?: SourceLocation | undefined;
  /** A folder whose files are not user code. */
  readonly ignored?: string;
}

/** Number of stack frames needed to reach the user's code. */
const STACK_FRAMES = 50;

/**
 * Runs user code, and converts what it throws to a PipelineError with the user's message and line.
 *
 * @throws PipelineError with the given code, or a PipelineError that the user code caused; `PIPELINE_CHANGED_BUILT_IN`
 */
export function runUserCode<T>(options: UserCodeOptions, run: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = Math.max(limit, STACK_FRAMES);
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

/** Converts what user code threw to a PipelineError. Errors that already have a code, and defects of Tiphys, are returned unchanged. */
export function toUserCodeError(error: unknown, options: UserCodeOptions): unknown {
  if (isPipelineError(error) || isDefect(error)) return error;
  const location = findUserLocation(error, options.ignored) ?? options.place;
  const where = location === undefined ? '' : `${location.file}:${location.line}:${location.column}: `;
  return new PipelineError(
    options.code,
    `${where}${options.failure}\n  ${describeThrown(error).replaceAll('\n', '\n  ')}`,
    { location, cause: error },
  );
}

/** Checks the name instead of the class, because the module may have loaded another copy of this package. */
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
