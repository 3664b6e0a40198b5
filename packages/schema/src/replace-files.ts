import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { SchemaError } from './schema-error.ts';

/**
 * Writes files into a folder, all or none: they are written beside it first and then moved in, and what was
 * there before comes back when a move fails.
 *
 * @throws SchemaError `SCHEMA_IMPORT` when the folder cannot be written.
 */
export function replaceFiles(folder: string, files: Readonly<Record<string, string>>): void {
  const undo: (() => void)[] = [];
  let workspace: string | undefined;
  try {
    mkdirSync(dirname(folder), { recursive: true });
    workspace = mkdtempSync(join(dirname(folder), `.${basename(folder)}-`));
    for (const [name, text] of Object.entries(files))
      writeFileSync(join(workspace, name), text, { flush: true });
    if (mkdirSync(folder, { recursive: true }) !== undefined)
      undo.push(() => rmSync(folder, { recursive: true }));
    for (const name of Object.keys(files)) undo.push(moveInto(join(folder, name), workspace));
  } catch (cause) {
    for (const step of undo.reverse()) step();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SchemaError('SCHEMA_IMPORT', `Cannot write ${folder}: ${reason}. Nothing was changed.`, {
      file: folder,
      cause,
    });
  } finally {
    if (workspace !== undefined) rmSync(workspace, { recursive: true, force: true });
  }
}

/** Moves a written file to its place and gives the way back. */
function moveInto(target: string, workspace: string): () => void {
  const name = basename(target);
  const old = join(workspace, `${name}.old`);
  const existed = copyAside(target, old);
  renameSync(join(workspace, name), target);
  return () => (existed ? renameSync(old, target) : rmSync(target));
}

function copyAside(target: string, old: string): boolean {
  try {
    copyFileSync(target, old);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
