import type { Workflow } from '@tiphys/models';
import { phaseOf } from './run-filter.ts';

const FINAL: ReadonlySet<string> = new Set(['Succeeded', 'Failed', 'Error']);

/** Tells whether a run has ended. */
export function hasEnded(workflow: Workflow): boolean {
  return FINAL.has(phaseOf(workflow));
}
