import type { NodeStatus } from '@tiphys/models';

/** Tells whether a phase of a workflow is final. */
export function isFinalPhase(phase: string | undefined): boolean {
  return phase === 'Succeeded' || phase === 'Failed' || phase === 'Error';
}

/** Tells whether a node is Failed or Error. */
export function hasFailed({ phase }: NodeStatus): boolean {
  return phase === 'Failed' || phase === 'Error';
}

/** Tells whether a node is a suspend node that waits to be resumed. */
export function isWaiting({ type, phase }: NodeStatus): boolean {
  return type === 'Suspend' && phase === 'Running';
}

/** Tells whether a node would be fulfilled in a phase. Results of a pod that are not synced yet keep it open. */
export function isFulfilledIn(phase: string, { taskResultSynced }: NodeStatus): boolean {
  if (phase === 'Skipped' || phase === 'Omitted') return true;
  return isFinalPhase(phase) && taskResultSynced !== false;
}

/** Returns the name of the template that a node runs, also if it belongs to another object. */
export function templateOf({ templateRef, templateName }: NodeStatus): string {
  return (templateRef === undefined ? templateName : templateRef.template) ?? '';
}
