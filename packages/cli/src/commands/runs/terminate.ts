import { dryRunOption, manyRuns } from '../../actions/action-options.ts';
import { applyToRuns } from '../../actions/apply-to-runs.ts';
import { explainSuspendedEnd } from '../../actions/explain-suspended-end.ts';
import type { CommandSpec } from '../../line/command.ts';
import { placeOptions } from '../../place/open-place.ts';
import { selectorOptions } from '../../runs/filter-options.ts';

/** Terminates runs. */
export const terminateCommand: CommandSpec = {
  name: 'terminate',
  summary: 'Terminate runs: end their tasks, and run no exit handlers',
  positional: manyRuns,
  options: { ...selectorOptions, ...dryRunOption, ...placeOptions },
  examples: [
    { line: 'tiphys terminate hello', does: 'Terminate a run' },
    { line: 'tiphys terminate -l app=web --dry-run', does: 'See which runs would be terminated' },
  ],
  run: (args, world) =>
    applyToRuns(
      {
        command: 'terminate',
        done: 'terminated',
        explain: explainSuspendedEnd,
        apply: (runs, name) => runs.terminate(name),
      },
      args,
      world,
    ),
};
