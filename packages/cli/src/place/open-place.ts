import type { Cluster } from '@tiphys/client';
import type { OptionSpec, ParsedArguments } from '../line/command.ts';
import type { World } from '../world/world.ts';
import { choosePlace } from './choose-place.ts';
import { clusterOptions, localOption } from './cluster-options.ts';
import { clusterPlace } from './cluster-place.ts';
import type { DrivingOptions } from './driving-options.ts';
import { openLocalPlace } from './local-place.ts';
import { openCluster } from './open-cluster.ts';
import type { Place } from './place.ts';
import { withPlaceAdvice, withPlaceFlags } from './place-advice.ts';
import { placeFlags } from './place-flags.ts';
import { storeOption } from './store-option.ts';

/** The options that say where runs are. */
export const placeOptions: Readonly<Record<string, OptionSpec>> = {
  ...storeOption,
  ...localOption,
  ...clusterOptions,
};

/** What {@link inPlace} takes. */
export interface PlaceArguments {
  readonly args: ParsedArguments;
  readonly world: World;
  /** How runs go on that the command starts or continues. @default it starts none */
  readonly driving?: DrivingOptions | undefined;
  /** Whether the command makes sense in a cluster only. @default false */
  readonly needsCluster?: boolean | undefined;
}

/**
 * Opens the place that the options of a command choose, calls a function with it, and closes it. Prints the place to standard error if it is not on
 * this machine.
 *
 * @throws CliError `CLI_CONFLICTING_OPTIONS`, `CLI_PLACE`, `CLI_STORE`; RunsError `RUNS_STORE_IS_LINK`; ClientError `CLIENT_CONFIG`
 */
export async function inPlace<T>(
  { args, world, driving, needsCluster }: PlaceArguments,
  use: (place: Place) => Promise<T>,
): Promise<T> {
  const choice = choosePlace(args, world, { needsCluster });
  if (choice.kind === 'local')
    return withPlaceAdvice(choice, world, async () => use(await openLocalPlace(args, world, driving)));
  const cluster = await openCluster(choice, args, world);
  world.terminal.err(`Using ${cluster.place}\n`);
  try {
    const flags = placeFlags(choice, args, world);
    const place = await clusterPlace(cluster, { world, flags, driving });
    return await withPlaceFlags(flags, () => use(place));
  } finally {
    await cluster.close();
  }
}

/** A command that works in a cluster. */
export type ClusterCommand = Pick<PlaceArguments, 'args' | 'world'>;

/** Tells whether a command that works here and in a cluster looks at this machine. */
export function isOnThisMachine({ args, world }: ClusterCommand): boolean {
  return choosePlace(args, world).kind === 'local';
}

/** A cluster, and how other commands are led there. */
export interface OpenedCluster {
  readonly cluster: Cluster;
  readonly place: Place;
  /** The options that lead other commands there, with a space before each. */
  readonly flags: string;
}

/**
 * Opens the cluster that the options of a command choose, for commands that need one, calls a function with it, and closes it.
 *
 * @throws CliError `CLI_CONFLICTING_OPTIONS`, `CLI_PLACE`; ClientError `CLIENT_CONFIG`
 */
export async function inCluster<T>(
  given: Omit<PlaceArguments, 'needsCluster'>,
  use: (opened: OpenedCluster) => Promise<T>,
): Promise<T> {
  return inPlace({ ...given, needsCluster: true }, (place) => {
    const { cluster, flags } = place;
    if (cluster === undefined) throw new Error('unreachable: the place is a cluster');
    return use({ cluster, place, flags });
  });
}
