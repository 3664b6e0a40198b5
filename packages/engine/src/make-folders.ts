import path from 'node:path';
import type { FileSystem } from './file-system.ts';

/**
 * Makes a folder and those it is in. The recursive call of Node.js never returns in `/proc`, and calls a read-only file system a missing folder.
 *
 * @throws Error of the system that names the folder that could not be made
 */
export function makeFolders(files: FileSystem, folder: string): void {
  if (files.statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  const parent = path.dirname(folder);
  if (parent !== folder) makeFolders(files, parent);
  try {
    files.mkdirSync(folder);
  } catch (error) {
    // Another run may have made it at the same time.
    if (files.statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw error;
  }
}
