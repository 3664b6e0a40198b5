import type { CommandSpec } from '../../line/command.ts';
import { placeOptions } from '../../place/open-place.ts';
import { dryRunOption, manyRuns, nodeSelectorOption } from '../../runs/action-options.ts';
import { applyToRuns } from '../../runs/apply-to-runs.ts';
import { selectorOptions } from '../../runs/filter-options.ts';

/** Stops runs. */
export const stopCommand: CommandSpec = {
  name: 'stop',
  summary: 'Stop runs: end their tasks, and run their exit handlers',
  details: `
With --node-field-selector, fails suspended nodes instead, and the run goes on without them.`,
  positional: manyRuns,
  options: {
    ...nodeSelectorOption,
    message: {
      summary: 'Set the message of the nodes of --node-field-selector',
      type: 'text',
      value: 'TEXT',
    },
    ...selectorOptions,
    ...dryRunOption,
    ...placeOptions,
  },
  examples: [
    { line: 'tiphys stop hello', does: 'Stop a run' },
    {
      line: 'tiphys stop hello --node-field-selector displayName=approve --message "not today"',
      does: 'Refuse what a run asks for',
    },
  ],
  run: (args, world) =>
    applyToRuns(
      {
        command: 'stop',
        done: 'stopped',
        async apply(runs, name) {
          const nodeFieldSelector = args.text('node-field-selector');
          return runs.stop(name, { nodeFieldSelector, message: args.text('message') });
        },
      },
      args,
      world,
    ),
};
