import path from 'node:path';
import type { GeneratedFile, WatchRound } from '@tiphys/pipeline/generate';
import type { CommandSpec } from '../line/command.ts';
import { assertNoProblems } from '../output/generate-problems.ts';
import { isKnownError, renderKnownError } from '../output/render-error.ts';
import { findFiles } from '../source/find-files.ts';
import { CliError } from '../world/cli-error.ts';
import { ExitCode } from '../world/exit-code.ts';
import { coloursOf } from '../world/terminal.ts';
import type { World } from '../world/world.ts';

/** Writes the typed wrappers of functions. */
export const generateCommand: CommandSpec = {
  name: 'generate',
  summary: 'Write typed components for the functions of a file',
  details: `
Reads the signatures of the exported functions of X.ts, without running them, and writes X.generated.ts beside it: one typed component
a function. From YAML with WorkflowTemplates or ClusterWorkflowTemplates it makes one component a template, which tasks call where it
stands. Without files, it takes every file here and below that has such a file beside it already, and components.ts. The last line of
X.generated.ts is a hash of X.ts and of the modules that its types come from (where a type is inferred, of all that it imports):
\`compile\`, \`run\` and \`lint\` generate X.generated.ts again when it is stale or missing, and with --frozen, or where the variable CI
is set, they fail. Changes of installed packages and edits of X.generated.ts itself
are found by \`generate --check\` alone.`,
  positional: {
    name: 'FILE',
    summary:
      'TypeScript with functions or with pipelines that declare input<T>(), or YAML with WorkflowTemplates.',
    required: false,
    many: true,
    completes: 'file',
  },
  options: {
    check: { summary: 'Write nothing; exit with 1 when a file is not what would be written', type: 'flag' },
    watch: {
      summary: 'Keep running, and write again whenever a file or a module that it imports changes',
      type: 'flag',
      short: 'w',
    },
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
      await world.files.readText(file); // The compiler would replace bytes that are not UTF-8.
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
      'CLI_NOTHING_TO_GENERATE',
      'There is no components.ts and no *.generated.ts here or below. Name the file with your functions: tiphys generate steps.ts',
    );
  }
  return [...new Set(sources)].sort();
}

/** The file that a generated module is from: functions, or templates in YAML. */
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
      `${names.map((name) => `Stale: ${name}`).join('\n')}\nRun \`tiphys generate\` and commit what it writes.\n`,
    );
  return names.length === 0 ? ExitCode.Ok : ExitCode.Findings;
}

/** Writes again after every change, until Ctrl-C; what is no mistake of the user ends it. */
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
    // Changes during a round lead to one more round.
    if (round === last) return;
    last = round;
    shown = showRound(round, world)
      .then((now) => void watcher.add(importsOf(now)))
      .catch(ended.reject);
  });
  world.terminal.err(
    `Watching ${files.length} ${files.length === 1 ? 'file' : 'files'}; press Ctrl-C to end\n`,
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

/** An error while typing is shown, and the next save tries again. Returns what was generated. */
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
