import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFiles } from '@tiphys/schema';
import { CodegenError } from './codegen-error.ts';
import { type FileTree, GENERATED } from './generate-models.ts';

/**
 * Writes generated files into a folder of their own: files whose text is the same are left alone, those that are no
 * longer generated go. Gives the paths that changed. All is changed or nothing; nothing when the folder holds a file that was
 * not generated and would have to go or to change.
 *
 * @throws CodegenError `CODEGEN_FOREIGN_FILE` naming that file, `CODEGEN_WRITE` naming the folder.
 */
export function writeModels(folder: string, files: FileTree): readonly string[] {
  try {
    const old = new Set(listFiles(folder));
    const changed = Object.entries(files).filter(([path, text]) => {
      const same = old.delete(path) && readFileSync(join(folder, path), 'utf8') === text;
      return !same;
    });
    const overwritten = changed.map(([path]) => path).filter((path) => isFile(join(folder, path)));
    for (const path of [...old, ...overwritten]) refuseForeign(join(folder, path));
    if (changed.length + old.size > 0) replaceFiles(folder, Object.fromEntries(changed), [...old]);
    return [...changed.map(([path]) => path), ...old].sort();
  } catch (cause) {
    if (cause instanceof CodegenError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CodegenError(
      'CODEGEN_WRITE',
      folder,
      `Cannot write the models to ${folder}: ${reason}. Nothing was changed.`,
      cause,
    );
  }
}

function listFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function refuseForeign(path: string): void {
  if (readFileSync(path, 'utf8').startsWith(GENERATED)) return;
  throw new CodegenError(
    'CODEGEN_FOREIGN_FILE',
    path,
    `${path} was not generated and would be lost. Move it, or generate the models into a folder of their own.`,
  );
}
