import nodeFileSystem from 'node:fs';
import { dirname } from 'node:path';

/** Options of {@link makeFolder}. */
export interface MakeFolderOptions {
  /** Receives how to remove each folder that was missing. @default nothing is recorded */
  readonly undo?: (() => void)[];
  /** @default the file system of this machine */
  readonly fileSystem?: Pick<typeof nodeFileSystem, 'mkdirSync' | 'rmdirSync' | 'statSync'>;
}

/**
 * Makes a folder and its missing parents. The recursive `mkdirSync` never returns in `/proc`, and reports a read-only file system as a
 * missing folder.
 *
 * @throws Error of the system that names the folder that could not be made
 */
export function makeFolder(folder: string, options: MakeFolderOptions = {}): void {
  const { undo, fileSystem = nodeFileSystem } = options;
  const isFolder = (): boolean =>
    fileSystem.statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
  if (isFolder()) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder), options);
  try {
    fileSystem.mkdirSync(folder);
    undo?.push(() => removeEmpty(folder, fileSystem));
  } catch (error) {
    // Another process may have made it at the same time.
    if (!isFolder()) throw error;
  }
}

/** Another process may have put a file there. */
function removeEmpty(folder: string, fileSystem: Pick<typeof nodeFileSystem, 'rmdirSync'>): void {
  try {
    fileSystem.rmdirSync(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'ENOENT') throw error;
  }
}
