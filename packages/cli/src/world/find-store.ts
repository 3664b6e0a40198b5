import { lstatSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { CliError } from './cli-error.ts';
import type { World } from './world.ts';

/** Name of the folder that holds the local runs of a project. */
const STORE = '.tiphys';

/**
 * Returns the folder of the store of local runs: that of `--store`, or of the variable `TIPHYS_STORE`, or `.tiphys` of the project. The project is
 * the closest folder, from the working directory upwards, that has a `.tiphys` or else a `package.json`; without one, the working directory.
 *
 * Folders of other users, and those that everybody may write to, such as `/tmp`, belong to no project.
 *
 * @throws CliError `CLI_STORE` if the store is a file or a link
 */
export function findStore(given: string | undefined, world: World): string {
  const named = given ?? world.env.TIPHYS_STORE;
  if (named !== undefined && named !== '') {
    const directory = path.resolve(world.cwd, named);
    assertFolder(directory);
    return directory;
  }
  const folders = projectFolders(world);
  const has = (name: string): string | undefined =>
    folders.find((folder) => look(() => lstatSync(path.join(folder, name))) !== undefined);
  const directory = path.join(has(STORE) ?? has('package.json') ?? world.cwd, STORE);
  if (look(() => lstatSync(directory))?.isSymbolicLink() === true)
    throw new CliError(
      'CLI_STORE',
      `${directory} is a symbolic link. To use the folder it points to, pass it with --store or TIPHYS_STORE.`,
    );
  assertFolder(directory);
  return directory;
}

/** What cannot be looked at cannot be used either, and whoever tries says why. */
function look(at: () => Stats): Stats | undefined {
  try {
    return at();
  } catch {
    return undefined;
  }
}

function assertFolder(directory: string): void {
  if (look(() => statSync(directory))?.isDirectory() !== false) return;
  throw new CliError(
    'CLI_STORE',
    `${directory} is a file. The store of local runs is a folder: pass one with --store.`,
  );
}

/** Returns the working directory and the folders above it, up to the first that is not the user's own. */
function projectFolders({ cwd, env }: World): readonly string[] {
  const folders: string[] = [];
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    // What is in the home folder itself belongs to no project, unless the command is called there.
    if (folder !== cwd && (folder === env.HOME || !isOwn(folder))) return folders;
    folders.push(folder);
    if (path.dirname(folder) === folder) return folders;
  }
}

function isOwn(folder: string): boolean {
  const found = look(() => statSync(folder));
  if (found === undefined) return false;
  const user = process.getuid?.();
  // Windows has neither users nor modes.
  return user === undefined || (found.uid === user && (found.mode & 0o002) === 0);
}
