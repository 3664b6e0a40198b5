import type { Workflow } from '@tiphys/models';
import type { CommandSpec, ParsedArguments } from '../line/command.ts';
import { frozenOption, isFrozen } from '../line/frozen-option.ts';
import { parameterOptions, readParameters } from '../line/read-parameters.ts';
import { assertReplaceable, type OutputOptions, writeOutput } from '../output/write-output.ts';
import { executeRun, type FinishedRun } from '../run/execute-run.ts';
import { outputsOf, renderRunReport, rootOf, type ShownOutput } from '../run/report.ts';
import { readRunOptions, runOptions } from '../run/run-options.ts';
import { assertDecodable } from '../source/assert-decodable.ts';
import { type LoadedSource, loadSource } from '../source/load-source.ts';
import { ExitCode } from '../world/exit-code.ts';
import type { World } from '../world/world.ts';

/** Runs a workflow on this machine. */
export const runCommand: CommandSpec = {
  name: 'run',
  summary: 'Run a pipeline or a workflow on this machine, without a cluster',
  details: `
Runs containers and scripts as processes on this machine, with Argo's semantics. Each run has its own folder in .tiphys/runs (or in
--store, or TIPHYS_STORE), with its manifest, logs, artifacts and final status. A CronWorkflow or a WorkflowTemplate runs once. Templates
of other objects are taken from the YAML that the components of a pipeline were generated from, and from the files of --with.

Unknown fields, values of the wrong type and missing parameters are errors before anything starts. A warning is printed if the status of
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
    ...runOptions,
    json: {
      summary: 'Print the finished Workflow object as JSON, as argo get -o json does',
      type: 'flag',
    },
    entrypoint: {
      summary: 'Start at this template, such as one of a WorkflowTemplate',
      type: 'text',
      value: 'NAME',
    },
    with: {
      summary: 'Add the WorkflowTemplates, ConfigMaps and Secrets of this file, folder or pattern',
      type: 'list',
      value: 'PATH',
      completes: 'file',
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
    const options = await readRunOptions(args);
    const loading = { exportName: args.text('export'), frozen: isFrozen(args, world), local: true };
    const loaded = await decodeSource(await loadSource(args.positionals[0] ?? '', loading, world));
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
    const { objects, secretFiles } = await gatherObjects(
      { source, runnable, words: args.list('with') },
      world,
    );
    const finished = await executeRun(
      { ...runnable, objects },
      { ...options, secretFiles, silent: args.flag('json') },
      world,
    );
    if (finished.left) return ExitCode.Interrupted;
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
  const { workflow, folder, manifest } = finished;
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
    await renderRunReport({ workflow, folder, outputs, manifest, source: source.file }, world),
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
