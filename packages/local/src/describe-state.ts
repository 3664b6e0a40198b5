import type { StoredRun } from '@tiphys/engine';
import type { Workflow } from '@tiphys/models';
import { describePhase as phaseForPeople } from '@tiphys/runs';

/** Returns the phase of a run for people: `Interrupted` if its process was killed, `Running (Suspended)` if it waits for somebody. */
export function describePhase(workflow: Workflow, { liveness }: Pick<StoredRun, 'liveness'>): string {
  return liveness === 'interrupted' ? 'Interrupted' : phaseForPeople(workflow);
}

/** Returns what a user should know about an interrupted run: that tasks may still run, and how to go on. */
export function describeInterruption(
  workflow: Workflow,
  { name, liveness }: Pick<StoredRun, 'name' | 'liveness'>,
): string | undefined {
  if (liveness !== 'interrupted') return undefined;
  const running = Object.values(workflow.status?.nodes ?? {}).filter(
    ({ type, phase }) => type === 'Pod' && phase === 'Running',
  );
  const [only] = running;
  const tasks =
    only === undefined
      ? ''
      : running.length === 1
        ? ` The task ${only.displayName ?? only.name} may still be running.`
        : ` ${running.length} tasks may still be running.`;
  return `The process that ran ${name} has ended.${tasks} Continue the run: tiphys resume ${name}. Or end it: tiphys terminate ${name}.`;
}
