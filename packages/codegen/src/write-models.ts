import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type FileChange, replaceFiles } from '@tiphys/files';
import { CodegenError } from './codegen-error.ts';
import { type FileTree, GENERATED_MARK } from './generate-models.ts';

/**
 * Returns what to change so that a folder holds the generated files and no others; files with the same text are left alone.
 *
 * @throws CodegenError `CODEGEN_FOREIGN_FILE` naming a file that was not generated and would be changed or deleted,
 * `CODEGEN_WRITE` naming the folder
 */
export function planModels(folder: string, files: FileTree): readonly FileChange[] {
  try {
    const old = new Set(listFiles(folder));
    const changed = Object.entries(files).filter(([path, text]) => {
      const same = old.delete(path) && readFileSync(join(folder, path), 'utf8') === text;
      return !same;
    });
    const overwritten = changed.map(([path]) => path).filter((path) => isFile(join(folder, path)));
    for (const path of [...old, ...overwritten]) refuseForeign(join(folder, path));
    return [
      ...changed.map(([path, text]) => ({ path: join(folder, path), text })),
      ...[...old].map((path) => ({ path: join(folder, path) })),
    ];
  } catch (cause) {
    throw cause instanceof CodegenError ? cause : modelWriteError(folder, cause);
  }
}

/**
 * Writes generated files into a folder of their own, and deletes those that are no longer generated: all or nothing.
 *
 * @returns the paths that changed, relative to the folder
 * @throws CodegenError `CODEGEN_FOREIGN_FILE` naming a file that was not generated and would be changed or deleted,
 * `CODEGEN_WRITE` naming the folder
 */
export function writeModels(folder: string, files: FileTree): readonly string[] {
  const changes = planModels(folder, files);
  try {
    replaceFiles(changes);
  } catch (cause) {
    throw modelWriteError(folder, cause);
  }
  return changes.map(({ path }) => relativePath(folder, path)).sort();
}

/** Returns the error for models that could not be written. */
export function modelWriteError(folder: string, cause: unknown): CodegenError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const message = `Cannot write the models to ${folder}: ${reason}. Nothing was changed.`;
  return new CodegenError('CODEGEN_WRITE', folder, message, cause);
}

function relativePath(folder: string, path: string): string {
  return relative(folder, path).replaceAll('\\', '/');
}

function listFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relativePath(folder, join(entry.parentPath, entry.name)));
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function refuseForeign(path: string): void {
  if (readFileSync(path, 'utf8').startsWith(GENERATED_MARK)) return;
  throw new CodegenError(
    'CODEGEN_FOREIGN_FILE',
    path,
    `${path} was not generated and would be lost. Move it, or generate the models into their own folder.`,
  );
}
