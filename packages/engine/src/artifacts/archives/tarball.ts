import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip } from 'node:zlib';
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
    if (!startsGzipped(context.files, file.descriptor)) throw new Error('gzip: invalid header');
    const packed = Readable.from(readChunks(context.files, file.descriptor));
    await pipeline(packed, createGunzip(), unpackEntries(folder, context));
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
        // Like Go, ignore what comes after the end of the archive.
        if (!attempts.hasEnded()) parser.write(chunk);
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
  const fail = (error: unknown): void =>
    attempts.attempt(() => {
      throw error;
    });
  parser.on('error', fail);
  parser.on('ignoredEntry', (entry: ReadEntry) => {
    if (entry.type === 'SparseFile') fail(sparseFile(entry.path));
  });
  parser.on('eof', () => attempts.end());
  // The parser would skip what it cannot read.
  parser.on('warn', (code: string, message: string | Error) => {
    if (FATAL_WARNINGS.has(code)) fail(new Error(describeDamage(String(message))));
  });
  return parser;
}

const FATAL_WARNINGS: ReadonlySet<string> = new Set(['TAR_BAD_ARCHIVE', 'TAR_ENTRY_INVALID', 'TAR_ABORT']);

/** Returns Go's message for an archive that is damaged. */
function describeDamage(message: string): string {
  return /truncated/i.test(message) ? 'unexpected EOF' : 'archive/tar: invalid tar header';
}

/** Records the first error of event listeners, which must not throw. */
interface Attempts {
  /** Runs an action, unless an earlier one has failed. */
  attempt(action: () => void): void;
  assertNoFailure(): void;
  /** Notes that the archive has ended. */
  end(): void;
  hasEnded(): boolean;
}

function createAttempts(): Attempts {
  let failure: { readonly error: unknown } | undefined;
  let ended = false;
  return {
    end: () => {
      ended = true;
    },
    hasEnded: () => ended,
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
      if (/(?:^|\/)GNUSparseFile\.\d+\//.test(entry.path)) throw sparseFile(entry.path);
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

function sparseFile(name: string): Error {
  return new Error(`${name}: sparse files are not supported; make the archive without --sparse`);
}

function assertName(name: string): void {
  if (/^\.\.(\/|$)/.test(path.posix.join('.', name))) throw new Error(`illegal file path: ${name}`);
}

/** Tells whether a file is a gzipped tarball. Argo always unpacks such inputs. */
export async function isTarball(files: FileSystem, archive: HeldPlace): Promise<boolean> {
  const file = openRegularFile(files, archive, archive.name);
  try {
    if (!startsGzipped(files, file.descriptor)) return false;
    // Enough for a header, and too little to decompress to anything large.
    const start = Buffer.alloc(8192);
    const length = files.readSync(file.descriptor, start, 0, start.length, 0);
    const content = await decompressStart(start.subarray(0, length));
    return content.length >= 512 && new Header(content.subarray(0, 512)).cksumValid;
  } catch {
    return false;
  } finally {
    file.close();
  }
}

/** Decompresses what comes before the first mistake. */
async function decompressStart(bytes: Buffer): Promise<Buffer> {
  const chunks: Buffer[] = [];
  // Small chunks arrive before a mistake after them is found.
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: 512 });
  gunzip.end(bytes);
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) chunks.push(chunk);
  } catch {
    // The rest does not matter.
  }
  return Buffer.concat(chunks);
}

function startsGzipped(files: FileSystem, descriptor: number): boolean {
  const magic = Buffer.alloc(2);
  files.readSync(descriptor, magic, 0, 2, 0);
  return magic[0] === 0x1f && magic[1] === 0x8b;
}
