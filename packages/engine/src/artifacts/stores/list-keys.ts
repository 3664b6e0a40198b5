import type { HeldPlace } from '../../confined/place.ts';
import { walkTree } from '../../confined/walk-tree.ts';
import type { FileSystem } from '../../contract/file-system.ts';

/**
 * Returns the keys of all files at or under a place, as an object store would list them: sorted by their bytes, without folders and links.
 */
export async function listKeys(files: FileSystem, place: HeldPlace, key: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { name, stats } of walkTree(files, place, key)) if (stats.isFile()) keys.push(name);
  return keys;
}

/** Sorts keys by their bytes in UTF-8, like object stores, and removes duplicates. */
export function sortKeys(keys: readonly string[]): readonly string[] {
  return [...new Set(keys)].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}
