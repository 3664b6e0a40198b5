import { createReadStream, createWriteStream } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';
import yazl from 'yazl';
import type { Place } from '../confined/place.ts';
import { createRegularFile, openRegularFile } from '../confined/regular-file.ts';
import { openPlace, RefusedPathError, type View } from '../confined/resolve-path.ts';
import { type TreeEntry, walkTree } from '../confined/walk-tree.ts';
import type { FileSystem } from '../file-system.ts';
import { assertLinkTarget } from './link-target.ts';
import type { PackRequest } from './tarball.ts';
import { createUnpackedFolder, type UnpackContext, type UnpackedFolder } from './unpacked-folder.ts';

/** Writes a file or folder as a zip archive, names as Argo gives them: a single file keeps Argo's staging folders in front. */
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
    // Otherwise what is written would wait for an end.
    (zip.outputStream as Readable).destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
}

/** A zip holds no links: the file that one leads to is packed in its place, if that is part of the artifact. */
async function addLinked(zip: yazl.ZipFile, entry: TreeEntry, request: PackRequest): Promise<void> {
  const { files, source } = request;
  assertLinkTarget(entry.name, files.readlinkSync(entry.place.location));
  const view: View = {
    areaOf: (target) => ({ folder: source.location, below: target.split('/').filter(Boolean) }),
  };
  const found = findLinked(files, view, entry.name.slice(request.name.length));
  if (found === undefined) return;
  try {
    if (found.stats?.isFile() === true) await addFile(zip, found, { ...request, name: entry.name });
  } finally {
    found.close();
  }
}

/** Links that lead nowhere, or in circles, are left out. */
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
  place: Place,
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
 * @throws Error in Argo's words when it is none, or a name in it leads out of the folder
 */
export async function unpackZip(archive: Place, folder: string, context: UnpackContext): Promise<void> {
  const { files } = context;
  const file = openRegularFile(files, archive, archive.name);
  try {
    const zip = await yauzl
      .fromFdPromise(file.descriptor, { autoClose: false, decodeStrings: false })
      .catch((cause: unknown) => {
        throw new Error('zip: not a valid zip file', { cause });
      });
    const target = createUnpackedFolder(folder, context);
    try {
      for await (const entry of zip.eachEntry()) await unpackEntry(zip, entry, target);
    } finally {
      target.close();
    }
  } finally {
    file.close();
  }
}

/** The bit that says names are UTF-8; other names are read so, too, as Go does. */
const utf8Names = 0x0800;

async function unpackEntry(zip: yauzl.ZipFile, entry: yauzl.Entry, target: UnpackedFolder): Promise<void> {
  const name = yauzl.getFileNameLowLevel(
    entry.generalPurposeBitFlag | utf8Names,
    entry.fileNameRaw,
    entry.extraFields,
    false,
  );
  if (/^\.\.(\/|$)/.test(path.posix.join('.', name))) throw new Error(`${name}: Illegal file path`);
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
    for await (const chunk of content) file.write(chunk as Buffer);
  } finally {
    file.close();
  }
}
