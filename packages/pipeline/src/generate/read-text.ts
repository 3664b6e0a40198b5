import { readFile } from 'node:fs/promises';

/** Returns the text of a file without byte order mark and with plain line ends, or undefined when there is no such file. */
export async function readText(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
