import type { Run } from '../run/run.ts';

/** What is wrong with the spec, in the words of Argo's validation; undefined when a run may start. */
export function findSpecProblem(_run: Run): string | undefined {
  return undefined;
}
