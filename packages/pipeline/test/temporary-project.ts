import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder with files, removed at the end of its scope. */
export interface TemporaryProject extends AsyncDisposable {
  readonly folder: string;
  path(name: string): string;
}

export async function createProject(files: Readonly<Record<string, string>>): Promise<TemporaryProject> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'tiphys-test-')));
  for (const [name, text] of Object.entries({ 'package.json': '{"type":"module"}', ...files })) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return {
    folder,
    path: (name) => join(folder, name),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
