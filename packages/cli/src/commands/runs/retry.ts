import { driveOptions, manyRuns, nodeSelectorOption } from '../../actions/action-options.ts';
import { applyToRuns } from '../../actions/apply-to-runs.ts';
import type { CommandSpec } from '../../line/command.ts';
import { parameterOptions, readParameters } from '../../line/read-parameters.ts';
import { placeOptions } from '../../place/open-place.ts';
import { selectorOptions } from '../../runs/filter-options.ts';

/** Retries runs. */
export const retryCommand: CommandSpec = {
  name: 'retry',
  summary: 'Retry runs: run their failed tasks again, in the same run',
  details: `
Tasks that succeeded keep their results, unless their inputs change. The options that the run was started with hold again.`,
  positional: manyRuns,
  options: {
    ...parameterOptions,
    'restart-successful': {
      summary: 'Also run the nodes of --node-field-selector again that succeeded',
      type: 'flag',
    },
    ...nodeSelectorOption,
    ...selectorOptions,
    ...driveOptions,
    ...placeOptions,
  },
  examples: [
    { line: 'tiphys retry hello', does: 'Run what failed again' },
    {
      line: 'tiphys retry hello --restart-successful --node-field-selector templateName=train',
      does: 'Also run a task again that succeeded, and all that follow it',
    },
  ],
  async run(args, world) {
    return applyToRuns(
      {
        command: 'retry',
        done: 'retried',
        parameters: await readParameters(args, world),
        async apply(runs, name, parameters) {
          const nodeFieldSelector = args.text('node-field-selector');
          return runs.retry(name, {
            parameters,
            restartSuccessful: args.flag('restart-successful'),
            nodeFieldSelector,
          });
        },
      },
      args,
      world,
    );
  },
};
