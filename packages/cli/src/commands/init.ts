import path from 'node:path';
import { CliError } from '../cli-error.ts';
import type { CommandSpec } from '../command.ts';
import { ExitCode } from '../exit-code.ts';
import { starterDependencies, starterFiles } from '../starter-files.ts';
import { version } from '../version.ts';
import type { World } from '../world.ts';

/** Makes a small project to start from. */
export const initCommand: CommandSpec = {
  name: 'init',
  summary: 'Make a small pipeline to start from',
  details: `
Writes components.ts, pipeline.ts, tsconfig.json and .gitignore, and adds what they need to package.json. Files that exist are left as
they are.`,
  positional: {
    name: 'FOLDER',
    summary: 'Where to make it; by default here.',
    required: false,
    completes: 'directory',
  },
  options: {},
  examples: [
    { line: 'tiphys init', does: 'Make it in this folder' },
    { line: 'tiphys init my-pipelines', does: 'Make a folder for it' },
  ],
  async run(args, world) {
    const folder = path.resolve(world.cwd, args.positionals[0] ?? '.');
    if ((await world.files.kindOf(folder)) === 'file')
      throw new CliError('CLI_OUTPUT_EXISTS', `${folder} is a file. Name a folder.`);
    const manifest = await planManifest(folder, world);
    for (const { name, text } of starterFiles) {
      const file = path.join(folder, name);
      if ((await world.files.kindOf(file)) === 'missing') {
        await world.files.writeText(file, text);
        report('Wrote', file, world);
      } else report('Kept', file, world);
    }
    if (manifest.changed) await world.files.writeText(manifest.file, manifest.text);
    report(manifest.changed ? 'Wrote' : 'Kept', manifest.file, world);
    world.terminal.out(nextSteps(path.relative(world.cwd, folder)));
    return ExitCode.Ok;
  },
};

function report(what: string, file: string, world: World): void {
  world.terminal.out(`${what.padEnd(5)} ${path.relative(world.cwd, file)}\n`);
}

function nextSteps(folder: string): string {
  const enter = folder === '' ? '' : `  cd ${folder}\n`;
  return `
Next:
${enter}  npm install
  npx tiphys generate      # typed components for the functions in components.ts
  npx tiphys run pipeline.ts -p n=5
`;
}

interface PackageManifest {
  readonly name?: string;
  readonly type?: string;
  readonly main?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

async function planManifest(
  folder: string,
  world: World,
): Promise<{ file: string; text: string; changed: boolean }> {
  const file = path.join(folder, 'package.json');
  const exists = (await world.files.kindOf(file)) === 'file';
  const old = exists ? parseManifest(file, await world.files.readText(file)) : {};
  const wanted = starterDependencies(version);
  const present = { ...old.dependencies, ...old.devDependencies };
  const missing = (group: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(group).filter(([name]) => present[name] === undefined));
  const dependencies = missing(wanted.dependencies);
  const devDependencies = missing(wanted.devDependencies);
  const changed = !exists || Object.keys({ ...dependencies, ...devDependencies }).length > 0;
  // A manifest without name and main was made by `npm install` in an empty folder: nothing in it can depend on CommonJS.
  const isFresh = old.name === undefined && old.main === undefined && old.type === undefined;
  const next = {
    ...(exists
      ? {}
      : {
          name:
            path
              .basename(folder)
              .toLowerCase()
              .replaceAll(/[^a-z0-9._-]+/g, '-')
              .replace(/^[._-]+/, '') || 'pipelines',
          version: '0.0.0',
          private: true,
        }),
    ...old,
    ...(isFresh ? { type: 'module' } : {}),
    dependencies: { ...old.dependencies, ...dependencies },
    devDependencies: { ...old.devDependencies, ...devDependencies },
  };
  return { file, text: `${JSON.stringify(next, undefined, 2)}\n`, changed };
}

function parseManifest(file: string, text: string): PackageManifest {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
    throw new Error('it is not an object');
  } catch (error) {
    throw new CliError(
      'CLI_MANIFEST_INVALID',
      `${file} is no valid package.json: ${error instanceof Error ? error.message : String(error)}. Mend it first; nothing was written.`,
      { cause: error },
    );
  }
}
