import type { CronWorkflow } from '@tiphys/models';
import { openSession } from '../drive/session.ts';
import type { ParsedArguments } from '../line/command.ts';
import { settingsOf } from '../run/execute-run.ts';
import { prepareFile } from '../run/prepare-file.ts';
import { readRunOptions } from '../run/run-options.ts';
import { CliError } from '../world/cli-error.ts';
import { findStore } from '../world/find-store.ts';
import type { World } from '../world/world.ts';
import type { CronRunOptions } from './cron-runs.ts';
import { openCronStore } from './cron-store.ts';

/** A CronWorkflow that is ready to run. */
export interface PreparedCron {
  readonly cron: CronWorkflow;
  /** The file that it is from. */
  readonly file: string;
  /** The folder of the store. */
  readonly directory: string;
  readonly options: CronRunOptions;
}

/**
 * Reads the CronWorkflow of a command line: that of a file, or of the file of one that was run before.
 *
 * @throws CliError `CLI_NO_CRON` if it is another kind of object; and the errors of reading the file
 */
export async function prepareCron(args: ParsedArguments, world: World): Promise<PreparedCron> {
  const options = await readRunOptions(args, world);
  const directory = findStore(options.store, world);
  const [word = ''] = args.positionals;
  const known = openCronStore(directory).find(word);
  const prepared = await prepareFile(known?.file ?? word, args, world);
  const { chosen, objects, secretFiles, source } = prepared;
  if (chosen.kind !== 'CronWorkflow')
    throw new CliError(
      'CLI_NO_CRON',
      `${source.file} has a ${chosen.kind}, which has no schedule. Run it once with \`tiphys run\`.`,
    );
  if (!/^[\w.-]{1,100}$/.test(chosen.metadata?.name ?? ''))
    throw new CliError(
      'CLI_NO_CRON',
      `The CronWorkflow in ${source.file} needs a name of letters, digits, ".", "-" and "_".`,
    );
  const session = await openSession(world, { silent: true, log: false });
  const stop = new AbortController();
  const { openLocalRuns } = await import('@tiphys/local');
  const runs = openLocalRuns(directory, { ...session.driver, signal: stop.signal });
  world.interrupted.addEventListener('abort', () => stop.abort(), { once: true });
  const settings = await settingsOf({ ...options, secretFiles, silent: true });
  const { maximumIterations } = options;
  return {
    cron: chosen,
    file: source.file,
    directory,
    options: { runs, settings, objects, maximumIterations },
  };
}
