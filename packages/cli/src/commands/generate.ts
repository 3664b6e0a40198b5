import path from 'node:path';
import { CliError } from '../cli-error.ts';
import type { CommandSpec } from '../command.ts';
import { ExitCode } from '../exit-code.ts';
import type { World } from '../world.ts';

/** Writes the typed wrappers of functions. */
export const generateCommand: CommandSpec = {
  name: 'generate',
  summary: 'Write typed components for the functions of a file',
  details: `
Reads the signatures of the exported functions of X.ts, without running them, and writes X.generated.ts beside it: one typed component a
function. Without files, it takes every file here and below that has such a file beside it already, and components.ts.`,
  positional: {
    name: 'FILE',
    summary: 'TypeScript files with functions, or with pipelines that declare input<T>().',
    required: false,
    many: true,
    completes: 'file',
  },
  options: {
    check: { summary: 'Write nothing; exit with 1 when a file is not what would be written', type: 'flag' },
    watch: { summary: 'Go on, and write again whenever a file changes', type: 'flag', short: 'w' },
    json: { summary: 'Print what was done as JSON', type: 'flag' },
  },
  examples: [
    { line: 'tiphys generate components.ts', does: 'Write components.generated.ts' },
    { line: 'tiphys generate --check', does: 'Fail in CI when a generated file is stale' },
  ],
  async run(args, world) {
    const files =
      args.positionals.length > 0
        ? args.positionals.map((file) => path.resolve(world.cwd, file))
        : await findSources(world);
    for (const file of files) {
      if ((await world.files.kindOf(file)) !== 'file')
        throw new CliError('CLI_FILE_MISSING', `There is no file ${file}. Check the path.`);
    }
    if (args.flag('check')) return check(files, args.flag('json'), world);
    await generate(files, args.flag('json'), world);
    if (args.flag('watch')) await watch(files, world);
    return world.interrupted.aborted ? ExitCode.Interrupted : ExitCode.Ok;
  },
};

async function findSources(world: World): Promise<readonly string[]> {
  const { glob } = await import('tinyglobby');
  const found = await glob(['**/*.generated.{ts,mts}', '**/components.{ts,mts}'], {
    cwd: world.cwd,
    absolute: true,
    ignore: ['**/node_modules/**', '**/dist/**'],
  });
  const sources = found.map((file) => path.normalize(file.replace(/\.generated(\.m?ts)$/, '$1')));
  if (sources.length === 0) {
    throw new CliError(
      'CLI_NOTHING_TO_GENERATE',
      'There is no components.ts and no *.generated.ts here or below. Name the file with your functions: tiphys generate steps.ts',
    );
  }
  return [...new Set(sources)].sort();
}

async function generate(files: readonly string[], json: boolean, world: World): Promise<void> {
  const { generateComponents, writeGenerated } = await import('@tiphys/pipeline/generate');
  const results = generateComponents(files);
  const written = await writeGenerated(results);
  if (json) {
    world.terminal.out(
      `${JSON.stringify({ files: written.map(({ file, changed }) => ({ file: path.relative(world.cwd, file), changed })) }, undefined, 2)}\n`,
    );
    return;
  }
  for (const { file, changed } of written)
    world.terminal.out(`${changed ? 'Wrote' : 'Unchanged'} ${path.relative(world.cwd, file)}\n`);
}

async function check(files: readonly string[], json: boolean, world: World): Promise<ExitCode> {
  const { checkGenerated, generateComponents } = await import('@tiphys/pipeline/generate');
  const stale = await checkGenerated(generateComponents(files));
  const names = stale.map((file) => path.relative(world.cwd, file));
  if (json) world.terminal.out(`${JSON.stringify({ stale: names }, undefined, 2)}\n`);
  else if (names.length === 0)
    world.terminal.out(`${files.length} ${files.length === 1 ? 'file is' : 'files are'} up to date\n`);
  else
    world.terminal.out(
      `${names.map((name) => `Stale: ${name}`).join('\n')}\nRun \`tiphys generate\` and commit what it writes.\n`,
    );
  return names.length === 0 ? ExitCode.Ok : ExitCode.Findings;
}

async function watch(files: readonly string[], world: World): Promise<void> {
  const { watch: watchFiles } = await import('chokidar');
  const { isKnownError, renderKnownError } = await import('../render-error.ts');
  const { coloursOf } = await import('../terminal.ts');
  const watcher = watchFiles([...files], {
    ignoreInitial: true,
    awaitWriteFinish: { stabilityThreshold: 50, pollInterval: 10 },
  });
  world.terminal.err(
    `Watching ${files.length} ${files.length === 1 ? 'file' : 'files'}; press Ctrl-C to end\n`,
  );
  let last: Promise<void> = Promise.resolve();
  watcher.on('change', () => {
    last = last
      .then(() => generate(files, false, world))
      .catch((error: unknown) => {
        if (!isKnownError(error)) throw error;
        world.terminal.err(renderKnownError(error, { cwd: world.cwd, colours: coloursOf(world.terminal) }));
      });
  });
  await new Promise<void>((resolve) => {
    if (world.interrupted.aborted) resolve();
    world.interrupted.addEventListener('abort', () => resolve(), { once: true });
  });
  await watcher.close();
  await last;
}
