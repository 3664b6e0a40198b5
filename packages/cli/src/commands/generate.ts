import path from 'node:path';
import type { GeneratedFile, WatchRound } from '@tiphys/pipeline/generate';
import type { CommandSpec } from '../line/command.ts';
import { assertNoProblems } from '../output/generate-problems.ts';
import { isKnownError, renderKnownError } from '../output/render-error.ts';
import { findFiles } from '../source/find-files.ts';
import { CliError } from '../world/cli-error.ts';
import { ExitCode } from '../world/exit-code.ts';
import { assertFile } from '../world/files.ts';
import { coloursOf } from '../world/terminal.ts';
import type { World } from '../world/world.ts';

/** Writes typed components for functions and templates. */
export const generateCommand: CommandSpec = {
  name: 'generate',
  summary: 'Write typed components for the functions of a file',
  details: `
Reads the signatures of the exported functions of X.ts, without running them, and writes X.generated.ts next to it, with a typed
component for each function. From YAML with WorkflowTemplates or ClusterWorkflowTemplates, it writes a component for each template,
which compiles to a templateRef. Without FILE, it takes each components.ts, and each file that has a generated module, in this folder
and its subfolders.

The last line of X.generated.ts is a hash of X.ts and of the modules that define its types (of all imported modules, if a type is
inferred). If the module is stale or missing, \`compile\`, \`run\` and \`lint\` regenerate it; with --frozen, or if the variable CI is
set, they fail instead. Only \`generate --check\` notices changes in installed packages and edits of X.generated.ts itself.`,
  positional: {
    name: 'FILE',
    summary:
      'TypeScript with functions, or with pipelines that declare input<T>(); or YAML with WorkflowTemplates.',
    required: false,
    many: true,
    completes: 'file',
  },
  options: {
    check: { summary: 'Write nothing; exit with 1 if a generated file is stale', type: 'flag' },
    watch: {
      summary: 'Keep running, and regenerate when a file or a module that it imports changes',
      type: 'flag',
      short: 'w',
    },
    json: { summary: 'Print the results as JSON', type: 'flag' },
  },
  examples: [
    { line: 'tiphys generate components.ts', does: 'Write components.generated.ts' },
    { line: 'tiphys generate --check', does: 'Fail in CI if a generated file is stale' },
  ],
  async run(args, world) {
    const files =
      args.positionals.length > 0
        ? args.positionals.map((file) => path.resolve(world.cwd, file))
        : await findSources(world);
    for (const file of files) {
      await assertFile(file, world.files);
      await world.files.readText(file); // The compiler would silently replace bytes that are not UTF-8.
    }
    if (args.flag('check')) return check(files, args.flag('json'), world);
    const generated = await generate(files, args.flag('json'), world);
    if (args.flag('watch')) await watch(files, generated, world);
    return world.interrupted.aborted ? ExitCode.Interrupted : ExitCode.Ok;
  },
};

async function findSources(world: World): Promise<readonly string[]> {
  const found = await findFiles(world.cwd, ['**/*.generated.{ts,mts}', '**/components.{ts,mts}'], {
    ignore: ['**/dist/**'],
  });
  const sources = await Promise.all(found.map((file) => sourceOf(file, world)));
  if (sources.length === 0) {
    throw new CliError(
      'CLI_NOTHING_FOUND',
      'No components.ts or *.generated.ts found in this folder and its subfolders. Pass the file with your functions: tiphys generate steps.ts',
    );
  }
  return [...new Set(sources)].sort();
}

/** Returns the file that a module is generated from: TypeScript, or YAML. */
async function sourceOf(file: string, world: World): Promise<string> {
  const source = file.replace(/\.generated(\.m?ts)$/, '$1');
  if (source === file) return file;
  const { findOrigin } = await import('@tiphys/pipeline/generate');
  const origin = findOrigin(await world.files.readText(file));
  return origin === undefined ? source : path.join(path.dirname(file), origin);
}

async function generate(
  files: readonly string[],
  json: boolean,
  world: World,
): Promise<readonly GeneratedFile[]> {
  const { generateComponents, writeGenerated } = await import('@tiphys/pipeline/generate');
  const result = await generateComponents(files, { directory: world.cwd });
  await assertNoProblems(result.problems, world);
  report({ ...result, written: await writeGenerated(result) }, json, world);
  return result.files;
}

function report({ files, written }: WatchRound, json: boolean, world: World): void {
  const rows = files.map((file) => ({
    file: path.relative(world.cwd, file.path),
    changed: written.includes(file),
    components: file.components,
  }));
  if (json) world.terminal.out(`${JSON.stringify({ files: rows }, undefined, 2)}\n`);
  else
    for (const { file, changed, components } of rows)
      world.terminal.out(
        `${changed ? 'Wrote' : 'Unchanged'} ${file}${components.length === 0 ? '' : `: ${components.join(', ')}`}\n`,
      );
}

async function check(files: readonly string[], json: boolean, world: World): Promise<ExitCode> {
  const { generateComponents } = await import('@tiphys/pipeline/generate');
  const result = await generateComponents(files, { directory: world.cwd });
  await assertNoProblems(result.problems, world);
  const names = result.files
    .filter(({ state }) => state !== 'fresh')
    .map((file) => path.relative(world.cwd, file.path));
  if (json) world.terminal.out(`${JSON.stringify({ stale: names }, undefined, 2)}\n`);
  else if (names.length === 0)
    world.terminal.out(`${files.length} ${files.length === 1 ? 'file is' : 'files are'} up to date\n`);
  else
    world.terminal.out(
      `${names.map((name) => `Stale: ${name}`).join('\n')}\nRun \`tiphys generate\` and commit the files that it writes.\n`,
    );
  return names.length === 0 ? ExitCode.Ok : ExitCode.Findings;
}

/** Regenerates after every change, until Ctrl-C or a crash. */
async function watch(
  files: readonly string[],
  generated: readonly GeneratedFile[],
  world: World,
): Promise<void> {
  const { watch: watchFiles } = await import('chokidar');
  const { watchComponents } = await import('@tiphys/pipeline/generate');
  const components = watchComponents(files, { directory: world.cwd });
  const ended = Promise.withResolvers<void>();
  let last: Promise<WatchRound> | undefined;
  let shown: Promise<void> = Promise.resolve();
  const watcher = watchFiles([...files, ...importsOf(generated)], {
    ignoreInitial: true,
    awaitWriteFinish: { stabilityThreshold: 50, pollInterval: 10 },
  });
  watcher.on('change', () => {
    const round = components.update();
    // All changes during a round share the next round.
    if (round === last) return;
    last = round;
    shown = showRound(round, world)
      .then((now) => void watcher.add(importsOf(now)))
      .catch(ended.reject);
  });
  world.terminal.err(
    `Watching ${files.length} ${files.length === 1 ? 'file' : 'files'}; press Ctrl-C to stop\n`,
  );
  if (world.interrupted.aborted) ended.resolve();
  world.interrupted.addEventListener('abort', () => ended.resolve(), { once: true });
  try {
    await ended.promise;
  } finally {
    await watcher.close();
    await shown;
  }
}

function importsOf(files: readonly GeneratedFile[]): string[] {
  return [...new Set(files.flatMap(({ imports }) => imports))];
}

/** Prints the results of a round and returns the generated files. After an error, watching continues. */
async function showRound(round: Promise<WatchRound>, world: World): Promise<readonly GeneratedFile[]> {
  try {
    const result = await round;
    await assertNoProblems(result.problems, world);
    report(result, false, world);
    return result.files;
  } catch (error) {
    if (!isKnownError(error)) throw error;
    world.terminal.err(renderKnownError(error, { cwd: world.cwd, colours: coloursOf(world.terminal) }));
    return [];
  }
}
