import type { FileSystem } from '../../contract/file-system.ts';

/** Returns the text of a file; undefined if it cannot be read. */
export function tryRead(files: FileSystem, file: string): string | undefined {
  try {
    return files.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
