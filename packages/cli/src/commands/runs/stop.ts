import { dryRunOption, manyRuns, nodeSelectorOption } from '../../actions/action-options.ts';
import { applyToRuns } from '../../actions/apply-to-runs.ts';
import { explainSuspendedEnd } from '../../actions/explain-suspended-end.ts';
import type { CommandSpec } from '../../line/command.ts';
import { placeOptions } from '../../place/open-place.ts';
import { selectorOptions } from '../../runs/filter-options.ts';
import { CliError } from '../../world/cli-error.ts';

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
      mayBeEmpty: true,
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
  async run(args, world) {
    const nodeFieldSelector = args.text('node-field-selector');
    const message = args.text('message');
    if (message !== undefined && nodeFieldSelector === undefined)
      throw new CliError(
        'CLI_CONFLICTING_OPTIONS',
        '--message is the message of the nodes of --node-field-selector, and Argo keeps none for a run that is stopped. Add --node-field-selector, or leave out --message.',
      );
    return applyToRuns(
      {
        command: 'stop',
        done: 'stopped',
        explain: explainSuspendedEnd,
        apply: (runs, name) => runs.stop(name, { nodeFieldSelector, message }),
      },
      args,
      world,
    );
  },
};
