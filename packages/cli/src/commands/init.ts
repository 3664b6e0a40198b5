import path from 'node:path';
import type { CommandSpec } from '../line/command.ts';
import { starterFiles } from '../starter/starter-files.ts';
import { planManifest } from '../starter/starter-manifest.ts';
import { CliError } from '../world/cli-error.ts';
import { ExitCode } from '../world/exit-code.ts';
import type { World } from '../world/world.ts';

/** Makes a small project to start from. */
export const initCommand: CommandSpec = {
  name: 'init',
  summary: 'Make a small pipeline to start from',
  details: `
Writes components.ts, pipeline.ts, tsconfig.json and .gitignore, and adds the packages and scripts that they need to package.json. Files,
scripts and versions that exist are left as they are.`,
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
    const kept = await writeStarterFiles(folder, world);
    if (manifest.changed) await world.files.writeText(manifest.file, manifest.text);
    report(manifest.changed ? 'Wrote' : 'Kept', manifest.file, world);
    const hints = await findHints(folder, kept, world);
    world.terminal.out(`${hints.map((hint) => `\n${hint}\n`).join('')}${await nextSteps(folder, world)}`);
    return ExitCode.Ok;
  },
};

/** Returns the names of the files that were there already. */
async function writeStarterFiles(folder: string, world: World): Promise<ReadonlySet<string>> {
  const kept = new Set<string>();
  for (const { name } of starterFiles) {
    if ((await world.files.kindOf(path.join(folder, name))) !== 'missing') kept.add(name);
  }
  for (const { name, text, goesWith } of starterFiles) {
    const file = path.join(folder, name);
    if (kept.has(name)) report('Kept', file, world);
    // A pipeline would call functions that the user's file does not have.
    else if (goesWith === undefined || !kept.has(goesWith)) {
      await world.files.writeText(file, text);
      report('Wrote', file, world);
    }
  }
  return kept;
}

function report(what: string, file: string, world: World): void {
  world.terminal.out(`${what.padEnd(5)} ${path.relative(world.cwd, file)}\n`);
}

/** What files that were there already may lack. */
async function findHints(
  folder: string,
  kept: ReadonlySet<string>,
  world: World,
): Promise<readonly string[]> {
  const lacks = async (name: string, pattern: RegExp): Promise<boolean> =>
    kept.has(name) && !pattern.test(await world.files.readText(path.join(folder, name)));
  return [
    ...((await lacks('tsconfig.json', /"(?:allowImportingTsExtensions|rewriteRelativeImportExtensions)"/))
      ? [
          'Set "allowImportingTsExtensions" and "noEmit" to true in tsconfig.json: pipelines import ./components.generated.ts.',
        ]
      : []),
    ...((await lacks('.gitignore', /\.tiphys/)) ? ['Add .tiphys/ to .gitignore: it holds the runs.'] : []),
  ];
}

async function nextSteps(folder: string, world: World): Promise<string> {
  const place = path.relative(world.cwd, folder);
  const usesPnpm =
    (world.env.npm_config_user_agent ?? '').startsWith('pnpm/') ||
    (await world.files.kindOf(path.join(folder, 'pnpm-lock.yaml'))) === 'file';
  const [install, tiphys] = usesPnpm ? ['pnpm install', 'pnpm tiphys'] : ['npm install', 'npx tiphys'];
  const commands = [
    ...(place === '' ? [] : [[`cd ${place}`]]),
    [install],
    [`${tiphys} generate`, 'typed components for the functions in components.ts'],
    [`${tiphys} run pipeline.ts`, 'a run on this machine'],
    [`${tiphys} lint pipeline.ts`, 'every mistake, with its line'],
    [`${tiphys} compile pipeline.ts -o pipe.yaml`, 'Argo YAML'],
  ];
  const width = Math.max(...commands.map(([command = '']) => command.length));
  const lines = commands.map(([command = '', does]) =>
    does === undefined ? `  ${command}` : `  ${command.padEnd(width)}  # ${does}`,
  );
  return `\nNext:\n${lines.join('\n')}\n`;
}
