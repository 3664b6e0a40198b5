import { readSync } from 'node:fs';
import path from 'node:path';
import { constants, gunzipSync } from 'node:zlib';
import { create, extract, Header } from 'tar';
import type { FileSystem } from '../file-system.ts';

/** Packs a file or folder under its own name, gzipped as Argo does it. */
export async function packTarball(source: string, target: string, level: number | undefined): Promise<void> {
  const gzip = level === undefined ? true : { level };
  // The dot keeps names that start with "@" from being read as archives.
  await create({ gzip, file: target, cwd: path.dirname(source) }, [`./${path.basename(source)}`]);
}

/** Unpacks into a folder. Folders get mode 755 and files their own, whatever this process's umask is, as in Argo. */
export async function unpackTarball(files: FileSystem, archive: string, folder: string): Promise<void> {
  const modes = new Map<string, number>();
  await extract({
    file: archive,
    cwd: folder,
    dmode: 0o755,
    preserveOwner: false,
    onReadEntry(entry) {
      if (entry.type === 'Directory') entry.mode = 0o755;
      else if (entry.type !== 'SymbolicLink') modes.set(path.join(folder, entry.path), entry.mode ?? 0o644);
    },
  });
  for (const [file, mode] of modes) {
    // Names that would lead out of the folder were not unpacked.
    if (files.lstatSync(file, { throwIfNoEntry: false })?.isFile() && file.startsWith(`${folder}${path.sep}`))
      files.chmodSync(file, mode & 0o7777);
  }
}

/** Whether a file is a gzipped tarball; Argo unpacks such inputs without being told. */
export function isTarball(files: FileSystem, file: string): boolean {
  const descriptor = files.openSync(file, 'r');
  try {
    const start = Buffer.alloc(65_536);
    const length = readSync(descriptor, start, 0, start.length, 0);
    if (start[0] !== 0x1f || start[1] !== 0x8b) return false;
    const content = gunzipSync(start.subarray(0, length), { finishFlush: constants.Z_SYNC_FLUSH });
    return content.length >= 512 && new Header(content.subarray(0, 512)).cksumValid;
  } catch {
    return false;
  } finally {
    files.closeSync(descriptor);
  }
}
