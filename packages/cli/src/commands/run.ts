import path from 'node:path';
import type { ImageCommands, Limits, Run } from '@tiphys/engine';
import type { Workflow } from '@tiphys/models';
import type { CommandSpec, ParsedArguments } from '../line/command.ts';
import { frozenOption, isFrozen } from '../line/frozen-option.ts';
import { parameterOptions, readParameters } from '../line/read-parameters.ts';
import { assertReplaceable, type OutputOptions, writeOutput } from '../output/write-output.ts';
import type { RunnableWorkflow } from '../run/choose-workflow.ts';
import { createRunProgress } from '../run/progress.ts';
import { outputsOf, renderRunReport, rootOf, type ShownOutput } from '../run/report.ts';
import { assertDecodable } from '../source/assert-decodable.ts';
import { type LoadedSource, loadSource } from '../source/load-source.ts';
import { CliError } from '../world/cli-error.ts';
import { ExitCode } from '../world/exit-code.ts';
import type { World } from '../world/world.ts';

/** Runs a workflow on this machine. */
export const runCommand: CommandSpec = {
  name: 'run',
  summary: 'Run a pipeline or a workflow on this machine, without a cluster',
  details: `
Runs containers and scripts as processes on this machine, with the semantics of Argo. Each run has its own folder in .tiphys/runs (or in
--store, or TIPHYS_STORE), with its manifest, logs, artifacts and final status. A CronWorkflow or a WorkflowTemplate runs once. Templates
of other objects are taken from the YAML that the components of a pipeline were generated from, and from the files of --with.

Unknown fields, values of a wrong type and missing parameters are errors before anything starts. A warning is printed if the status of
the run would be too large for a cluster to store. Steps are processes of your user, not a sandbox: see SECURITY.md. Ctrl-C stops the run,
as argo stop does; a second Ctrl-C exits immediately. The exit code is 1 if the workflow does not succeed.`,
  positional: {
    name: 'FILE',
    summary: 'A pipeline (.ts), a manifest (.yaml, .json), or - for standard input.',
    required: true,
    completes: 'file',
  },
  options: {
    ...parameterOptions,
    json: {
      summary: 'Print the finished Workflow object as JSON, as argo get -o json does',
      type: 'flag',
    },
    name: { summary: 'Set the name of the run', type: 'text', value: 'NAME' },
    store: { summary: 'Store runs in this folder', type: 'text', value: 'FOLDER', completes: 'directory' },
    image: {
      summary: 'Set the command that an image runs by default; IMAGE is its name with or without the tag',
      type: 'list',
      value: 'IMAGE=COMMAND',
    },
    entrypoint: {
      summary: 'Start at this template, such as one of a WorkflowTemplate',
      type: 'text',
      value: 'NAME',
    },
    limit: {
      summary:
        'Set a limit: parameterBytes of an output parameter, unpackedBytes or archiveEntries of an archive',
      type: 'list',
      value: 'NAME=NUMBER',
    },
    with: {
      summary: 'Add the WorkflowTemplates, ConfigMaps and Secrets of this file, folder or pattern',
      type: 'list',
      value: 'PATH',
      completes: 'file',
    },
    'max-iterations': {
      summary: 'Set the maximum of loop iterations in the run (default: 10000)',
      type: 'text',
      value: 'NUMBER',
    },
    picture: {
      summary: 'Write a picture of the run as SVG to this file',
      type: 'text',
      value: 'FILE',
      completes: 'file',
    },
    force: { summary: 'Overwrite the file of --picture even if Tiphys did not write it', type: 'flag' },
    export: { summary: 'Use this export of the file', type: 'text', value: 'NAME' },
    ...frozenOption,
  },
  examples: [
    { line: 'tiphys run pipeline.ts -p count=5', does: 'Run a pipeline with a parameter' },
    {
      line: 'tiphys run pipe.yaml --with templates/',
      does: 'Run a manifest that calls templates in other files',
    },
    { line: 'tiphys run library.yaml --entrypoint greet -p who=Ann', does: 'Run a single template' },
    { line: 'tiphys run pipe.yaml --json', does: 'Run a manifest, with JSON for other programs' },
  ],
  async run(args, world) {
    const options = { exportName: args.text('export'), frozen: isFrozen(args, world) };
    const loaded = await decodeSource(await loadSource(args.positionals[0] ?? '', options, world));
    const { setEntrypoint } = await import('../run/set-entrypoint.ts');
    const source = setEntrypoint(loaded, args.text('entrypoint'));
    const parameters = await readParameters(args, world);
    const { setParameters } = await import('../run/set-parameters.ts');
    const { chooseWorkflow } = await import('../run/choose-workflow.ts');
    const { assertParametersGiven } = await import('../run/assert-parameters-given.ts');
    const manifests = setParameters(source, parameters);
    const runnable = chooseWorkflow(manifests, source.file);
    assertParametersGiven(runnable.workflow, source);
    if (source.kind === 'pipeline') {
      const { assertValid } = await import('../source/lint-source.ts');
      await assertValid({ source, objects: manifests }, world);
    }
    const { gatherObjects } = await import('../run/gather-objects.ts');
    const picture = pictureOf(args);
    if (picture !== undefined) await assertReplaceable(picture, world);
    const objects = await gatherObjects({ source, runnable, words: args.list('with') }, world);
    const finished = await execute({ ...runnable, objects }, args, world);
    await report(finished, source, args, world);
    const { findSizeWarning } = await import('../run/size-warning.ts');
    const warning = await findSizeWarning(finished.workflow);
    if (warning !== undefined) world.terminal.err(warning);
    if (world.interrupted.aborted) return ExitCode.Interrupted;
    return finished.workflow.status?.phase === 'Succeeded' ? ExitCode.Ok : ExitCode.Findings;
  },
};

/** Returns a source as a cluster would decode it: without nulls. */
async function decodeSource(source: LoadedSource): Promise<LoadedSource> {
  if (source.kind === 'pipeline') return source;
  const { file, text, objects } = source;
  await assertDecodable(text === undefined ? { file, objects } : { file, text });
  const { decodeNulls } = await import('@tiphys/engine');
  return { ...source, objects: objects.map(decodeNulls) };
}

interface FinishedRun {
  readonly workflow: Workflow;
  readonly run: Run;
  readonly manifest: string;
}

async function execute(
  runnable: RunnableWorkflow,
  args: ParsedArguments,
  world: World,
): Promise<FinishedRun> {
  const { createProcessExecutor, findUnusedImages, nameRun, openStore, runWorkflow } = await import(
    '@tiphys/engine'
  );
  const { toYaml } = await import('@tiphys/workflow');
  const maximumIterations = readCount(args, 'max-iterations');
  const name = args.text('name') ?? nameRun(runnable.workflow);
  const limits = await readLimits(args.list('limit'));
  const store = openStore(path.resolve(world.cwd, args.text('store') ?? world.env.TIPHYS_STORE ?? '.tiphys'));
  const run = store.createRun(name);
  for (const warning of await store.removeLeftovers()) world.terminal.err(`${warning}\n`);
  const manifest = path.join(run.folder.directory, 'manifest.yaml');
  await world.files.writeText(manifest, toYaml(runnable.workflow));
  const images = readImages(args.list('image'));
  for (const image of findUnusedImages(imagesOf(runnable), images))
    world.terminal.err(`warning: No template uses the image "${image}" of --image.\n`);
  const executor = createProcessExecutor({
    folder: run.folder,
    environment: taskEnvironment(world.env),
    images,
    limits,
  });
  const notice = executor.findNotice();
  if (notice !== undefined) world.terminal.err(`${notice}\n`);
  const progress = await createRunProgress(world, args.flag('json'));
  const stop = new AbortController();
  const onInterrupt = (): void => {
    progress.say('Interrupted: stopping the run. Press Ctrl-C again to exit immediately.');
    stop.abort();
  };
  try {
    const ended = runWorkflow(runnable.workflow, {
      executor,
      name: run.name,
      objects: runnable.objects,
      maximumIterations,
      signal: stop.signal,
      journal: run.journal,
      onUpdate: (state) => progress.update(state),
    });
    // Only from here on: before, Ctrl-C ends the process at once, even while it computes what to run first.
    world.interrupted.addEventListener('abort', onInterrupt, { once: true });
    if (world.interrupted.aborted) onInterrupt();
    const workflow = await ended;
    run.writeWorkflow(workflow);
    return { workflow, run, manifest };
  } finally {
    progress.end();
    world.interrupted.removeEventListener('abort', onInterrupt);
    const warnings = await executor.close();
    for (const warning of warnings) world.terminal.err(`${warning}\n`);
    await run.journal.close();
  }
}

/** The user's environment variables that tasks see: paths, locale, certificates and proxies, but nothing that may be secret. */
const passedOn =
  /^(?:PATH|HOME|USER|SHELL|LANG|LANGUAGE|LC_\w+|TZ|NODE_EXTRA_CA_CERTS|SSL_CERT_\w+|(?:https?|no|all)_proxy)$/i;

function taskEnvironment(env: World['env']): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => passedOn.test(name)));
}

/** Reads `--limit NAME=NUMBER`. */
async function readLimits(words: readonly string[]): Promise<Partial<Limits>> {
  const { defaultLimits } = await import('@tiphys/engine');
  const names = Object.keys(defaultLimits);
  return Object.fromEntries(
    words.map((word) => {
      const [name = '', number = ''] = word.split('=');
      if (!names.includes(name) || !/^\d{1,15}$/.test(number))
        throw new CliError(
          'CLI_OPTION_VALUE',
          `--limit takes NAME=NUMBER, not "${word}", where NAME is one of ${names.join(', ')}. For example: --limit parameterBytes=5000000`,
        );
      return [name, Number(number)];
    }),
  );
}

/** Returns every image in the objects of a run. */
function imagesOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'image' && typeof inner === 'string' ? [inner] : imagesOf(inner),
  );
}

function readImages(words: readonly string[]): ImageCommands {
  return Object.fromEntries(
    words.map((word) => {
      // The image may contain an equals sign in a tag: `app:{{=workflow.parameters.tag}}=sh`.
      const equals = /^(?:\{\{.*?\}\}|[^={])*/.exec(word)?.[0].length ?? 0;
      if (equals < 1 || word[equals] !== '=')
        throw new CliError(
          'CLI_OPTION_VALUE',
          `--image takes IMAGE=COMMAND, not "${word}". For example: --image busybox=sh`,
        );
      const entrypoint = word
        .slice(equals + 1)
        .split(' ')
        .filter((part) => part !== '');
      return [word.slice(0, equals), { entrypoint }];
    }),
  );
}

function readCount(args: ParsedArguments, name: string): number | undefined {
  const text = args.text(name);
  if (text === undefined) return undefined;
  const count = Number(text);
  if (/^\d+$/.test(text) && count > 0 && Number.isSafeInteger(count)) return count;
  throw new CliError('CLI_OPTION_VALUE', `--${name} must be a positive integer, not "${text}".`);
}

function pictureOf(args: ParsedArguments): OutputOptions | undefined {
  const to = args.text('picture');
  return to === undefined ? undefined : { to, force: args.flag('force') };
}

async function report(
  finished: FinishedRun,
  source: LoadedSource,
  args: ParsedArguments,
  world: World,
): Promise<void> {
  const { workflow, run, manifest } = finished;
  const picture = pictureOf(args);
  if (picture !== undefined) {
    const { renderSvg } = await import('@tiphys/view');
    await writeOutput(renderSvg(workflow), picture, world);
  }
  if (args.flag('json')) {
    world.terminal.out(`${JSON.stringify(workflow, undefined, 2)}\n`);
    return;
  }
  const outputs = source.kind === 'pipeline' ? decodedOutputs(source, workflow) : outputsOf(workflow);
  world.terminal.out(
    await renderRunReport({ workflow, folder: run.folder, outputs, manifest, source: source.file }, world),
  );
}

function decodedOutputs(
  source: Extract<LoadedSource, { kind: 'pipeline' }>,
  workflow: Workflow,
): readonly ShownOutput[] {
  const parameters = new Map(
    (rootOf(workflow)?.outputs?.parameters ?? []).map(({ name, value }) => [name, value]),
  );
  return source.compiled.outputs.flatMap(({ name, decode }) => {
    const text = parameters.get(name);
    if (text === undefined) return [];
    const value = decode(String(text));
    return [{ name, text: typeof value === 'string' ? value : JSON.stringify(value) }];
  });
}
