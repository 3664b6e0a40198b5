import type { RunNode } from '../node/run-node.ts';
import type { Run } from '../run/run.ts';

/** Whether the workflow's own limit forbids to start anything (S-17.1). */
export function workflowIsFull(run: Run): boolean {
  return run.spec.parallelism !== undefined && run.activePods >= run.spec.parallelism;
}

/** Whether a limit of the workflow or of the boundary forbids to start a new node (section 3.17). */
export function isHeld(run: Run, boundary: RunNode | undefined): boolean {
  if (workflowIsFull(run)) return true;
  const template = boundary?.template;
  if (!boundary || !template) return false;
  if (template.failFast && boundary.unsuccessfulChildren > 0) return true;
  return Boolean(template.parallelism) && boundary.activeChildren >= (template.parallelism ?? 0);
}

/** Message of a template that stops because a child failed (S-17.3). */
export const failFastMessage = 'template has failed or errored children and failFast enabled';
