import type { Workflow } from '@tiphys/models';
import { waitingNodes } from './questions.ts';
import { phaseOf } from './run-filter.ts';

/** Returns the phase of a run for people: `Running (Suspended)` if it waits for somebody. */
export function describePhase(workflow: Workflow): string {
  const phase = phaseOf(workflow);
  const isSuspended = workflow.spec.suspend === true || waitingNodes(workflow).length > 0;
  return phase === 'Running' && isSuspended ? 'Running (Suspended)' : phase;
}
