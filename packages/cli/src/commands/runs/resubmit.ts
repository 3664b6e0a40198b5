import { driveOptions, manyRuns } from '../../actions/action-options.ts';
import { applyToRuns } from '../../actions/apply-to-runs.ts';
import type { CommandSpec } from '../../line/command.ts';
import { parameterOptions, readParameters } from '../../line/read-parameters.ts';
import { placeOptions } from '../../place/open-place.ts';
import { selectorOptions } from '../../runs/filter-options.ts';
import { readPriority } from '../../submit/submit-options.ts';

/** Resubmits runs. */
export const resubmitCommand: CommandSpec = {
  name: 'resubmit',
  summary: 'Resubmit runs: run their workflows again, as new runs',
  positional: manyRuns,
  options: {
    ...parameterOptions,
    memoized: {
      summary: 'Use the results of tasks that succeeded (only for a run that failed)',
      type: 'flag',
    },
    priority: { summary: 'Set the priority of the new run', type: 'text', value: 'NUMBER' },
    ...selectorOptions,
    ...driveOptions,
    ...placeOptions,
  },
  examples: [
    { line: 'tiphys resubmit hello -p count=6', does: 'Run a workflow again, with another parameter' },
    { line: 'tiphys resubmit hello --memoized', does: 'Go on where a run failed, in a new run' },
  ],
  async run(args, world) {
    const priority = readPriority(args);
    return applyToRuns(
      {
        command: 'resubmit',
        done: 'resubmitted',
        parameters: await readParameters(args, world),
        startsNewRuns: true,
        async apply(runs, name, parameters) {
          return runs.resubmit(name, { parameters, priority, memoized: args.flag('memoized') });
        },
      },
      args,
      world,
    );
  },
};
