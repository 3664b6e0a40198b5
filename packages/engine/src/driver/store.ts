import path from 'node:path';
import { makeFolder, replaceFiles } from '@tiphys/files';
import type { Workflow } from '@tiphys/models';
import { EngineError } from '../contract/engine-error.ts';
import { errorCode } from '../contract/error-text.ts';
import { type FileSystem, realFileSystem } from '../contract/file-system.ts';
import { type Journal, openJournal, writeFailed } from '../contract/journal.ts';
import { type RunFolder, runFolder } from '../contract/run-folder.ts';
import { removeLeftovers } from '../process/leftovers.ts';

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

/** A run that is being written. */
export interface Run {
  /** Name of the folder. Differs from the requested name if that was taken. */
  readonly name: string;
  readonly folder: RunFolder;
  readonly journal: Journal;
  /**
   * Replaces `workflow.json` atomically.
   *
   * @throws EngineError `ENGINE_WRITE_FAILED`
   */
  writeWorkflow(workflow: Workflow): void;
}

/** A run in the store. */
export interface StoredRun {
  readonly name: string;
  readonly folder: RunFolder;
  /** Time at which its folder was made, in milliseconds since the epoch. */
  readonly createdAt: number;
  /** The finished workflow. Absent if the run is still going on or was killed. */
  readonly workflow?: Workflow;
}

/** Options of {@link openStore}. */
export interface StoreOptions {
  /** @default the system clock */
  readonly now?: () => number;
  /** @default the file system of this machine */
  readonly fileSystem?: FileSystem;
}

/** Opens the store of local runs in a folder, such as `.tiphys`. Writes nothing before the first run. */
export function openStore(directory: string, options: StoreOptions = {}): Store {
  const files = options.fileSystem ?? realFileSystem;
  const runs = path.resolve(directory, 'runs');
  const read = (name: string): StoredRun => readStoredRun(files, path.join(runs, name), name);
  return {
    directory: path.resolve(directory),
    createRun(name) {
      assertRunName(name);
      const folder = makeRunFolder(files, runs, name);
      return openRun(folder, { files, ...options });
    },
    readRun(name) {
      assertRunName(name);
      if (!files.existsSync(path.join(runs, name))) throw unknownRun(runs, name);
      return read(name);
    },
    removeLeftovers: () => removeLeftovers(files, runs),
    listRuns() {
      if (!files.existsSync(runs)) return [];
      const found = files.readdirSync(runs, { withFileTypes: true }).filter((entry) => entry.isDirectory());
      return found
        .map((entry) => read(entry.name))
        .sort((a, b) => b.createdAt - a.createdAt || (a.name < b.name ? -1 : 1));
    },
  };
}

function openRun(folder: RunFolder, options: StoreOptions & { readonly files: FileSystem }): Run {
  const { files } = options;
  return {
    name: folder.name,
    folder,
    journal: openJournal(folder.journal, { ...options, fileSystem: files }),
    writeWorkflow(workflow) {
      const text = `${JSON.stringify(workflow, null, 2)}\n`;
      try {
        replaceFiles([{ path: folder.workflow, text }], {
          write: (file, content) => files.writeFileSync(file, content, { flush: true }),
          rename: files.renameSync,
        });
      } catch (cause) {
        throw writeFailed(folder.workflow, cause);
      }
    },
  };
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

function readStoredRun(files: FileSystem, directory: string, name: string): StoredRun {
  const folder = runFolder(directory);
  const createdAt = files.statSync(directory).birthtimeMs;
  if (!files.existsSync(folder.workflow)) return { name, folder, createdAt };
  // writeWorkflow replaces the file atomically, so it is complete.
  const workflow = JSON.parse(files.readFileSync(folder.workflow, 'utf8')) as Workflow;
  return { name, folder, createdAt, workflow };
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
