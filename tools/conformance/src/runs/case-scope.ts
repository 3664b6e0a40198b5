import type { JsonObject } from './normalise-run.ts';

/** Resource templates that a store of objects cannot do. */
const NEED_CLUSTER: Readonly<Record<string, string>> = {
  'upstream-examples-k8s-patch-json-workflow': 'creates a Workflow in the cluster',
  'upstream-examples-workflow-of-workflows': 'creates a Workflow in the cluster',
  'upstream-examples-resource-delete-with-flags': 'deletes objects by their labels',
};

/** Returns why a recorded case is not compared; undefined if it is. */
export function outOfScopeReason(expected: JsonObject): string | undefined {
  if (expected.rejected !== undefined) return 'refused by the API server, so there was no run';
  // Tests of the package `runs` compare them.
  if (expected.after !== undefined) return 'retried after the end';
  const needsCluster = NEED_CLUSTER[String(expected.case)];
  if (needsCluster !== undefined) return needsCluster;
  if (expected.case === 'retry-backoff-max-duration') return 'depends on how slowly pods started';
  return undefined;
}
