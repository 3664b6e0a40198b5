import path from 'node:path';
import { makeFolder } from '@tiphys/files';
import { removeAt } from '../confined/remove-tree.ts';
import { EngineError } from '../contract/engine-error.ts';
import { errorCode } from '../contract/error-text.ts';
import { type FileSystem, realFileSystem } from '../contract/file-system.ts';
import { writeFailed } from '../contract/journal.ts';
import { type RunFolder, runFolder } from '../contract/run-folder.ts';
import { endPods, findLivePods, removeLeftovers } from '../process/leftovers.ts';
import { type Ownership, takeOwnership } from '../shared/ownership.ts';
import { openOwnedRun, type Run } from './run-files/run.ts';
import { readStoredRun, type StoredRun } from './run-files/stored-run.ts';

export type { Run } from './run-files/run.ts';
export type { StoredRun } from './run-files/stored-run.ts';

/** The local runs under a folder: `<directory>/runs/<name>/`. */
export interface Store {
  readonly directory: string;
  /**
   * Makes the folder of a new run. A name that is taken gets the suffix `-2`, `-3` and so on, so no run is overwritten.
   *
   * @throws EngineError `ENGINE_STORE_RUN_NAME`, `ENGINE_WRITE_FAILED`
   */
  createRun(name: string): Run;
  /**
   * Opens a run that was interrupted, to resume or change it.
   *
   * @throws EngineError `ENGINE_RUN_LIVE` if another process drives it
   * @throws EngineError `ENGINE_STORE_UNKNOWN_RUN`, `ENGINE_WRITE_FAILED`
   */
  openRun(name: string): Run;
  /**
   * Opens a run that has ended, to run it again: the events of its earlier life stay in `journal.1.jsonl` and so on.
   *
   * @throws EngineError `ENGINE_RUN_LIVE` if a process drives it
   * @throws EngineError `ENGINE_STORE_UNKNOWN_RUN`, `ENGINE_WRITE_FAILED`
   */
  reopenRun(name: string): Run;
  /**
   * Removes a run with all its files, and ends what still runs of it.
   *
   * @throws EngineError `ENGINE_RUN_LIVE` if a process drives it
   * @throws EngineError `ENGINE_STORE_UNKNOWN_RUN`, `ENGINE_WRITE_FAILED`
   */
  deleteRun(name: string): Promise<void>;
  /**
   * Reads a run.
   *
   * @throws EngineError `ENGINE_STORE_UNKNOWN_RUN`
   */
  readRun(name: string): StoredRun;
  /** Returns all runs, the latest first. */
  listRuns(): readonly StoredRun[];
  /** Removes the pod folders of killed runs, since they contain Secrets. Returns a warning for each that could not be removed. */
  removeLeftovers(): Promise<readonly string[]>;
}

/** Options of {@link openStore}. */
export interface StoreOptions {
  /** @default the file system of this machine */
  readonly fileSystem?: FileSystem;
}

/** Opens the store of local runs in a folder, such as `.tiphys`. Writes nothing before the first run. */
export function openStore(directory: string, options: StoreOptions = {}): Store {
  const files = options.fileSystem ?? realFileSystem;
  const runs = path.resolve(directory, 'runs');
  const locate = (name: string): string => {
    assertRunName(name);
    const found = path.join(runs, name);
    if (!files.existsSync(found)) throw unknownRun(runs, name);
    return found;
  };
  const hasLivePods = (run: string): boolean => findLivePods(files, runFolder(run)).length > 0;
  const open = (folder: RunFolder): Run =>
    openOwnedRun(files, { folder, ownership: own(files, folder), hasLivePods });
  return {
    directory: path.resolve(directory),
    createRun(name) {
      assertRunName(name);
      return open(makeRunFolder(files, runs, name));
    },
    openRun: (name) => open(runFolder(locate(name))),
    reopenRun(name) {
      const folder = runFolder(locate(name));
      const ownership = own(files, folder);
      setJournalAside(files, folder);
      return openOwnedRun(files, { folder, ownership, hasLivePods });
    },
    async deleteRun(name) {
      const folder = runFolder(locate(name));
      own(files, folder);
      await endPods(files, folder);
      try {
        await removeAt(files, folder.directory);
      } catch (cause) {
        throw writeFailed(folder.directory, cause);
      }
    },
    readRun: (name) => readStoredRun(files, locate(name)),
    removeLeftovers: () => removeLeftovers(files, runs),
    listRuns() {
      if (!files.existsSync(runs)) return [];
      const found = files.readdirSync(runs, { withFileTypes: true }).filter((entry) => entry.isDirectory());
      return found
        .flatMap((entry) => readIfThere(files, path.join(runs, entry.name)))
        .sort((a, b) => b.createdAt - a.createdAt || (a.name < b.name ? -1 : 1));
    },
  };
}

function own(files: FileSystem, folder: RunFolder): Ownership {
  const result = tryToOwn(files, folder);
  if (result.taken) return result;
  const { pid, host } = result.owner;
  throw new EngineError(
    'ENGINE_RUN_LIVE',
    `Process ${pid} on ${host} is driving the run ${folder.name}. Wait until it ends, or stop the run.`,
    { path: folder.directory },
  );
}

function setJournalAside(files: FileSystem, { directory, journal }: RunFolder): void {
  if (!files.existsSync(journal)) return;
  const asideAs = (count: number): string => path.join(directory, `journal.${count}.jsonl`);
  let count = 1;
  while (files.existsSync(asideAs(count))) count++;
  try {
    files.renameSync(journal, asideAs(count));
  } catch (cause) {
    throw writeFailed(journal, cause);
  }
}

function tryToOwn(files: FileSystem, folder: RunFolder): ReturnType<typeof takeOwnership> {
  try {
    return takeOwnership(files, folder.owner);
  } catch (cause) {
    throw writeFailed(folder.owner, cause);
  }
}

function makeRunFolder(files: FileSystem, runs: string, name: string): RunFolder {
  try {
    makeFolder(runs, { fileSystem: files });
    for (let count = 1; ; count++) {
      const folder = runFolder(path.join(runs, count === 1 ? name : `${name}-${count}`));
      if (!tryMakeDirectory(files, folder.directory)) continue;
      files.mkdirSync(folder.logs);
      files.mkdirSync(folder.artifacts);
      return folder;
    }
  } catch (cause) {
    throw writeFailed(path.join(runs, name), cause);
  }
}

/** Tries to make a folder. Returns whether this call made it: two runs that start at the same time never share one. */
function tryMakeDirectory(files: FileSystem, directory: string): boolean {
  try {
    files.mkdirSync(directory);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Reads a run that may be deleted in the meantime. */
function readIfThere(files: FileSystem, directory: string): readonly StoredRun[] {
  try {
    return [readStoredRun(files, directory)];
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function assertRunName(name: string): void {
  if (/^[\w.-]{1,200}$/.test(name) && name !== '.' && name !== '..') return;
  throw new EngineError(
    'ENGINE_STORE_RUN_NAME',
    `"${name}" is not a valid name for a run. Use letters, digits, ".", "-" and "_".`,
  );
}

function unknownRun(runs: string, name: string): EngineError {
  return new EngineError(
    'ENGINE_STORE_UNKNOWN_RUN',
    `${runs} has no run "${name}". Check the name and the folder of the store.`,
    { path: path.join(runs, name) },
  );
}
