import path from 'node:path';
import type { Workflow } from '@tiphys/models';
import type { FileSystem } from '../../contract/file-system.ts';
import { type Journal, openJournal } from '../../contract/journal.ts';
import type { RunFolder } from '../../contract/run-folder.ts';
import { readStoredJson } from '../../contract/stored-json.ts';
import type { Ownership } from '../../shared/ownership.ts';
import { replaceFile } from '../../shared/replace-file.ts';
import { readCommands, removeCommand, type SentCommand, watchInbox } from './inbox.ts';

/** A run that this process writes. No other process can write it at the same time. */
export interface Run {
  /** Name of the folder. Differs from the requested name if that was taken. */
  readonly name: string;
  readonly folder: RunFolder;
  readonly journal: Journal;
  /** Folder of the locks that all runs of the store share. */
  readonly locks: string;
  /** Folder of the caches that all runs of the store share. */
  readonly cache: string;
  /**
   * Replaces `workflow.json` atomically.
   *
   * @throws EngineError `ENGINE_WRITE_FAILED`
   */
  writeWorkflow(workflow: Workflow): void;
  /**
   * Keeps the Secrets that were given with the run, for its resumption. None removes the file.
   *
   * @throws EngineError `ENGINE_WRITE_FAILED`
   */
  keepSecrets(secrets: readonly unknown[]): void;
  /**
   * Returns the Secrets that were given with the run.
   *
   * @throws EngineError `ENGINE_FILE_DAMAGED`
   */
  readSecrets(): readonly unknown[];
  /** Returns the commands that other processes have sent, the oldest first. */
  readCommands(): readonly SentCommand[];
  removeCommand(id: string): void;
  /** Calls back when there may be new commands. Returns a function that ends this. */
  watchCommands(onChange: () => void): () => void;
  /** Tells whether tasks of a run in a folder are running on this machine, also if its process was killed. */
  hasLivePods(directory: string): boolean;
  /** Closes the journal, and lets other processes write the run. */
  close(): Promise<void>;
}

/** What is known of a run that this process owns. */
export interface OwnedRun extends Pick<Run, 'folder' | 'hasLivePods'> {
  readonly ownership: Ownership;
}

/** Opens a run that this process owns. */
export function openOwnedRun(
  files: FileSystem,
  { folder, ownership, hasLivePods }: OwnedRun,
  journal: Journal = openJournal(folder.journal, { fileSystem: files }),
): Run {
  return {
    name: folder.name,
    folder,
    journal,
    locks: path.resolve(folder.directory, '../../locks'),
    cache: path.resolve(folder.directory, '../../cache'),
    writeWorkflow: (workflow) =>
      replaceFile(files, folder.workflow, `${JSON.stringify(workflow, null, 2)}\n`),
    keepSecrets(secrets) {
      if (secrets.length === 0) files.rmSync(folder.secrets, { force: true });
      else replaceFile(files, folder.secrets, JSON.stringify(secrets), { mode: 0o600 });
    },
    readSecrets: () => readSecrets(files, folder.secrets),
    readCommands: () => readCommands(files, folder.inbox),
    hasLivePods,
    removeCommand: (id) => removeCommand(files, folder.inbox, id),
    watchCommands: (onChange) => watchInbox(files, folder.inbox, onChange),
    async close() {
      const closed = journal.close();
      removeIfEmpty(files, folder.inbox);
      ownership.release();
      await closed;
    },
  };
}

function removeIfEmpty(files: FileSystem, directory: string): void {
  try {
    files.rmdirSync(directory);
  } catch {
    // It was never made, or holds commands that came too late.
  }
}

function readSecrets(files: FileSystem, file: string): readonly unknown[] {
  const advice = 'It holds the Secrets of the run, which cannot be continued without them. Start it again.';
  return readStoredJson(files, file, { is: Array.isArray, advice }) ?? [];
}
