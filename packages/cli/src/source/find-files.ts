import path from 'node:path';

/** Files that a user never means by the files of a folder. */
const IGNORED = [
  '**/node_modules/**',
  '**/.git/**',
  '**/.tiphys/**',
  '**/package*.json',
  '**/tsconfig*.json',
];

/** Options of {@link findFiles}. */
export interface FindOptions {
  /** Patterns of files to skip, in addition to those that are always skipped. @default none */
  readonly ignore?: readonly string[];
  /** Whether to include hidden files and folders. @default false */
  readonly hidden?: boolean;
}

/** Pattern of the files that may contain Argo objects. */
export const MANIFEST_PATTERN = '**/*.{yaml,yml,json}';

/** Returns the files in a folder and its subfolders that match patterns, as sorted absolute paths. Skips installed packages, Git, and local runs. */
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
    ignore: [...IGNORED, ...(options.ignore ?? [])],
  });
  return found.map((file) => path.normalize(file)).sort();
}
