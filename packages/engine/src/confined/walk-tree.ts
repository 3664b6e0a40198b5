import type { Stats } from 'node:fs';
import type { FileSystem } from '../contract/file-system.ts';
import { type Breath, createBreath } from './breathe.ts';
import { assertDepth } from './copy-tree.ts';
import { holdChild } from './held-folder.ts';
import { type HeldPlace, placeIn } from './place.ts';

/** An entry of a tree. Its place is open until the next entry is requested. */
export interface TreeEntry {
  /** Name of the tree, and the path of the entry in it. */
  readonly name: string;
  readonly place: HeldPlace;
  readonly stats: Stats;
}

/** Walks a file or folder in the order of names, each folder before its entries. Does not follow links. */
export async function* walkTree(
  files: FileSystem,
  place: HeldPlace,
  name: string,
): AsyncGenerator<TreeEntry> {
  yield* walk({ files, breath: createBreath() }, { place, name }, 0);
}

async function* walk(
  world: { readonly files: FileSystem; readonly breath: Breath },
  { place, name }: Pick<TreeEntry, 'place' | 'name'>,
  depth: number,
): AsyncGenerator<TreeEntry> {
  await world.breath.next();
  assertDepth(depth, name);
  const stats = world.files.lstatSync(place.location);
  yield { name, place, stats };
  if (!stats.isDirectory()) return;
  const held = holdChild(world.files, place.folder, place.name);
  try {
    for (const entry of world.files.readdirSync(held.self).sort())
      yield* walk(world, { place: placeIn(held, entry), name: `${name}/${entry}` }, depth + 1);
  } finally {
    held.close();
  }
}
