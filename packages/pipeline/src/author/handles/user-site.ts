import type { SourceLocation } from '@tiphys/signature/model';
import { findUserLocation } from '../../user-code/find-user-location.ts';

/** Maximum number of stack frames. Libraries may be deep in their own calls. */
const DEPTH = 100;

/** Returns the innermost location in the user's code on the current call stack, if there is one. */
export function findUserSite(): SourceLocation | undefined {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = DEPTH;
  const error = new Error('here');
  Error.stackTraceLimit = limit;
  return findUserLocation(error);
}
