import { openSession } from '../drive/session.ts';
import type { ParsedArguments } from '../line/command.ts';
import { findStore } from '../world/find-store.ts';
import type { World } from '../world/world.ts';
import type { DrivingOptions } from './driving-options.ts';
import { findIn } from './find-template.ts';
import type { Place } from './place.ts';

/**
 * Opens the runs on this machine.
 *
 * @param driving how runs are driven that a command starts or continues. @default they cannot be
 * @throws CliError `CLI_STORE`; RunsError `RUNS_STORE_IS_LINK`
 */
export async function openLocalPlace(
  args: ParsedArguments,
  world: World,
  driving?: DrivingOptions,
): Promise<Place> {
  const { openLocalRuns } = await import('@tiphys/local');
  const session = driving === undefined ? undefined : await openSession(world, driving);
  const runs = openLocalRuns(findStore(args.text('store'), world), session?.driver);
  return {
    runs,
    flags: '',
    cluster: undefined,
    runsOf: () => runs,
    templatesOf:
      ({ metadata }) =>
      async (kind, name) =>
        findIn((await runs.inputOf(metadata.name ?? '')).objects)(kind, name),
    latestOf: ({ metadata }) => runs.latestOf(metadata.name ?? ''),
    follows: ({ metadata }) => runs.drivenBy(metadata.name ?? '') !== undefined,
    async follow({ metadata }) {
      const driven = runs.drivenBy(metadata.name ?? '');
      return driven === undefined ? undefined : session?.finish(driven, runs);
    },
  };
}
