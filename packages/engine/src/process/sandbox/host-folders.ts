import path from 'node:path';
import type { FileSystem } from '../../contract/file-system.ts';

/** An entry of a folder of this machine. */
export interface HostEntry {
  readonly name: string;
  readonly kind: 'folder' | 'file' | 'link';
}

/** Lists a folder. Links are listed as links. */
export function listFolder(files: FileSystem, folder: string): readonly HostEntry[] {
  return files.readdirSync(folder, { withFileTypes: true }).map((entry) => ({
    name: entry.name,
    kind: entry.isSymbolicLink() ? 'link' : entry.isDirectory() ? 'folder' : 'file',
  }));
}

/** Finds the deepest existing folder on the way to a path, without links, and the rest of the path under it. */
export function findDeepestFolder(
  files: FileSystem,
  target: string,
): { readonly folder: string; readonly below: readonly string[] } {
  const below: string[] = [];
  for (let current = target; ; current = path.dirname(current)) {
    if (isFolder(files, current)) return { folder: files.realpathSync(current), below };
    below.unshift(path.basename(current));
  }
}

function isFolder(files: FileSystem, folder: string): boolean {
  return files.statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
