import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder that is removed at the end of its scope. */
export interface TemporaryFolder extends Disposable {
  readonly path: string;
}

/** Creates a folder with the given files. */
export function temporaryFolder(files: Readonly<Record<string, string>> = {}): TemporaryFolder {
  const folder = mkdtempSync(path.join(tmpdir(), 'tiphys-cli-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return { path: folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}
