import type { JsonObject } from './normalise-run.ts';

/** Returns why a recorded case is not compared; undefined if it is. */
export function outOfScopeReason(expected: JsonObject): string | undefined {
  if (expected.rejected !== undefined) return 'refused by the API server, so there was no run';
  if (expected.after !== undefined) return 'retry after the end, which the store of runs does';
  if (expected.case === 'retry-backoff-max-duration') return 'depends on how slowly pods started';
  return undefined;
}
