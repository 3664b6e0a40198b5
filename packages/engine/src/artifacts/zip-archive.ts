import path from 'node:path';
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import type { FileSystem } from '../file-system.ts';

interface ZipEntry {
  /** Name in the archive; folders end in a slash. */
  readonly name: string;
  readonly mode: number;
  readonly content: Buffer;
}

const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
const endHeader = 0x06054b50;

/** Writes a file or folder as a zip archive, names as Argo gives them: a single file keeps Argo's staging folders in front. */
export function packZip(files: FileSystem, source: string, target: string): void {
  const base = path.basename(source);
  const isFolder = files.statSync(source).isDirectory();
  const entries = isFolder
    ? [...readFolder(files, source, base)]
    : [readFile(files, source, `tmp/argo/outputs/artifacts/${base}`)];
  files.writeFileSync(target, writeArchive(entries));
}

/** Unpacks a zip archive into a folder. */
export function unpackZip(files: FileSystem, archive: string, folder: string): void {
  for (const entry of readArchive(files.readFileSync(archive))) {
    const target = path.join(folder, entry.name);
    if (!target.startsWith(`${folder}${path.sep}`)) throw new Error(`${entry.name}: Illegal file path`);
    if (entry.name.endsWith('/')) files.mkdirSync(target, { recursive: true });
    else {
      files.mkdirSync(path.dirname(target), { recursive: true });
      files.writeFileSync(target, entry.content);
      files.chmodSync(target, entry.mode);
    }
  }
}

function* readFolder(files: FileSystem, folder: string, name: string): Generator<ZipEntry> {
  yield { name: `${name}/`, mode: 0o40755, content: Buffer.alloc(0) };
  for (const entry of files.readdirSync(folder, { withFileTypes: true })) {
    const source = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* readFolder(files, source, `${name}/${entry.name}`);
    else if (files.existsSync(source)) yield readFile(files, source, `${name}/${entry.name}`);
  }
}

function readFile(files: FileSystem, source: string, name: string): ZipEntry {
  return { name, mode: files.statSync(source).mode, content: files.readFileSync(source) };
}

function writeArchive(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const packed = deflateRawSync(entry.content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt16LE(0x21, 8);
    common.writeUInt32LE(crc32(entry.content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(entry.content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([word(localHeader), common, name, packed]);
    locals.push(local);
    centrals.push(centralRecord(common, { name, mode: entry.mode, offset }));
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, word(endHeader), end]);
}

interface CentralDetails {
  readonly name: Buffer;
  readonly mode: number;
  readonly offset: number;
}

function centralRecord(common: Buffer, details: CentralDetails): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE((details.mode << 16) >>> 0, 6);
  rest.writeUInt32LE(details.offset, 10);
  // Made by a Unix system, so that the mode counts.
  return Buffer.concat([word(centralHeader), Buffer.from([20, 3]), common, rest, details.name]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function* readArchive(archive: Buffer): Generator<ZipEntry> {
  const end = archive.lastIndexOf(word(endHeader));
  if (end < 0) throw new Error('zip: not a valid zip file');
  let position = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = archive.readUInt16LE(position + 28);
    const name = archive.subarray(position + 46, position + 46 + nameLength).toString();
    const mode = archive.readUInt32LE(position + 38) >>> 16;
    yield { name, mode: mode & 0o777 || 0o644, content: readContent(archive, position) };
    position += 46 + nameLength + archive.readUInt16LE(position + 30) + archive.readUInt16LE(position + 32);
  }
}

function readContent(archive: Buffer, central: number): Buffer {
  const method = archive.readUInt16LE(central + 10);
  const local = archive.readUInt32LE(central + 42);
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(start, start + archive.readUInt32LE(central + 20));
  if (method === 0) return packed;
  if (method === 8) return inflateRawSync(packed);
  throw new Error(`zip: unsupported compression algorithm ${method}`);
}
