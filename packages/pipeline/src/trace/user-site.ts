import type { SourceLocation } from '@tiphys/signature/model';
import { findUserLocation } from '../user-code/find-user-location.ts';

/** Most frames that are searched: a library may be deep in calls of its own. */
const depth = 100;

/** Returns the innermost place in the user's own code of the functions that are running now, if there is one. */
export function findUserSite(): SourceLocation | undefined {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = depth;
  const error = new Error('here');
  Error.stackTraceLimit = limit;
  return findUserLocation(error);
}
