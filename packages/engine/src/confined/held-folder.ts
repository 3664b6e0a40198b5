import { constants, existsSync } from 'node:fs';
import type { FileSystem } from '../contract/file-system.ts';

/** An open folder. Its entries are reached without resolving its path again, so that no link can take its place meanwhile. */
export interface HeldFolder {
  /** A path of exactly this folder, valid while it is open. */
  readonly self: string;
  /** Returns a path of an entry of exactly this folder, valid while it is open. */
  at(name: string): string;
  close(): void;
}

/** Linux flag that opens a folder without read permission. Node.js has no constant for it. */
const O_PATH = 0o10000000;

/**
 * Linux gives access to the entries of an open folder through `/proc`. Other systems have no mount namespaces: no two pods share a folder,
 * so the plain path is safe.
 */
const reachesByDescriptor = process.platform === 'linux' && existsSync('/proc/self/fd');

const folderFlags = constants.O_RDONLY | (constants.O_DIRECTORY ?? 0) | (reachesByDescriptor ? O_PATH : 0);

/** Opens a folder at a path that no pod can change. */
export function holdFolder(files: FileSystem, location: string): HeldFolder {
  return hold(files, files.openSync(location, folderFlags), location);
}

/**
 * Opens a folder in an open folder.
 *
 * @throws Error of the system, `ENOTDIR` or `ELOOP`, if the entry is a link or not a folder
 */
export function holdChild(files: FileSystem, parent: HeldFolder, name: string): HeldFolder {
  const location = parent.at(name);
  return hold(files, files.openSync(location, folderFlags | constants.O_NOFOLLOW), location);
}

function hold(files: FileSystem, descriptor: number, location: string): HeldFolder {
  const base = reachesByDescriptor ? `/proc/self/fd/${descriptor}` : location;
  let open = true;
  return {
    self: base,
    at: (name) => `${base}/${name}`,
    close() {
      if (open) files.closeSync(descriptor);
      open = false;
    },
  };
}

/** Returns the real path of the entry at a place. With mount namespaces, the result is safe against entries that are swapped meanwhile. */
export function realPathOf(files: FileSystem, place: { readonly location: string }): string {
  if (!reachesByDescriptor) return files.realpathSync(place.location);
  const descriptor = files.openSync(place.location, O_PATH | constants.O_NOFOLLOW);
  try {
    // These flags open a link itself, so that its own path is read.
    return files.readlinkSync(`/proc/self/fd/${descriptor}`);
  } finally {
    files.closeSync(descriptor);
  }
}
