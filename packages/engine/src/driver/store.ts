import path from 'node:path';
import { makeFolder } from '@tiphys/files';
import { removeAt } from '../confined/remove-tree.ts';
import { EngineError } from '../contract/engine-error.ts';
import { errorCode } from '../contract/error-text.ts';
import { type FileSystem, realFileSystem } from '../contract/file-system.ts';
import { writeFailed } from '../contract/journal.ts';
import { type RunFolder, runFolder } from '../contract/run-folder.ts';
import { endPods, findLivePods, setLeftoversAside } from '../process/leftovers.ts';
import { removeDeleted, setAside } from '../shared/deleted-folders.ts';
import { type Ownership, takeOwnership } from '../shared/ownership.ts';
import { replayWorkflow } from './read-history.ts';
import { openNextJournal } from './run-files/next-journal.ts';
import { openOwnedRun, type Run } from './run-files/run.ts';
import { type FoundRun, readStoredRun, type StoredRun } from './run-files/stored-run.ts';

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
   * Opens a run that was interrupted, to resume or change it. Until it is closed, no other process can write it.
   *
   * @throws EngineError `ENGINE_RUN_LIVE` if another process drives it, `ENGINE_RUN_FINISHED` if it has ended
   * @throws EngineError `ENGINE_STORE_UNKNOWN_RUN`, `ENGINE_WRITE_FAILED`
   */
  openRun(name: string): Run;
  /**
   * Opens a run that has ended, to run it again: the events of its earlier life stay in `journal.1.jsonl` and so on. The run stays as it was until its
   * first event is written.
   *
   * @param onBegin called just before that, to change other files of the run. @default not called
   * @throws EngineError `ENGINE_RUN_LIVE` if a process drives it
   * @throws EngineError `ENGINE_STORE_UNKNOWN_RUN`, `ENGINE_WRITE_FAILED`
   */
  reopenRun(name: string, onBegin?: () => void): Run;
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
  const deleted = path.resolve(directory, 'deleted');
  const locate = (name: string): string => {
    assertRunName(name);
    const found = path.join(runs, name);
    if (!files.existsSync(found)) throw unknownRun(runs, name);
    return found;
  };
  const hasLivePods = (run: string): boolean => findLivePods(files, runFolder(run)).length > 0;
  return {
    directory: path.resolve(directory),
    createRun(name) {
      assertRunName(name);
      const folder = makeRunFolder(files, runs, name);
      const ownership = own(files, folder);
      return openOrRelease(ownership, () => openOwnedRun(files, { folder, ownership, hasLivePods }));
    },
    openRun(name) {
      const directory = locate(name);
      assertUnfinished(readStoredRun(files, directory));
      const folder = runFolder(directory);
      const ownership = own(files, folder);
      return openOrRelease(ownership, () => {
        // It may have ended since.
        assertUnfinished(readStoredRun(files, directory));
        return openOwnedRun(files, { folder, ownership, hasLivePods });
      });
    },
    reopenRun(name, onBegin = () => {}) {
      const folder = runFolder(locate(name));
      const ownership = own(files, folder);
      return openOrRelease(ownership, () =>
        openOwnedRun(files, { folder, ownership, hasLivePods }, openNextJournal(files, folder, { onBegin })),
      );
    },
    async deleteRun(name) {
      const folder = runFolder(locate(name));
      const ownership = own(files, folder);
      try {
        await endPods(files, folder);
        await removeAt(files, setAside(files, folder.directory, deleted));
      } catch (cause) {
        // Another process removes the same leftovers.
        if (errorCode(cause) === 'ENOENT' && !files.existsSync(folder.directory)) return;
        ownership.release();
        throw writeFailed(folder.directory, cause);
      }
    },
    readRun: (name) => completeRun(readStoredRun(files, locate(name))),
    removeLeftovers: async () => [
      ...setLeftoversAside(files, runs, deleted),
      ...(await removeDeleted(files, deleted)),
    ],
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

/**
 * Asserts that a run has not ended.
 *
 * @throws EngineError `ENGINE_RUN_FINISHED`
 */
export function assertUnfinished({ name, liveness, workflow }: StoredRun): void {
  if (liveness !== 'finished') return;
  throw new EngineError(
    'ENGINE_RUN_FINISHED',
    `The run ${name} has ended with phase ${workflow?.status?.phase ?? 'unknown'}. Retry or resubmit it to run it again.`,
  );
}

/** Opens a run, and lets others own it if that fails. */
function openOrRelease<T>(ownership: Ownership, open: () => T): T {
  try {
    return open();
  } catch (error) {
    ownership.release();
    throw error;
  }
}

function tryToOwn(files: FileSystem, folder: RunFolder): ReturnType<typeof takeOwnership> {
  try {
    return takeOwnership(files, folder.owner);
  } catch (cause) {
    // It was deleted just now.
    if (errorCode(cause) === 'ENOENT' && !files.existsSync(folder.directory))
      throw unknownRun(path.dirname(folder.directory), folder.name);
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
    return [completeRun(readStoredRun(files, directory))];
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Takes the workflow of a run from its journal if that is more recent than its file. */
function completeRun({ isStale, damage, ...run }: FoundRun): StoredRun {
  if (!isStale) return run;
  try {
    return { ...run, workflow: replayWorkflow(run) };
  } catch {
    // The workflow says how far it had come.
    return damage === undefined ? run : { ...run, damage };
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
