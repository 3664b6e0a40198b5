import { constants } from 'node:fs';
import path from 'node:path';
import type { FileSystem } from '../file-system.ts';

/** Keeps artifacts by their key as files and folders of a run. */
export interface ArtifactStore {
  /** Copies a file or folder to a key. */
  save(key: string, source: string): Promise<void>;
  /** The file or folder of a key or prefix, undefined when there is none. */
  find(key: string): { readonly location: string; readonly isFolder: boolean } | undefined;
  /** Where the content of a key lies or will lie; its parent folder exists afterwards. */
  prepare(key: string): string;
}

/** Opens the artifacts in a folder. */
export function openArtifactStore(files: FileSystem, folder: string): ArtifactStore {
  const locate = (key: string): string => {
    const location = path.join(folder, key);
    if (!location.startsWith(`${folder}${path.sep}`))
      throw new Error(`the key "${key}" leads out of the store`);
    return location.replace(/\/$/, '');
  };
  const prepare = (key: string): string => {
    const location = locate(key);
    files.mkdirSync(path.dirname(location), { recursive: true });
    return location;
  };
  return {
    prepare,
    async save(key, source) {
      await copy(files, source, prepare(key));
    },
    find(key) {
      const location = locate(key);
      const found = files.statSync(location, { throwIfNoEntry: false });
      return found === undefined ? undefined : { location, isFolder: found.isDirectory() };
    },
  };
}

/** Copies a file or folder, links as links, sharing blocks where the file system can. */
export async function copy(files: FileSystem, source: string, target: string): Promise<void> {
  const found = files.lstatSync(source);
  if (found.isFile()) {
    await files.promises.copyFile(source, target, constants.COPYFILE_FICLONE);
    return;
  }
  await files.promises.cp(source, target, {
    recursive: true,
    verbatimSymlinks: true,
    mode: constants.COPYFILE_FICLONE,
  });
}
