import path from 'node:path';
import { removeAt } from '../../confined/remove-tree.ts';
import type { FileSystem } from '../../contract/file-system.ts';

/** Folders of pods without namespaces. Most pods leave nothing in them, so they are renamed for the next pod. */
export interface MappedFolders {
  /** Prepares a folder. What is missing in it has to be made. */
  take(folder: string): string;
  /** Takes a folder back, or removes it if there is something in it. */
  giveBack(folder: string): Promise<void>;
}

/** Creates a pool without folders. */
export function createMappedFolders(files: FileSystem): MappedFolders {
  const free = new Set<string>();
  return {
    take(folder) {
      const [other] = free;
      if (free.delete(folder) || other === undefined || files.existsSync(folder)) return folder;
      free.delete(other);
      files.renameSync(other, folder);
      return folder;
    },
    async giveBack(folder) {
      if (isEmpty(files, folder)) free.add(folder);
      else await removeAt(files, folder);
    },
  };
}

/** Tells whether there is nothing in the folder of a pod but its root and the `/tmp` in it. */
function isEmpty(files: FileSystem, folder: string): boolean {
  const root = path.join(folder, 'root');
  const expected = [
    [folder, 'root'],
    [root, 'tmp'],
    [path.join(root, 'tmp'), ''],
  ] as const;
  try {
    return expected.every(([place, names]) => {
      const stats = files.lstatSync(place);
      const isUsual = stats.isDirectory() && (stats.mode & 0o700) === 0o700;
      return isUsual && files.readdirSync(place).join('/') === names;
    });
  } catch {
    return false;
  }
}
