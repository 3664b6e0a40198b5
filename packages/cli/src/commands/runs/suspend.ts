import { manyRuns } from '../../actions/action-options.ts';
import { applyToRuns } from '../../actions/apply-to-runs.ts';
import type { CommandSpec } from '../../line/command.ts';
import { placeOptions } from '../../place/open-place.ts';

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
