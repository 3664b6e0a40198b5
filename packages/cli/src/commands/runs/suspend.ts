import type { CommandSpec } from '../../line/command.ts';
import { placeOptions } from '../../place/open-place.ts';
import { manyRuns } from '../../runs/action-options.ts';
import { applyToRuns } from '../../runs/apply-to-runs.ts';

/** Suspends runs. */
export const suspendCommand: CommandSpec = {
  name: 'suspend',
  summary: 'Suspend runs: start no more tasks until they are resumed',
  positional: manyRuns,
  options: { ...placeOptions },
  examples: [{ line: 'tiphys suspend hello', does: 'Let the running tasks end, and start no others' }],
  run: (args, world) =>
    applyToRuns(
      {
        command: 'suspend',
        done: 'suspended',
        apply: (runs, name) => runs.suspend(name),
      },
      args,
      world,
    ),
};
