import { createReadStream, createWriteStream } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import yazl from 'yazl';
import { holdChild } from '../../confined/held-folder.ts';
import type { HeldPlace } from '../../confined/place.ts';
import { RefusedPathError } from '../../confined/refused-path-error.ts';
import { createRegularFile, openRegularFile } from '../../confined/regular-file.ts';
import { openPlace } from '../../confined/resolve-path.ts';
import { type View, viewOf } from '../../confined/view.ts';
import { type TreeEntry, walkTree } from '../../confined/walk-tree.ts';
import type { FileSystem } from '../../contract/file-system.ts';
import { assertLinkTarget } from './link-target.ts';
import type { PackRequest } from './tarball.ts';
import { createUnpackedFolder, type UnpackContext, type UnpackedFolder } from './unpacked-folder.ts';

/** Writes a file or folder as a zip archive with the names that Argo uses: a single file keeps the path of Argo's staging folder. */
export async function packZip(request: PackRequest): Promise<void> {
  const { files, source, target } = request;
  const isFolder = files.lstatSync(source.location).isDirectory();
  const name = isFolder ? request.name : `tmp/argo/outputs/artifacts/${request.name}`;
  const fd = createRegularFile(files, target);
  const zip = new yazl.ZipFile();
  const written = pipeline(zip.outputStream, createWriteStream('', { fd }));
  await Promise.all([written, addEntries(zip, { ...request, name })]);
}

async function addEntries(zip: yazl.ZipFile, request: PackRequest): Promise<void> {
  try {
    for await (const entry of walkTree(request.files, request.source, request.name)) {
      if (entry.stats.isDirectory()) zip.addEmptyDirectory(entry.name, { mode: entry.stats.mode });
      else if (entry.stats.isSymbolicLink()) await addLinked(zip, entry, request);
      else if (entry.stats.isFile()) await addFile(zip, entry.place, { ...request, name: entry.name });
    }
    zip.end();
  } catch (error) {
    // Otherwise the writer would wait forever.
    (zip.outputStream as Readable).destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
}

/** Adds the target of a link, if it is part of the artifact: a zip archive has no links. */
async function addLinked(zip: yazl.ZipFile, entry: TreeEntry, request: PackRequest): Promise<void> {
  const { files, source } = request;
  assertLinkTarget(entry.name, files.readlinkSync(entry.place.location));
  const folder = holdChild(files, source.folder, source.name);
  try {
    const found = findLinked(files, viewOf(folder.at('.')), entry.name.slice(request.name.length));
    if (found?.stats?.isFile() === true) await addFile(zip, found, { ...request, name: entry.name });
    found?.close();
  } finally {
    folder.close();
  }
}

/** Finds the target of a link. Broken and circular links are left out. */
function findLinked(files: FileSystem, view: View, target: string): ReturnType<typeof openPlace> {
  try {
    return openPlace(files, view, target);
  } catch (error) {
    if (error instanceof RefusedPathError) return undefined;
    throw error;
  }
}

async function addFile(
  zip: yazl.ZipFile,
  place: HeldPlace,
  { files, name }: { readonly files: FileSystem; readonly name: string },
): Promise<void> {
  const file = openRegularFile(files, place, name);
  const content = createReadStream('', { fd: file.descriptor });
  zip.addReadStream(content, name, { mode: file.stats.mode, mtime: file.stats.mtime });
  await finished(content);
}

/**
 * Unpacks a zip archive into an empty folder.
 *
 * @throws Error with Argo's message if it is not a zip archive, or if a name in it leads out of the folder
 */
export async function unpackZip(archive: HeldPlace, folder: string, context: UnpackContext): Promise<void> {
  const zip = await openZip(archive, context.files);
  const target = createUnpackedFolder(folder, context);
  try {
    for await (const entry of zip.eachEntry()) await unpackEntry(zip, entry, target);
  } finally {
    target.close();
    // Closes the file as soon as pending reads have finished.
    zip.close();
  }
}

async function openZip(archive: HeldPlace, files: FileSystem): Promise<yauzl.ZipFile> {
  const file = openRegularFile(files, archive, archive.name);
  try {
    const zip = await yauzl.fromFdPromise(file.descriptor, { autoClose: true, decodeStrings: false });
    // Errors that matter reject an awaited promise; others come after the end.
    return zip.on('error', () => {});
  } catch (cause) {
    file.close();
    throw new Error('zip: not a valid zip file', { cause });
  }
}

/** The flag for UTF-8 names. Like Go, we read other names as UTF-8 too. */
const UTF8_NAMES = 0x0800;

async function unpackEntry(zip: yauzl.ZipFile, entry: yauzl.Entry, target: UnpackedFolder): Promise<void> {
  const name = yauzl.getFileNameLowLevel(
    entry.generalPurposeBitFlag | UTF8_NAMES,
    entry.fileNameRaw,
    entry.extraFields,
    false,
  );
  if (/^\.\.(\/|$)/.test(path.posix.join('.', name))) throw new Error(`${name}: Illegal file path`);
  if (name.includes('\0')) throw new Error(`${JSON.stringify(name)}: Illegal file path`);
  const mode = (entry.externalFileAttributes >>> 16) & 0o777;
  if (name.endsWith('/')) {
    if (path.posix.normalize(name) !== './') target.makeFolder(name, mode || 0o755);
    return;
  }
  if (!entry.canDecodeFileData())
    throw new Error(`zip: unsupported compression algorithm ${entry.compressionMethod}`);
  const content = await zip.openReadStreamPromise(entry);
  const file = target.makeFile(name, mode || 0o644);
  try {
    let sum = 0;
    for await (const chunk of content as AsyncIterable<Buffer>) {
      sum = crc32(chunk, sum);
      file.write(chunk);
    }
    if (sum !== entry.crc32) throw new Error('zip: checksum error');
  } finally {
    file.close();
  }
}
