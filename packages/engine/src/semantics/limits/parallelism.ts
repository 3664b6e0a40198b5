import type { HostActivity } from '../../state/activity.ts';
import { isFailedOrError } from '../../state/node/node-status.ts';
import type { RunNode } from '../../state/node/run-node.ts';
import type { RunState } from '../../state/run-state.ts';
import { findNode, nodeOf } from '../../state/tree/find-node.ts';

/**
 * Tells whether the limit of the workflow forbids starting anything.
 * See docs/semantics/limits.md#parallelism-of-the-workflow.
 */
export function workflowIsFull(run: RunState): boolean {
  return run.spec.parallelism !== undefined && run.activePods >= run.spec.parallelism;
}

/**
 * Tells whether a limit of the workflow or of the boundary forbids starting a new node.
 * See docs/semantics/limits.md#parallelism.
 */
export function isHeld(run: RunState, boundary: RunNode | undefined): boolean {
  if (workflowIsFull(run)) return true;
  const template = boundary?.template;
  if (!boundary || !template) return false;
  if (hasFailedFast(boundary)) return true;
  return Boolean(template.parallelism) && boundary.activeChildren >= (template.parallelism ?? 0);
}

/** Tells whether nothing more starts inside a node because a child failed. See docs/semantics/limits.md#failfast-of-a-template. */
export function hasFailedFast({ template, unsuccessfulChildren }: RunNode): boolean {
  return Boolean(template?.failFast) && unsuccessfulChildren > 0;
}

/**
 * Tells whether a child of a steps or dag template failed before the template reacts to it, as pods do. A nested template fails while the one
 * around it is executed, which then still looks at its children.
 */
export function failedBefore(run: RunState, host: HostActivity): boolean {
  const nested = host.inbox.filter((id) => {
    const fields = findNode(run, id)?.fields;
    return fields && (fields.type === 'Steps' || fields.type === 'DAG') && isFailedOrError(fields.phase);
  });
  return nodeOf(run, host.id).unsuccessfulChildren > nested.length;
}

/** Argo's message for a template that stops because a child failed. See docs/semantics/limits.md#failfast-of-a-template. */
export const FAIL_FAST_MESSAGE = 'template has failed or errored children and failFast enabled';
