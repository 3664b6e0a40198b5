import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { makeFolder } from '@tiphys/files';
import { removeAt } from '../confined/remove-tree.ts';
import { describeError, errorCode } from '../contract/error-text.ts';
import type { FileSystem } from '../contract/file-system.ts';
import { runFolder } from '../contract/run-folder.ts';
import { findOwner } from './ownership.ts';

/** Moves a folder among those to be removed, so that no other process can find one that is half removed. Returns its new path. */
export function setAside(files: FileSystem, directory: string, deleted: string): string {
  makeFolder(deleted, { fileSystem: files });
  const target = path.join(deleted, `${path.basename(directory)}.${randomUUID()}`);
  files.renameSync(directory, target);
  return target;
}

/** Removes what processes left behind that were killed while they removed folders. Returns a warning for each that could not be removed. */
export async function removeDeleted(files: FileSystem, deleted: string): Promise<readonly string[]> {
  const warnings: string[] = [];
  for (const name of files.existsSync(deleted) ? files.readdirSync(deleted) : []) {
    const directory = path.join(deleted, name);
    // The process that deletes it still owns it.
    if (findOwner(files, runFolder(directory).owner) !== undefined) continue;
    try {
      await removeAt(files, directory);
    } catch (error) {
      // Another process removes it, too.
      if (errorCode(error) === 'ENOENT') continue;
      warnings.push(
        `Cannot remove ${directory}, what is left of a run: ${describeError(error)}. Remove it yourself.`,
      );
    }
  }
  return warnings;
}
