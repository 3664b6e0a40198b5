import { constants, existsSync } from 'node:fs';
import type { FileSystem } from '../file-system.ts';

/** A folder that is held open: its entries are reached without looking up its path again, so no link can take its place meanwhile. */
export interface HeldFolder {
  /** A path that leads to this very folder as long as it is held. */
  readonly self: string;
  /** A path that leads to an entry of this very folder as long as it is held. */
  at(name: string): string;
  close(): void;
}

/** Opens a folder without reading it, which needs no permission on the folder itself; Node.js does not name this flag of Linux. */
const O_PATH = 0o10000000;

/**
 * Linux reaches the entries of an open folder through `/proc`. Other systems have no mount namespaces, so no other pod shares a folder
 * with this one, and the path itself will do.
 */
const reachesByDescriptor = process.platform === 'linux' && existsSync('/proc/self/fd');

const folderFlags = constants.O_RDONLY | (constants.O_DIRECTORY ?? 0) | (reachesByDescriptor ? O_PATH : 0);

/** Holds a folder at a path that is not in the hands of pods. */
export function holdFolder(files: FileSystem, location: string): HeldFolder {
  return hold(files, files.openSync(location, folderFlags), location);
}

/**
 * Holds a folder in a folder.
 *
 * @throws Error of the system, `ENOTDIR` or `ELOOP`, when the entry is a link or no folder
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

/** The path of what is at a place now, which is no link. Only where mount namespaces are: elsewhere it may be what takes its place. */
export function realPathOf(files: FileSystem, place: { readonly location: string }): string {
  if (!reachesByDescriptor) return files.realpathSync(place.location);
  const descriptor = files.openSync(place.location, O_PATH | constants.O_NOFOLLOW);
  try {
    // With these flags a link itself is opened, and its own path is read.
    return files.readlinkSync(`/proc/self/fd/${descriptor}`);
  } finally {
    files.closeSync(descriptor);
  }
}
