import type { LocalRuns } from '@tiphys/runs';
import type { CommandSpec, ParsedArguments } from '../../line/command.ts';
import { filterOptions, isFiltered, readFilter } from '../../runs/filter-options.ts';
import { openRuns, storeOption } from '../../runs/open-runs.ts';
import { CliError } from '../../world/cli-error.ts';
import { ExitCode } from '../../world/exit-code.ts';
import type { World } from '../../world/world.ts';

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
    ...storeOption,
  },
  examples: [
    { line: 'tiphys delete hello', does: 'Delete a run' },
    { line: 'tiphys delete --older 7d', does: 'Delete the runs that ended more than a week ago' },
    { line: 'tiphys delete --all --dry-run', does: 'See what would be deleted' },
  ],
  async run(args, world) {
    const runs = await openRuns(args, world);
    const names = await chooseRuns(runs, args, world);
    const dry = args.flag('dry-run');
    for (const name of names) {
      if (!dry) await runs.delete(name);
      world.terminal.out(`Run '${name}' ${dry ? 'would be deleted' : 'deleted'}\n`);
    }
    if (names.length === 0) world.terminal.err('No runs found.\n');
    return ExitCode.Ok;
  },
};

/** Returns the names of the runs, which all exist: a misspelt name must not leave half of them deleted. */
async function chooseRuns(runs: LocalRuns, args: ParsedArguments, world: World): Promise<readonly string[]> {
  const { positionals } = args;
  const isSelected = args.flag('all') || isFiltered(args);
  if (positionals.length > 0 && isSelected)
    throw new CliError(
      'CLI_CONFLICTING_OPTIONS',
      'Pass either names of runs or options that select runs, not both.',
    );
  if (positionals.length === 0 && !isSelected)
    throw new CliError(
      'CLI_MISSING_ARGUMENT',
      '`tiphys delete` needs the name of a run, --all, or options that select runs such as --older 7d.',
    );
  const found =
    positionals.length > 0
      ? await Promise.all(positionals.map((name) => runs.get(name)))
      : await runs.list(readFilter(args, world.now()));
  return [...new Set(found.map(({ metadata }) => metadata.name ?? ''))];
}
