import path from 'node:path';

/** Never what a user means by the files of a folder. */
const ignored = ['**/node_modules/**', '**/.git/**', '**/package*.json', '**/tsconfig*.json'];

/** What of a folder is found. */
export interface FindOptions {
  /** Patterns of files to leave out, beside those that are always left out. @default none */
  readonly ignore?: readonly string[];
  /** Whether hidden files and folders count, too. @default false */
  readonly hidden?: boolean;
}

/** Pattern of the files that may hold Argo objects. */
export const manifestPattern = '**/*.{yaml,yml,json}';

/** Returns the files in a folder and below that fit patterns, as absolute paths in order; nothing of installed packages or Git. */
export async function findFiles(
  folder: string,
  patterns: string | readonly string[],
  options: FindOptions = {},
): Promise<readonly string[]> {
  const { glob } = await import('tinyglobby');
  const found = await glob(patterns, {
    cwd: folder,
    absolute: true,
    dot: options.hidden ?? false,
    ignore: [...ignored, ...(options.ignore ?? [])],
  });
  return found.map((file) => path.normalize(file)).sort();
}
