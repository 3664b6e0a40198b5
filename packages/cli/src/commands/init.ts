import path from 'node:path';
import type { CommandSpec } from '../line/command.ts';
import { STARTER_FILES } from '../starter/starter-files.ts';
import { planManifest } from '../starter/starter-manifest.ts';
import { CliError } from '../world/cli-error.ts';
import { ExitCode } from '../world/exit-code.ts';
import type { World } from '../world/world.ts';

/** Creates a small project. */
export const initCommand: CommandSpec = {
  name: 'init',
  summary: 'Create a small pipeline',
  details: `
Writes components.ts, pipeline.ts, tsconfig.json and .gitignore, and adds the packages and scripts that they need to package.json.
Existing files, scripts and versions are kept. A package.json as \`npm init\` writes it becomes one of ES modules, if the project has no code yet.`,
  positional: {
    name: 'FOLDER',
    summary: 'The folder to create it in (default: this one).',
    required: false,
    completes: 'directory',
  },
  options: {},
  examples: [
    { line: 'tiphys init', does: 'Create it in this folder' },
    { line: 'tiphys init my-pipelines', does: 'Create it in a new folder' },
  ],
  async run(args, world) {
    const folder = path.resolve(world.cwd, args.positionals[0] ?? '.');
    if ((await world.files.kindOf(folder)) === 'file')
      throw new CliError('CLI_FILE_KIND', `${folder} is a file. Pass a folder.`);
    const manifest = await planManifest(folder, world);
    const kept = await writeStarterFiles(folder, world);
    if (manifest.changed) await world.files.writeText(manifest.file, manifest.text);
    report(manifest.changed ? 'Wrote' : 'Kept', manifest.file, world);
    const hints = [
      ...(await findHints(folder, kept, world)),
      ...(manifest.isCommonJs ? [COMMONJS_HINT] : []),
    ];
    world.terminal.out(`${hints.map((hint) => `\n${hint}\n`).join('')}${await nextSteps(folder, world)}`);
    return ExitCode.Ok;
  },
};

const COMMONJS_HINT =
  'The files of this project are CommonJS. Pipelines work, but `node` cannot run other TypeScript files with imports. If no file needs CommonJS, set "type": "module" in package.json, then run `tiphys generate`.';

/** Writes the missing files and returns the names of those that already existed. */
async function writeStarterFiles(folder: string, world: World): Promise<ReadonlySet<string>> {
  const kept = new Set<string>();
  for (const { name } of STARTER_FILES) {
    if ((await world.files.kindOf(path.join(folder, name))) !== 'missing') kept.add(name);
  }
  for (const { name, text, goesWith } of STARTER_FILES) {
    const file = path.join(folder, name);
    if (kept.has(name)) report('Kept', file, world);
    // The pipeline of the starter would call functions that the user's file does not have.
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

/** Returns advice about settings that the user's own files lack. */
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
    ...((await lacks('.gitignore', /\.tiphys/)) ? ['Add .tiphys/ to .gitignore: it contains the runs.'] : []),
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
    [`${tiphys} lint pipeline.ts`, 'all errors, with line numbers'],
    [`${tiphys} compile pipeline.ts -o pipe.yaml`, 'Argo YAML'],
  ];
  const width = Math.max(...commands.map(([command = '']) => command.length));
  const lines = commands.map(([command = '', does]) =>
    does === undefined ? `  ${command}` : `  ${command.padEnd(width)}  # ${does}`,
  );
  return `\nNext:\n${lines.join('\n')}\n`;
}
