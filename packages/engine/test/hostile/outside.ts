import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder of this machine that no run may read, write or delete. */
export interface Outside extends Disposable {
  readonly directory: string;
  /** What is in it now: each path with its content. */
  list(): Readonly<Record<string, string>>;
}

/** What is in the folder in the beginning. */
export const untouched = { 'folder/file': 'kept\n', secret: 'SECRET\n' };

/** Makes such a folder in `/tmp`, where no pod of its own accord can look. */
export function openOutside(): Outside {
  const directory = mkdtempSync(path.join(tmpdir(), 'tiphys-outside-'));
  mkdirSync(path.join(directory, 'folder'));
  for (const [name, text] of Object.entries(untouched)) writeFileSync(path.join(directory, name), text);
  return {
    directory,
    list() {
      const names = readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort();
      const files = names.filter((name) => !lstatSync(path.join(directory, name)).isDirectory());
      return Object.fromEntries(
        files.map((name) => [name, readFileSync(path.join(directory, name), 'utf8')]),
      );
    },
    [Symbol.dispose]: () => rmSync(directory, { recursive: true, force: true }),
  };
}
