import path from 'node:path';
import { makeFolder, replaceFiles } from '@tiphys/files';
import type { Workflow } from '@tiphys/models';
import { EngineError } from './engine-error.ts';
import { type FileSystem, realFileSystem } from './file-system.ts';
import { type Journal, openJournal, writeFailed } from './journal.ts';
import { removeLeftovers } from './leftovers.ts';
import { type RunFolder, runFolder } from './run-folder.ts';

/** Keeps the runs of a working folder: `<directory>/runs/<name>/`. */
export interface Store {
  readonly directory: string;
  /**
   * Makes the folder of a new run; a name that is taken gets the suffix `-2`, `-3` and so on, so that no run is ever overwritten.
   *
   * @throws EngineError `ENGINE_STORE_RUN_NAME`, `ENGINE_WRITE_FAILED`
   */
  createRun(name: string): Run;
  /**
   * Reads a run back.
   *
   * @throws EngineError `ENGINE_STORE_UNKNOWN_RUN`
   */
  readRun(name: string): StoredRun;
  /** All runs, the latest first. */
  listRuns(): readonly StoredRun[];
  /** Removes the folders of pods, with the Secrets in them, of runs that were killed. Returns a warning for each that could not be removed. */
  removeLeftovers(): Promise<readonly string[]>;
}

/** The folder of a run that is being made. */
export interface Run {
  /** Name of the folder; differs from the name asked for when that was taken. */
  readonly name: string;
  readonly folder: RunFolder;
  readonly journal: Journal;
  /**
   * Writes `workflow.json`, wholly or not at all.
   *
   * @throws EngineError `ENGINE_WRITE_FAILED`
   */
  writeWorkflow(workflow: Workflow): void;
}

/** A run as it lies in the store. */
export interface StoredRun {
  readonly name: string;
  readonly folder: RunFolder;
  /** When its folder was made, in milliseconds since the epoch. */
  readonly createdAt: number;
  /** The finished object; absent when the run goes on or was killed. */
  readonly workflow?: Workflow;
}

/** Options of {@link openStore}. */
export interface StoreOptions {
  /** @default the clock of this machine */
  readonly now?: () => number;
  /** @default the files of this machine */
  readonly fileSystem?: FileSystem;
}

/** Opens the store of local runs in a folder, `.tiphys` say; nothing is written before the first run. */
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

/** Whether this call made the folder: two runs that start at once never share one. */
function tryMakeDirectory(files: FileSystem, directory: string): boolean {
  try {
    files.mkdirSync(directory);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function readStoredRun(files: FileSystem, directory: string, name: string): StoredRun {
  const folder = runFolder(directory);
  const createdAt = files.statSync(directory).birthtimeMs;
  if (!files.existsSync(folder.workflow)) return { name, folder, createdAt };
  // The file is renamed into place, so it is whole and written by writeWorkflow.
  const workflow = JSON.parse(files.readFileSync(folder.workflow, 'utf8')) as Workflow;
  return { name, folder, createdAt, workflow };
}

function assertRunName(name: string): void {
  if (/^[\w.-]{1,200}$/.test(name) && name !== '.' && name !== '..') return;
  throw new EngineError('ENGINE_STORE_RUN_NAME', {
    message: `"${name}" cannot name a run: use letters, digits, ".", "-" and "_".`,
  });
}

function unknownRun(runs: string, name: string): EngineError {
  return new EngineError('ENGINE_STORE_UNKNOWN_RUN', {
    message: `There is no run "${name}" in ${runs}.`,
    path: path.join(runs, name),
  });
}
