import type { SessionOptions } from '../drive/session.ts';
import type { OptionSpec, ParsedArguments } from '../line/command.ts';
import type { World } from '../world/world.ts';
import { openLocalPlace } from './local-place.ts';
import type { Place } from './place.ts';
import { storeOption } from './store-option.ts';

/** The options that say where runs are. */
export const placeOptions: Readonly<Record<string, OptionSpec>> = { ...storeOption };

/**
 * Opens the place that the options of a command name, and calls a function with it.
 *
 * @param driving how runs are driven that the command starts or continues on this machine. @default they cannot be
 * @throws CliError `CLI_STORE`; RunsError `RUNS_STORE_IS_LINK`
 */
export async function inPlace<T>(
  { args, world, driving }: PlaceArguments,
  use: (place: Place) => Promise<T>,
): Promise<T> {
  return use(await openLocalPlace(args, world, driving));
}

/** What {@link inPlace} takes. */
export interface PlaceArguments {
  readonly args: ParsedArguments;
  readonly world: World;
  readonly driving?: SessionOptions;
}
