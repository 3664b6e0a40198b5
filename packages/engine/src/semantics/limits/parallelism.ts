import type { RunNode } from '../../state/node/run-node.ts';
import type { RunState } from '../../state/run-state.ts';

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
  if (template.failFast && boundary.unsuccessfulChildren > 0) return true;
  return Boolean(template.parallelism) && boundary.activeChildren >= (template.parallelism ?? 0);
}

/** Argo's message for a template that stops because a child failed. See docs/semantics/limits.md#failfast-of-a-template. */
export const FAIL_FAST_MESSAGE = 'template has failed or errored children and failFast enabled';
