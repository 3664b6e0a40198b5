import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Writes files into a folder and takes others out of it, all or nothing: they are written beside it first and then moved in,
 * and what was there before comes back when a move fails. Whoever reads meanwhile finds whole files only.
 *
 * @throws what the file system throws, after everything is as it was.
 */
export function replaceFiles(
  folder: string,
  files: Readonly<Record<string, string>>,
  removed: readonly string[] = [],
): void {
  const undo: (() => void)[] = [];
  try {
    makeFolder(dirname(folder), undo);
    const workspace = mkdtempSync(join(dirname(folder), `.${basename(folder)}-`));
    try {
      const written = Object.entries(files).map(([name, text], index) => {
        const from = join(workspace, `${index}.new`);
        writeFileSync(from, text, { flush: true });
        return { from, to: join(folder, name) };
      });
      makeFolder(folder, undo);
      for (const { from, to } of written) {
        makeFolder(dirname(to), undo);
        keepAside(to, `${from}.old`, undo);
      }
      for (const [index, name] of removed.entries())
        keepAside(join(folder, name), join(workspace, `${index}.gone`), undo);
      // Nothing but this is cut short when the process is killed.
      for (const { from, to } of written) renameSync(from, to);
      for (const name of removed) rmSync(join(folder, name), { force: true });
    } catch (error) {
      for (const step of undo.reverse()) step();
      undo.length = 0;
      throw error;
    } finally {
      rmSync(workspace, { recursive: true, force: true });
    }
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw error;
  }
}

function makeFolder(folder: string, undo: (() => void)[]): void {
  const first = mkdirSync(folder, { recursive: true });
  if (first !== undefined) undo.push(() => rmSync(first, { recursive: true, force: true }));
}

/** Keeps what is in the way of a file until all is done; it stays in its place until the new one takes it. */
function keepAside(file: string, aside: string, undo: (() => void)[]): void {
  try {
    copyFileSync(file, aside);
    undo.push(() => renameSync(aside, file));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    undo.push(() => rmSync(file, { force: true }));
  }
}
