import type { CommandSpec } from '../../line/command.ts';
import { allNamespacesOption } from '../../place/cluster-options.ts';
import { inPlace, placeOptions } from '../../place/open-place.ts';
import { chooseRuns } from '../../runs/choose-runs.ts';
import { filterOptions } from '../../runs/filter-options.ts';
import { ExitCode } from '../../world/exit-code.ts';

/** Deletes runs with their files. */
export const deleteCommand: CommandSpec = {
  name: 'delete',
  summary: 'Delete runs, with their logs and artifacts',
  details: `
Deletes the named runs, or those that the options select. A run that goes on is terminated first.`,
  positional: { name: 'RUN', summary: 'The names of runs, or @latest.', required: false, many: true },
  options: {
    all: { summary: 'Delete all runs', type: 'flag' },
    ...filterOptions,
    'dry-run': { summary: 'Print what would be deleted, and delete nothing', type: 'flag' },
    force: {
      summary: 'Also delete runs whose artifacts are still to be collected: remove their finalizers',
      type: 'flag',
    },
    ...placeOptions,
    ...allNamespacesOption,
  },
  examples: [
    { line: 'tiphys delete hello', does: 'Delete a run' },
    { line: 'tiphys delete --older 7d', does: 'Delete the runs that ended more than a week ago' },
    { line: 'tiphys delete --all --dry-run', does: 'See what would be deleted' },
  ],
  async run(args, world) {
    return inPlace({ args, world, driving: { silent: true, log: false } }, async (place) => {
      const chosen = await chooseRuns(place, args, { world, command: 'delete', all: true });
      const dry = args.flag('dry-run');
      for (const { name, runs } of chosen) {
        if (!dry) await runs.delete(name, { force: args.flag('force') });
        world.terminal.out(`Workflow '${name}' ${dry ? 'would be deleted' : 'deleted'}\n`);
      }
      if (chosen.length === 0) world.terminal.err('No runs found.\n');
      return ExitCode.Ok;
    });
  },
};
