import path from 'node:path';
import { makeFolder } from '@tiphys/files';
import type { FileSystem } from '../contract/file-system.ts';
import { writeFailed } from '../contract/journal.ts';
import { takeOwnership } from './ownership.ts';

/** Longest pause between two tries, in milliseconds. */
const LONGEST_PAUSE = 20;

/**
 * Runs an action while no other process that uses the same folder runs one. Waits until it can. A process that is killed lets the next one go on.
 *
 * @throws EngineError `ENGINE_WRITE_FAILED` if the folder cannot be written
 */
export async function exclusively<T>(files: FileSystem, folder: string, action: () => T): Promise<T> {
  for (let pause = 1; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    const owned = tryToOwn(files, folder);
    if (!owned.taken) {
      // Processes that wait for each other do not try in step.
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
      continue;
    }
    try {
      return action();
    } finally {
      owned.release();
    }
  }
}

function tryToOwn(files: FileSystem, folder: string): ReturnType<typeof takeOwnership> {
  try {
    makeFolder(path.dirname(folder), { fileSystem: files });
    return takeOwnership(files, folder);
  } catch (cause) {
    throw writeFailed(folder, cause);
  }
}
