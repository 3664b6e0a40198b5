import type { Workflow } from '@tiphys/models';
import type { ParsedArguments } from '../line/command.ts';
import type { Place, PlaceRuns } from '../place/place.ts';
import { CliError } from '../world/cli-error.ts';
import type { World } from '../world/world.ts';
import { isFiltered, readFilter } from './filter-options.ts';

/** Options of {@link chooseRuns}. */
export interface ChooseOptions {
  /** Name of the command, for messages. */
  readonly command: string;
  /** Whether `--all` selects all runs. @default false */
  readonly all?: boolean;
}

/** A run that a command is about. */
export interface ChosenRun {
  readonly name: string;
  /** The run, without its nodes if it is one of a list. */
  readonly workflow: Workflow;
  /** The runs of its namespace. */
  readonly runs: PlaceRuns;
}

/**
 * Returns the runs that a command names or selects. They all exist: a misspelt name must not leave half of the work done.
 *
 * @throws CliError `CLI_CONFLICTING_OPTIONS`, `CLI_MISSING_ARGUMENT`; RunsError `RUNS_UNKNOWN_RUN`
 */
export async function chooseRuns(
  place: Place,
  args: ParsedArguments,
  { world, command, all = false }: ChooseOptions & { readonly world: World },
): Promise<readonly ChosenRun[]> {
  const { positionals } = args;
  const isSelected = (all && args.flag('all')) || isFiltered(args);
  if (positionals.length > 0 && isSelected)
    throw new CliError(
      'CLI_CONFLICTING_OPTIONS',
      'Pass either names of runs or options that select runs, not both.',
    );
  if (positionals.length === 0 && !isSelected)
    throw new CliError(
      'CLI_MISSING_ARGUMENT',
      `\`tiphys ${command}\` needs the name of a run, or an option that selects runs${all ? ' such as --all or --older 7d' : ' such as -l app=web'}.`,
    );
  const { SUMMARY_FIELDS } = await import('@tiphys/runs');
  const found =
    positionals.length > 0
      ? await Promise.all(positionals.map((name) => place.runs.get(name)))
      : await place.runs.list(readFilter(args, world.now()), { fields: SUMMARY_FIELDS });
  const chosen = found.map((workflow) => ({
    name: workflow.metadata.name ?? '',
    workflow,
    namespace: workflow.metadata.namespace ?? '',
    runs: place.runsOf(workflow),
  }));
  return [...new Map(chosen.map((one) => [`${one.namespace}/${one.name}`, one])).values()];
}
