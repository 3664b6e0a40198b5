import { constants } from 'node:fs';
import type { FileSystem } from '../contract/file-system.ts';
import { MAXIMUM_DEPTH } from '../contract/limits.ts';
import { type Breath, createBreath } from './breathe.ts';
import { holdChild } from './held-folder.ts';
import { type HeldPlace, placeIn } from './place.ts';
import { RefusedPathError } from './refused-path-error.ts';
import { openRegularFile } from './regular-file.ts';

/** Options of {@link copyTree}. */
export interface CopyOptions {
  /** Path to show in messages. */
  readonly shownPath: string;
  /** Throws if a link must not be copied. Receives the path to show in messages. @default all links are copied */
  readonly assertLink?: (shownPath: string, target: string) => void;
}

/**
 * Copies a file or folder. Links stay links and are not followed. Pipes and devices in folders are left out. A folder is merged into an
 * existing one.
 *
 * @throws RefusedPathError if the source is neither a file nor a folder, or if folders are nested too deeply
 */
export async function copyTree(
  files: FileSystem,
  source: HeldPlace,
  target: HeldPlace,
  options: CopyOptions,
): Promise<void> {
  const copy: Copy = { files, breath: createBreath(), depth: 0, ...options };
  if (!files.lstatSync(source.location).isDirectory()) return copyFile(source, target, copy);
  await copyFolder(source, target, copy);
}

interface Copy extends CopyOptions {
  readonly files: FileSystem;
  readonly breath: Breath;
  readonly depth: number;
}

async function copyEntry(source: HeldPlace, target: HeldPlace, copy: Copy): Promise<void> {
  await copy.breath.next();
  const stats = copy.files.lstatSync(source.location);
  if (stats.isDirectory()) await copyFolder(source, target, copy);
  else if (stats.isSymbolicLink()) copyLink(source, target, copy);
  else if (stats.isFile()) await copyFile(source, target, copy);
}

async function copyFolder(source: HeldPlace, target: HeldPlace, copy: Copy): Promise<void> {
  const { files } = copy;
  assertDepth(copy.depth, copy.shownPath);
  const from = holdChild(files, source.folder, source.name);
  try {
    // Only this process can enter the folder until everything is in it.
    if (files.lstatSync(target.location, { throwIfNoEntry: false })?.isDirectory() !== true)
      files.mkdirSync(target.location, { mode: 0o700 });
    const to = holdChild(files, target.folder, target.name);
    try {
      for (const name of files.readdirSync(from.self)) {
        const inner = { ...copy, depth: copy.depth + 1, shownPath: `${copy.shownPath}/${name}` };
        await copyEntry(placeIn(from, name), placeIn(to, name), inner);
      }
      files.chmodSync(to.self, files.statSync(from.self).mode & 0o7777);
    } finally {
      to.close();
    }
  } finally {
    from.close();
  }
}

/** Refuses folders that are nested too deeply. */
export function assertDepth(depth: number, shownPath: string): void {
  if (depth > MAXIMUM_DEPTH)
    throw new RefusedPathError(`${shownPath.slice(0, 200)}: folders are nested deeper than ${MAXIMUM_DEPTH}`);
}

function copyLink(source: HeldPlace, target: HeldPlace, { files, assertLink, shownPath }: Copy): void {
  const to = files.readlinkSync(source.location);
  assertLink?.(shownPath, to);
  if (files.lstatSync(target.location, { throwIfNoEntry: false }) !== undefined)
    files.unlinkSync(target.location);
  files.symlinkSync(to, target.location);
}

async function copyFile(source: HeldPlace, target: HeldPlace, { files, shownPath }: Copy): Promise<void> {
  const file = openRegularFile(files, source, shownPath);
  try {
    if (files.lstatSync(target.location, { throwIfNoEntry: false }) !== undefined)
      files.unlinkSync(target.location);
    // Copy by descriptor, so that it is the file that was checked. Where this is not possible, no other pod can reach it.
    const from = process.platform === 'linux' ? `/proc/self/fd/${file.descriptor}` : source.location;
    await files.promises.copyFile(
      from,
      target.location,
      constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL,
    );
  } finally {
    file.close();
  }
}
