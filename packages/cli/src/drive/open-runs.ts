import type { LocalDriver, LocalRuns } from '@tiphys/local';
import type { OptionSpec, ParsedArguments } from '../line/command.ts';
import { findStore } from '../world/find-store.ts';
import type { World } from '../world/world.ts';

/** The option that says where local runs are. */
export const storeOption: { readonly store: OptionSpec } = {
  store: {
    summary: 'Use the runs in this folder (default: TIPHYS_STORE, or .tiphys of the project)',
    type: 'text',
    value: 'FOLDER',
    completes: 'directory',
  },
};

/**
 * Opens the runs that a command is about.
 *
 * @param driver how runs are driven that the command starts or continues. @default they cannot be
 * @throws CliError `CLI_STORE`; RunsError `RUNS_STORE_IS_LINK`
 */
export async function openRuns(
  args: ParsedArguments,
  world: World,
  driver?: LocalDriver,
): Promise<LocalRuns> {
  const { openLocalRuns } = await import('@tiphys/local');
  return openLocalRuns(findStore(args.text('store'), world), driver);
}
