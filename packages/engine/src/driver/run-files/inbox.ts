import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { makeFolder } from '@tiphys/files';
import { errorCode } from '../../contract/error-text.ts';
import type { FileSystem } from '../../contract/file-system.ts';
import { writeFailed } from '../../contract/journal.ts';
import { watchPath } from '../../shared/changes.ts';
import type { RunCommand } from './run-command.ts';

/** A command as it was sent. */
export interface SentCommand {
  /** Unique, so that a command takes effect only once, even if the process that handles it is killed. */
  readonly id: string;
  readonly command: RunCommand;
}

/** Returns the id of a new command. Commands are handled in the order of their ids. */
export function newCommandId(): string {
  return `${Date.now().toString().padStart(15, '0')}-${randomUUID()}`;
}

/**
 * Writes a command into the inbox of a run. Its file appears with its whole text.
 *
 * @throws EngineError `ENGINE_WRITE_FAILED`
 */
export function writeCommand(files: FileSystem, inbox: string, sent: SentCommand): void {
  const draft = path.join(inbox, `${sent.id}.draft`);
  try {
    makeFolder(inbox, { fileSystem: files });
    files.writeFileSync(draft, JSON.stringify(sent), { flag: 'wx' });
    files.renameSync(draft, fileOf(inbox, sent.id));
  } catch (cause) {
    throw writeFailed(draft, cause);
  }
}

/** Returns the commands in an inbox, the oldest first. Files that hold no command are left alone. */
export function readCommands(files: FileSystem, inbox: string): readonly SentCommand[] {
  return namesIn(files, inbox)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => {
      const sent = readCommand(files, path.join(inbox, name));
      return sent?.id === path.basename(name, '.json') ? [sent] : [];
    });
}

/** Removes a command that has taken effect. */
export function removeCommand(files: FileSystem, inbox: string, id: string): void {
  files.rmSync(fileOf(inbox, id), { force: true });
}

/** Tells whether a command still waits in the inbox. */
export function isWaiting(files: FileSystem, inbox: string, id: string): boolean {
  return files.existsSync(fileOf(inbox, id));
}

/** Removes a command that nobody has handled. Returns false if it was handled. */
export function takeBack(files: FileSystem, inbox: string, id: string): boolean {
  try {
    files.unlinkSync(fileOf(inbox, id));
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** How often an inbox is looked at where the file system sends no notifications, in milliseconds. */
const POLL_INTERVAL = 1000;

/** Calls back now and whenever an inbox may have new commands. Returns a function that ends this; until then, the process stays alive. */
export function watchInbox(files: FileSystem, inbox: string, onChange: () => void): () => void {
  makeFolder(inbox, { fileSystem: files });
  const stop = watchPath(inbox, onChange);
  const poll = setInterval(onChange, POLL_INTERVAL);
  const first = setImmediate(onChange);
  return () => {
    stop();
    clearInterval(poll);
    clearImmediate(first);
  };
}

function fileOf(inbox: string, id: string): string {
  return path.join(inbox, `${id}.json`);
}

function namesIn(files: FileSystem, folder: string): readonly string[] {
  try {
    return files.readdirSync(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function readCommand(files: FileSystem, file: string): SentCommand | undefined {
  try {
    // writeCommand wrote it; the kind of the command is checked when it is applied.
    return JSON.parse(files.readFileSync(file, 'utf8')) as SentCommand;
  } catch {
    return undefined; // removed in the meantime, or written by somebody else
  }
}
