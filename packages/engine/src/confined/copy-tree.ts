import { constants } from 'node:fs';
import type { FileSystem } from '../file-system.ts';
import { maximumDepth } from '../limits.ts';
import { type Breath, createBreath } from './breathe.ts';
import { holdChild } from './held-folder.ts';
import { type Place, placeIn } from './place.ts';
import { RefusedPathError } from './refused-path-error.ts';
import { openRegularFile } from './regular-file.ts';

/** Options of {@link copyTree}. */
export interface CopyOptions {
  /** Name of what is copied, for messages. */
  readonly shownPath: string;
  /** Throws where a link may not be copied; called with its shown path. @default every link may */
  readonly assertLink?: (shownPath: string, target: string) => void;
}

/**
 * Copies a file or folder: links as links, no link followed, pipes and devices in folders left out. A folder is merged into one that is there.
 *
 * @throws RefusedPathError when it is no file or folder itself, or folders are nested too deep
 */
export async function copyTree(
  files: FileSystem,
  source: Place,
  target: Place,
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

async function copyEntry(source: Place, target: Place, copy: Copy): Promise<void> {
  await copy.breath.next();
  const stats = copy.files.lstatSync(source.location);
  if (stats.isDirectory()) await copyFolder(source, target, copy);
  else if (stats.isSymbolicLink()) copyLink(source, target, copy);
  else if (stats.isFile()) await copyFile(source, target, copy);
}

async function copyFolder(source: Place, target: Place, copy: Copy): Promise<void> {
  const { files } = copy;
  assertDepth(copy.depth, copy.shownPath);
  const from = holdChild(files, source.folder, source.name);
  try {
    // The folder is closed to others, and open to this process, until all is in it.
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

/** Refuses folders in folders without end. */
export function assertDepth(depth: number, shownPath: string): void {
  if (depth > maximumDepth)
    throw new RefusedPathError(`${shownPath.slice(0, 200)}: folders are nested deeper than ${maximumDepth}`);
}

function copyLink(source: Place, target: Place, { files, assertLink, shownPath }: Copy): void {
  const to = files.readlinkSync(source.location);
  assertLink?.(shownPath, to);
  if (files.lstatSync(target.location, { throwIfNoEntry: false }) !== undefined)
    files.unlinkSync(target.location);
  files.symlinkSync(to, target.location);
}

async function copyFile(source: Place, target: Place, { files, shownPath }: Copy): Promise<void> {
  const file = openRegularFile(files, source, shownPath);
  try {
    if (files.lstatSync(target.location, { throwIfNoEntry: false }) !== undefined)
      files.unlinkSync(target.location);
    // By descriptor, so that it is the file that was looked at; where that is not possible no other pod can reach it.
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
