import { valueAt } from '../state/records.ts';
import type { RunState } from '../state/run-state.ts';
import { advance } from './calls/registry.ts';

/** Lets scheduled activities react, the deepest first, until none is left. */
export function runAgenda(run: RunState): void {
  for (let depth = run.agenda.length - 1; depth >= 0; ) {
    const id = run.agenda[depth]?.shift();
    if (id === undefined) {
      depth -= 1;
      continue;
    }
    const activity = valueAt(run.activities, id);
    if (activity !== undefined) {
      activity.scheduled = false;
      advance(run, activity);
    }
    depth = run.agenda.length - 1;
  }
  run.agenda.length = 0;
}
