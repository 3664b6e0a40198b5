import type { Workflow } from '@tiphys/models';
import { phaseOf } from '@tiphys/runs';

const FINAL: ReadonlySet<string> = new Set(['Succeeded', 'Failed', 'Error']);

/** Tells whether a run has ended. */
export function hasEnded(workflow: Workflow): boolean {
  return FINAL.has(phaseOf(workflow));
}
