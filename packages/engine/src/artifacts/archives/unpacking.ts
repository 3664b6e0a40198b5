import path from 'node:path';
import { removeAt } from '../../confined/remove-tree.ts';
import type { FileSystem } from '../../contract/file-system.ts';

/** Unpacks an archive to a path. A single top-level entry becomes the path itself; several become a folder. */
export async function unpackTo(
  files: FileSystem,
  target: string,
  unpack: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = `${target}.unpacked`;
  await removeAt(files, folder);
  files.mkdirSync(folder, { recursive: true });
  await unpack(folder);
  const names = files.readdirSync(folder);
  const [only] = names;
  if (names.length !== 1 || only === undefined) {
    files.renameSync(folder, target);
    return;
  }
  files.renameSync(path.join(folder, only), target);
  files.rmdirSync(folder);
}
