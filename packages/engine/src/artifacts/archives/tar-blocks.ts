import type { Stats } from 'node:fs';
import { Header, type HeaderData, Pax } from 'tar';
import type { HeldPlace } from '../../confined/place.ts';
import { openRegularFile, readChunks } from '../../confined/regular-file.ts';
import { walkTree } from '../../confined/walk-tree.ts';
import type { FileSystem } from '../../contract/file-system.ts';

const BLOCK_SIZE = 512;

/** The tree to pack. */
export interface PackedTree {
  readonly files: FileSystem;
  readonly source: HeldPlace;
  readonly name: string;
}

/**
 * Yields the bytes of a tarball of a file or folder. Does not follow links. Leaves out pipes and devices in folders, since Argo drops them
 * when it unpacks.
 *
 * @throws Error with Argo's message if there is a socket
 */
export async function* tarBlocks({ files, source, name }: PackedTree): AsyncGenerator<Buffer> {
  for await (const entry of walkTree(files, source, name)) {
    const { stats } = entry;
    if (stats.isDirectory())
      yield* headerBlocks({ ...common(stats), type: 'Directory', path: `${entry.name}/` });
    else if (stats.isSymbolicLink()) {
      const linkpath = files.readlinkSync(entry.place.location);
      yield* headerBlocks({ ...common(stats), type: 'SymbolicLink', path: entry.name, linkpath });
    } else if (stats.isFile()) yield* fileBlocks(files, entry.place, entry.name);
    else if (stats.isSocket()) throw new Error('archive/tar: sockets not supported');
  }
  yield Buffer.alloc(2 * BLOCK_SIZE);
}

function common(stats: Stats): HeaderData {
  return { mode: stats.mode & 0o7777, mtime: stats.mtime, size: 0, uid: stats.uid, gid: stats.gid };
}

function* fileBlocks(files: FileSystem, place: HeldPlace, name: string): Generator<Buffer> {
  const file = openRegularFile(files, place, name);
  try {
    const { size } = file.stats;
    yield* headerBlocks({ ...common(file.stats), type: 'File', path: name, size });
    let left = size;
    for (const chunk of readChunks(files, file.descriptor)) {
      // A file may grow meanwhile; the header has its old size.
      const taken = chunk.subarray(0, left);
      left -= taken.length;
      yield taken;
      if (left === 0) break;
    }
    if (left > 0) throw new Error(`${name} shrank while it was being saved`);
    yield Buffer.alloc((BLOCK_SIZE - (size % BLOCK_SIZE)) % BLOCK_SIZE);
  } finally {
    file.close();
  }
}

/** Yields a header, preceded by a POSIX extended header if the names are too long for it. */
function* headerBlocks(data: HeaderData): Generator<Buffer> {
  const header = new Header(data);
  const block = Buffer.alloc(BLOCK_SIZE);
  if (header.encode(block, 0)) {
    const { path, linkpath, size } = data;
    yield new Pax({
      ...(path !== undefined && { path }),
      ...(linkpath !== undefined && { linkpath }),
      ...(size !== undefined && { size }),
    }).encode();
  }
  yield block;
}
