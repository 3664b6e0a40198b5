import { makeFolder, writeFile } from '../kept-modules.ts';

/** Creates the folder of a file. Tasks run on Linux, and output paths are absolute. */
export function makeFolderOf(path: string): void {
  makeFolder(path.replace(/\/[^/]*$/, ''), { recursive: true });
}

/** Writes a file and creates its folder. */
export function writeInFolder(path: string, content: string): void {
  makeFolderOf(path);
  writeFile(path, content);
}
