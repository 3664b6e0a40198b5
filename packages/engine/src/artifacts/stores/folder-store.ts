import { copyTree } from '../../confined/copy-tree.ts';
import type { HeldPlace } from '../../confined/place.ts';
import { RefusedPathError } from '../../confined/refused-path-error.ts';
import { removeTree } from '../../confined/remove-tree.ts';
import { makePlace, openPlace } from '../../confined/resolve-path.ts';
import type { View } from '../../confined/view.ts';
import type { FileSystem } from '../../contract/file-system.ts';
import { assertLinkTarget } from '../archives/link-target.ts';
import { listKeys, sortKeys } from './list-keys.ts';

/** Files and folders under their keys, in one folder. Links in it are content, and are never followed. */
export interface FolderStore {
  /** Copies a file or folder to a key. Messages call it `name`. */
  save(key: string, source: HeldPlace, name: string): Promise<void>;
  /** Opens the file or folder of a key or prefix; returns undefined if there is none. Close it after use. */
  find(key: string): StoredArtifact | undefined;
  /** Opens the place of a key for writing. Close it after use. */
  prepare(key: string): HeldPlace;
  /** Returns the keys of the files in a folder, sorted by their bytes. A key with the name of the folder is not in it. */
  list(folder: string): Promise<readonly string[]>;
  /** Removes the file or folder of a key. Returns whether there was one. */
  remove(key: string): Promise<boolean>;
}

/** The file or folder of a key. */
export type StoredArtifact = HeldPlace & { readonly isFolder: boolean };

/** Opens the store in a folder, which is made when something is saved. */
export function openFolderStore(files: FileSystem, folder: string): FolderStore {
  const view: View = { areaOf: (key) => ({ folder, below: segmentsOf(key) }) };
  const prepare = (key: string): HeldPlace => {
    assertKey(key);
    files.mkdirSync(folder, { recursive: true });
    return preparePlace(files, view, key);
  };
  const find = (key: string): StoredArtifact | undefined => {
    if (!files.existsSync(folder)) return undefined;
    const found = findPlace(files, view, key);
    if (found?.stats !== undefined) return { ...found, isFolder: found.stats.isDirectory() };
    found?.close();
    return undefined;
  };
  return {
    prepare,
    async save(key, source, name) {
      const target = prepare(key);
      try {
        await copyTree(files, source, target, { shownPath: name, assertLink: assertLinkTarget });
      } finally {
        target.close();
      }
    },
    find(key) {
      assertKey(key);
      return find(key);
    },
    async list(prefix) {
      assertKey(prefix);
      const found = find(prefix);
      if (found === undefined) return [];
      try {
        if (!found.isFolder) return [];
        const keys = await listKeys(files, found, segmentsOf(prefix).join('/'));
        return sortKeys(keys);
      } finally {
        found.close();
      }
    },
    async remove(key) {
      assertKey(key);
      const found = find(key);
      if (found === undefined) return false;
      try {
        await removeTree(files, found);
        return true;
      } finally {
        found.close();
      }
    },
  };
}

/** Finds the place of a key. A key whose path has a link in it was never saved. */
function findPlace(files: FileSystem, view: View, key: string): ReturnType<typeof openPlace> {
  try {
    return openPlace(files, view, key, { links: 'refuse' });
  } catch (error) {
    if (error instanceof RefusedPathError) return undefined;
    throw error;
  }
}

function segmentsOf(key: string): readonly string[] {
  return key.split('/').filter((segment) => segment !== '' && segment !== '.');
}

function assertKey(key: string): void {
  if (key.split('/').includes('..') || segmentsOf(key).length === 0)
    throw new RefusedPathError(`the key "${key}" leads out of the store`);
  if (key.includes('\0'))
    throw new RefusedPathError(`the key ${JSON.stringify(key)} contains a NUL character`);
}

function preparePlace(files: FileSystem, view: View, key: string): HeldPlace {
  try {
    return makePlace(files, view, key, { links: 'refuse' });
  } catch (error) {
    if (!(error instanceof RefusedPathError)) throw error;
    throw new RefusedPathError(
      `the key "${key}" has a link or a file of another artifact in its path; choose another key`,
      { cause: error },
    );
  }
}
