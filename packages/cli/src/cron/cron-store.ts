import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CronWorkflow } from '@tiphys/models';
import { CliError } from '../world/cli-error.ts';
import { reasonOf } from '../world/files.ts';

/** A CronWorkflow that was run on this machine. */
export interface StoredCron {
  /** The object with its status. */
  readonly cron: CronWorkflow;
  /** The file that it is from. */
  readonly file: string;
}

/** The CronWorkflows of a store. */
export interface CronStore {
  /** Returns all of them, by name. */
  list(): readonly StoredCron[];
  /**
   * Returns one.
   *
   * @throws CliError `CLI_UNKNOWN_CRON`
   */
  get(name: string): StoredCron;
  /** Returns one, or undefined if it was never run. */
  find(name: string): StoredCron | undefined;
  /** Replaces one as a whole, and returns it. */
  write(stored: StoredCron): CronWorkflow;
  /**
   * Removes one.
   *
   * @throws CliError `CLI_UNKNOWN_CRON`
   */
  remove(name: string): void;
}

/** Opens the CronWorkflows in the folder of a store. */
export function openCronStore(store: string): CronStore {
  const folder = path.join(store, 'cron');
  const list = (): readonly StoredCron[] => namesIn(folder).map((name) => readCron(path.join(folder, name)));
  const find = (name: string): StoredCron | undefined =>
    list().find(({ cron }) => cron.metadata.name === name);
  const get = (name: string): StoredCron => {
    const found = find(name);
    if (found !== undefined) return found;
    const names = list().map(({ cron }) => cron.metadata.name);
    const known = names.length === 0 ? 'None has been run here yet' : `Known ones: ${names.join(', ')}`;
    throw new CliError(
      'CLI_UNKNOWN_CRON',
      `There is no CronWorkflow "${name}" in ${store}. ${known}. Start one with \`tiphys cron run FILE\`.`,
    );
  };
  const fileOf = (name: string): string => path.join(folder, `${name.replaceAll(/[^\w.-]/g, '_')}.json`);
  return {
    list,
    find,
    get,
    remove(name) {
      get(name);
      try {
        rmSync(fileOf(name));
      } catch (error) {
        throw new CliError('CLI_WRITE_FAILED', `Cannot remove ${fileOf(name)}: ${reasonOf(error)}.`, {
          cause: error,
        });
      }
    },
    write(stored) {
      const file = fileOf(stored.cron.metadata.name ?? '');
      try {
        mkdirSync(folder, { recursive: true });
        const draft = `${file}.${process.pid}.tmp`;
        writeFileSync(draft, `${JSON.stringify(stored, undefined, 2)}\n`);
        renameSync(draft, file);
      } catch (error) {
        throw new CliError('CLI_WRITE_FAILED', `Cannot write ${file}: ${reasonOf(error)}.`, { cause: error });
      }
      return stored.cron;
    },
  };
}

/** Reads a file that `write` wrote, all at once. */
function readCron(file: string): StoredCron {
  try {
    const stored = JSON.parse(readFileSync(file, 'utf8')) as StoredCron;
    if (typeof stored.cron.metadata.name === 'string' && typeof stored.file === 'string') return stored;
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
  }
  throw new CliError(
    'CLI_CRON_DAMAGED',
    `${file} does not hold a CronWorkflow that Tiphys has written. Delete it, and start the CronWorkflow again with \`tiphys cron run FILE\`.`,
  );
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch {
    return []; // nothing has been run here yet
  }
}
