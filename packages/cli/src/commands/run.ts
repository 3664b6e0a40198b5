import type { Workflow } from '@tiphys/models';
import { fitToRun } from '../actions/fit-to-runs.ts';
import type { CommandSpec, ParsedArguments } from '../line/command.ts';
import { parameterOptions, readParameters } from '../line/read-parameters.ts';
import { assertReplaceable, type OutputOptions, writeOutput } from '../output/write-output.ts';
import { findIn } from '../place/find-template.ts';
import type { RunnableWorkflow } from '../run/choose-workflow.ts';
import { decodedOutputs } from '../run/decoded-outputs.ts';
import type { EarlierRun } from '../run/earlier-run.ts';
import { executeRun, type FinishedRun } from '../run/execute-run.ts';
import { prepareFile, sourceOptions } from '../run/prepare-file.ts';
import { renderRunReport } from '../run/report.ts';
import { type RunOptions, readRunOptions, runOptions } from '../run/run-options.ts';
import { formatOf, isForPrograms, outputOption, printAs } from '../runs/print-run.ts';
import type { LoadedSource } from '../source/load-source.ts';
import { changeWorkflow } from '../submit/change-workflow.ts';
import { printDry } from '../submit/print-dry.ts';
import { otherChangeOptions, readOtherChanges } from '../submit/submit-options.ts';
import { CliError } from '../world/cli-error.ts';
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
as argo stop does; a second Ctrl-C exits immediately. A run that only waits for an answer is left instead, and \`tiphys resume\` continues it. The
exit code is 1 if the workflow does not succeed.`,
  positional: {
    name: 'FILE',
    summary: 'A pipeline (.ts), a manifest (.yaml, .json), or - for standard input.',
    required: false,
    completes: 'file',
  },
  options: {
    ...parameterOptions,
    ...runOptions,
    ...otherChangeOptions,
    ...outputOption,
    json: {
      summary: 'Print the finished Workflow object as JSON, as argo get -o json does',
      type: 'flag',
    },
    entrypoint: {
      summary: 'Start at this template, such as one of a WorkflowTemplate',
      type: 'text',
      value: 'NAME',
    },
    only: {
      summary:
        'Run only this node of the run of --from, with the inputs that it had; with FILE, its changed code',
      type: 'text',
      value: 'NODE',
    },
    from: { summary: 'Name the run of --only', type: 'text', value: 'RUN' },
    'from-failure': {
      summary:
        'Go on where this run failed, as a new run: use the results of what succeeded; with FILE, run changed code',
      type: 'text',
      value: 'RUN',
    },
    'dry-run': { summary: 'Check the workflow, print its manifest, and run nothing', type: 'flag' },
    picture: {
      summary: 'Write a picture of the run as SVG to this file',
      type: 'text',
      value: 'FILE',
      completes: 'file',
    },
    force: { summary: 'Overwrite the file of --picture even if Tiphys did not write it', type: 'flag' },
    ...sourceOptions,
  },
  examples: [
    { line: 'tiphys run pipeline.ts -p count=5', does: 'Run a pipeline with a parameter' },
    {
      line: 'tiphys run pipe.yaml --with templates/',
      does: 'Run a manifest that calls templates in other files',
    },
    { line: 'tiphys run library.yaml --entrypoint greet -p who=Ann', does: 'Run a single template' },
    {
      line: 'tiphys run pipeline.ts --from-failure hello',
      does: 'Go on where a run failed, with the code as it is now',
    },
    { line: 'tiphys run --only train --from hello', does: 'Run one task of a run again' },
    { line: 'tiphys run pipe.yaml --json', does: 'Run a manifest, with JSON for other programs' },
  ],
  async run(args, world) {
    const options = await readRunOptions(args, world);
    const changes = readOtherChanges(args);
    const { readEarlierRun } = await import('../run/earlier-run.ts');
    const earlier = await readEarlierRun(args, world);
    const [file] = args.positionals;
    if (file === undefined && earlier === undefined) throw missingFile();
    const picture = pictureOf(args);
    const prepared =
      file === undefined && earlier !== undefined
        ? await prepareAgain(earlier, args, world)
        : await prepareFile(file ?? '', args, world);
    if (picture !== undefined) await assertReplaceable(picture, world);
    const { source, objects, secretFiles } = prepared;
    const workflow = changeWorkflow(await startingPoint(prepared.workflow, earlier), changes);
    if (args.flag('dry-run')) return dryRun({ workflow, objects }, options, { args, world });
    const finished = await executeRun(
      { workflow, objects },
      { ...options, ...(earlier && { earlier }), secretFiles, silent: isForPrograms(args) },
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

/** A workflow that is ready to run. */
interface Prepared {
  readonly workflow: Workflow;
  readonly objects: readonly unknown[];
  readonly secretFiles: readonly string[];
  /** Absent if the workflow is that of an earlier run. */
  readonly source?: LoadedSource;
}

/** Returns the workflow that an earlier run was started with. */
async function prepareAgain(earlier: EarlierRun, args: ParsedArguments, world: World): Promise<Prepared> {
  for (const name of ['entrypoint', 'export'])
    if (args.text(name) !== undefined)
      throw new CliError('CLI_CONFLICTING_OPTIONS', `--${name} needs a file to run.`);
  const { overrideParameters } = await import('@tiphys/operations');
  const { readRunSettings } = await import('../drive/run-settings.ts');
  const { workflow, objects } = await earlier.input();
  const given = { values: await readParameters(args, world), starts: false };
  const values = await fitToRun(earlier.workflow, given, findIn(objects));
  const parameters = Object.entries(values).map(([name, value]) => ({ name, value }));
  const { secretFiles } = await readRunSettings(earlier.folder);
  return { workflow: overrideParameters(workflow, parameters), objects, secretFiles };
}

async function startingPoint(workflow: Workflow, earlier: EarlierRun | undefined): Promise<Workflow> {
  if (earlier?.only === undefined) return workflow;
  const { onlyNode } = await import('../run/only-node.ts');
  return onlyNode(workflow, earlier.only);
}

async function dryRun(
  { workflow, objects }: RunnableWorkflow,
  { name, maximumIterations }: RunOptions,
  { args, world }: { readonly args: ParsedArguments; readonly world: World },
): Promise<ExitCode> {
  const { checkWorkflow } = await import('@tiphys/engine');
  checkWorkflow(workflow, { name, objects, maximumIterations });
  await printDry(workflow, args, world);
  return ExitCode.Ok;
}

function missingFile(): CliError {
  return new CliError(
    'CLI_MISSING_ARGUMENT',
    '`tiphys run` needs an argument FILE: a pipeline (.ts), a manifest (.yaml, .json), or - for standard input. For example: tiphys run pipeline.ts -p count=5',
  );
}

function pictureOf(args: ParsedArguments): OutputOptions | undefined {
  const to = args.text('picture');
  return to === undefined ? undefined : { to, force: args.flag('force') };
}

async function report(
  finished: FinishedRun,
  source: LoadedSource | undefined,
  args: ParsedArguments,
  world: World,
): Promise<void> {
  const { workflow, runs, manifest } = finished;
  const picture = pictureOf(args);
  if (picture !== undefined) {
    const { renderSvg } = await import('@tiphys/view');
    await writeOutput(renderSvg(workflow), picture, world);
  }
  if (await printAs(formatOf(args), workflow, { runs, world })) return;
  const outputs = source?.kind === 'pipeline' ? await decodedOutputs(source, workflow) : undefined;
  world.terminal.out(
    await renderRunReport({ workflow, runs, outputs, source: source?.file ?? manifest }, world),
  );
}
