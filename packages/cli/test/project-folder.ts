import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { projectFiles } from './project-files.ts';
import { tsconfig } from './project-tsconfig.ts';
import { runTiphys } from './run-tiphys.ts';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';

/** Creates a folder with a small, generated project that resolves the packages of this workspace by their sources. `changes` replaces files before generating. */
export async function projectFolder(
  changes: Readonly<Record<string, string>> = {},
): Promise<TemporaryFolder> {
  const folder = temporaryFolder({ ...projectFiles, 'tsconfig.json': tsconfig, ...changes });
  symlinkSync(
    path.join(import.meta.dirname, '../../../node_modules'),
    path.join(folder.path, 'node_modules'),
  );
  const { code, err } = await runTiphys(['generate', 'components.ts'], { cwd: folder.path });
  if (code !== 0) {
    folder[Symbol.dispose]();
    throw new Error(`The project cannot be generated (exit code ${code}):\n${err}`);
  }
  return folder;
}
