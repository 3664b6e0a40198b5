import { constants, type Stats } from 'node:fs';
import type { FileSystem } from '../contract/file-system.ts';
import type { HeldPlace } from './place.ts';
import { RefusedPathError } from './refused-path-error.ts';

/** A regular file that is open for reading. */
export interface RegularFile {
  readonly descriptor: number;
  readonly stats: Stats;
  close(): void;
}

/**
 * Opens the regular file at a place.
 *
 * @throws RefusedPathError with Argo's message for devices, pipes, sockets and links; none of these is opened
 */
export function openRegularFile(files: FileSystem, place: HeldPlace, shownPath: string): RegularFile {
  // Opening a device can have effects, so check first. O_NONBLOCK guards against a pipe that takes its place.
  assertRegular(files.lstatSync(place.location), shownPath);
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const descriptor = files.openSync(place.location, flags);
  try {
    const stats = files.fstatSync(descriptor);
    assertRegular(stats, shownPath);
    return { descriptor, stats, close: () => files.closeSync(descriptor) };
  } catch (error) {
    files.closeSync(descriptor);
    throw error;
  }
}

/** Reads the regular file at a place. Returns undefined if it is larger than `atMost` bytes. */
export function readRegularFile(
  files: FileSystem,
  place: HeldPlace,
  { shownPath, atMost }: { readonly shownPath: string; readonly atMost: number },
): Buffer | undefined {
  const file = openRegularFile(files, place, shownPath);
  try {
    if (file.stats.size > atMost) return undefined;
    const chunks: Buffer[] = [];
    let length = 0;
    for (const chunk of readChunks(files, file.descriptor)) {
      length += chunk.length;
      if (length > atMost) return undefined;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    file.close();
  }
}

/** Reads an open file to its end. */
export function* readChunks(files: FileSystem, descriptor: number): Generator<Buffer> {
  for (;;) {
    const chunk = Buffer.allocUnsafe(65_536);
    const length = files.readSync(descriptor, chunk, 0, chunk.length, null);
    if (length === 0) return;
    yield chunk.subarray(0, length);
  }
}

/**
 * Writes a file at a place. Replaces what was there, even a link.
 *
 * @throws Error of the system if a folder is there
 */
export function writeRegularFile(
  files: FileSystem,
  place: HeldPlace,
  { content, mode }: { readonly content: string | Buffer; readonly mode: number },
): void {
  const descriptor = createRegularFile(files, place);
  try {
    files.writeFileSync(descriptor, content);
    // The umask must not change the mode.
    files.fchmodSync(descriptor, mode);
  } finally {
    files.closeSync(descriptor);
  }
}

/** Opens a new file at a place for writing. Replaces what was there, even a link. */
export function createRegularFile(files: FileSystem, place: HeldPlace): number {
  const found = files.lstatSync(place.location, { throwIfNoEntry: false });
  if (found !== undefined) files.unlinkSync(place.location);
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
  return files.openSync(place.location, flags, 0o600);
}

function assertRegular(stats: Stats, shownPath: string): void {
  if (stats.isFile()) return;
  if (stats.isDirectory())
    throw Object.assign(new Error(`read ${shownPath}: is a directory`), { code: 'EISDIR' });
  throw new RefusedPathError(`${shownPath} is not a regular file or directory`);
}
