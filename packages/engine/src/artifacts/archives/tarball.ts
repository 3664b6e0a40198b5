import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip, gunzipSync } from 'node:zlib';
import { Header, Parser, type ReadEntry } from 'tar';
import type { HeldPlace } from '../../confined/place.ts';
import { createRegularFile, openRegularFile, readChunks } from '../../confined/regular-file.ts';
import type { FileSystem } from '../../contract/file-system.ts';
import { LimitError } from '../../contract/limits.ts';
import { tarBlocks } from './tar-blocks.ts';
import {
  createUnpackedFolder,
  type UnpackContext,
  type UnpackedFile,
  type UnpackedFolder,
} from './unpacked-folder.ts';

/** What to pack, and the file to write. */
export interface PackRequest {
  readonly files: FileSystem;
  readonly source: HeldPlace;
  /** Name of the source in the archive. */
  readonly name: string;
  readonly target: HeldPlace;
}

/** Packs a file or folder as a gzipped tarball, as Argo does. Links stay links. */
export async function packTarball(request: PackRequest, level: number | undefined): Promise<void> {
  const { files, target } = request;
  const fd = createRegularFile(files, target);
  const gzip = createGzip(level === undefined ? {} : { level });
  await pipeline(Readable.from(tarBlocks(request)), gzip, createWriteStream('', { fd }));
}

/**
 * Unpacks into an empty folder. As in Argo, folders get mode 755 and files keep their own, whatever the umask of this process.
 *
 * @throws Error with Argo's message for names and links that lead out of the folder
 */
export async function unpackTarball(
  archive: HeldPlace,
  folder: string,
  context: UnpackContext,
): Promise<void> {
  const file = openRegularFile(context.files, archive, archive.name);
  try {
    const unpacked = unpackEntries(folder, context);
    const packed = Readable.from(readChunks(context.files, file.descriptor));
    if (startsGzipped(context.files, file.descriptor)) await pipeline(packed, createGunzip(), unpacked);
    else await pipeline(packed, unpacked);
  } finally {
    file.close();
  }
}

/** Unpacks the bytes of an archive. Each entry is written before more is read. */
function unpackEntries(
  folder: string,
  context: UnpackContext,
): (source: AsyncIterable<Buffer>) => Promise<void> {
  return async (source) => {
    const target = createUnpackedFolder(folder, context);
    const attempts = createAttempts();
    const parser = parseInto(target, attempts);
    const { unpackedBytes, archiveEntries } = context.limits;
    // Headers count too: an archive may contain nothing else.
    let left = unpackedBytes + archiveEntries * 1024;
    try {
      for await (const chunk of source) {
        parser.write(chunk);
        attempts.assertNoFailure();
        left -= chunk.length;
        if (left < 0)
          throw new LimitError('the unpacked archive is too large', 'unpackedBytes', unpackedBytes);
      }
      parser.end();
      attempts.assertNoFailure();
    } finally {
      target.close();
    }
  };
}

function parseInto(target: UnpackedFolder, attempts: Attempts): Parser {
  const parser = new Parser({ maxMetaEntrySize: 1024 * 1024 });
  parser.on('entry', (entry: ReadEntry) => {
    attempts.attempt(() => unpackEntry(entry, { target, attempts }));
    entry.resume();
  });
  parser.on('error', (error: unknown) =>
    attempts.attempt(() => {
      throw error;
    }),
  );
  return parser;
}

/** Records the first error of event listeners, which must not throw. */
interface Attempts {
  /** Runs an action, unless an earlier one has failed. */
  attempt(action: () => void): void;
  assertNoFailure(): void;
}

function createAttempts(): Attempts {
  let failure: { readonly error: unknown } | undefined;
  return {
    attempt(action) {
      if (failure !== undefined) return;
      try {
        action();
      } catch (error) {
        failure = { error };
      }
    },
    assertNoFailure() {
      if (failure !== undefined) throw failure.error;
    },
  };
}

interface EntryTarget {
  readonly target: UnpackedFolder;
  readonly attempts: Attempts;
}

function unpackEntry(entry: ReadEntry, { target, attempts }: EntryTarget): void {
  assertName(entry.path);
  switch (entry.type) {
    case 'Directory':
    case 'GNUDumpDir':
      if (path.posix.normalize(entry.path) !== './') target.makeFolder(entry.path, 0o755);
      break;
    case 'SymbolicLink':
      target.makeLink(entry.path, entry.linkpath ?? '');
      break;
    case 'Link':
      target.makeHardLink(entry.path, entry.linkpath ?? '');
      break;
    case 'File':
    case 'OldFile':
    case 'ContiguousFile':
      writeContent(entry, target.makeFile(entry.path, (entry.mode ?? 0o644) & 0o7777), attempts);
      break;
    default:
    // Argo leaves out devices and pipes too.
  }
}

function writeContent(entry: ReadEntry, file: UnpackedFile, attempts: Attempts): void {
  entry.on('data', (chunk: Buffer) => attempts.attempt(() => file.write(chunk)));
  entry.on('end', () => attempts.attempt(() => file.close()));
}

function assertName(name: string): void {
  if (/^\.\.(\/|$)/.test(path.posix.join('.', name))) throw new Error(`illegal file path: ${name}`);
}

/** Tells whether a file is a gzipped tarball. Argo always unpacks such inputs. */
export function isTarball(files: FileSystem, archive: HeldPlace): boolean {
  const file = openRegularFile(files, archive, archive.name);
  try {
    if (!startsGzipped(files, file.descriptor)) return false;
    // Enough for a header, and too little to decompress to anything large.
    const start = Buffer.alloc(8192);
    const length = files.readSync(file.descriptor, start, 0, start.length, 0);
    const content = gunzipSync(start.subarray(0, length), { finishFlush: constants.Z_SYNC_FLUSH });
    return content.length >= 512 && new Header(content.subarray(0, 512)).cksumValid;
  } catch {
    return false;
  } finally {
    file.close();
  }
}

function startsGzipped(files: FileSystem, descriptor: number): boolean {
  const magic = Buffer.alloc(2);
  files.readSync(descriptor, magic, 0, 2, 0);
  return magic[0] === 0x1f && magic[1] === 0x8b;
}
