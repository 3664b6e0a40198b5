import type { Workflow } from '@tiphys/models';
import type { CommandSpec, ParsedArguments } from '../line/command.ts';
import { parameterOptions, readParameters } from '../line/read-parameters.ts';
import { inCluster, placeOptions } from '../place/open-place.ts';
import type { Place } from '../place/place.ts';
import { decodedOutputs } from '../run/decoded-outputs.ts';
import { sourceOptions } from '../run/prepare-file.ts';
import { renderRunReport } from '../run/report.ts';
import { followOptions } from '../runs/action-options.ts';
import { printObjects } from '../runs/print-objects.ts';
import { formatOf, outputOption, printAs } from '../runs/print-run.ts';
import { readDriving } from '../runs/read-driving.ts';
import type { LoadedSource } from '../source/load-source.ts';
import { type PreparedSubmission, prepareSubmission, submitPrepared } from '../submit/submit-file.ts';
import { changeOptions, readChanges } from '../submit/submit-options.ts';
import { assertSourceTakes, readSource } from '../submit/submit-source.ts';
import { CliError } from '../world/cli-error.ts';
import { ExitCode } from '../world/exit-code.ts';
import type { World } from '../world/world.ts';

const { store: _store, local: _local, ...clusterOptions } = placeOptions;

/** Submits a workflow to a cluster. */
export const submitCommand: CommandSpec = {
  name: 'submit',
  summary: 'Submit a pipeline or a workflow to a cluster',
  details: `
Compiles a pipeline, checks parameters and lints the workflow before anything is sent. ConfigMaps, WorkflowTemplates and other objects of
the file, of --with and of the pipeline that the workflow refers to are created first. Uses the Argo Server of ARGO_SERVER if it is set, or
else the Kubernetes API of the current context; --server, --kube and TIPHYS_PLACE choose.

With --watch, what the run asks for can be answered here. Ctrl-C leaves the run, which goes on. The exit code is 1 if a run that is waited
for does not succeed.`,
  positional: {
    name: 'FILE',
    summary: 'Pipelines (.ts), manifests (.yaml, .json), or - for standard input.',
    required: false,
    many: true,
    completes: 'file',
  },
  options: {
    from: {
      summary: 'Submit workflowtemplate/NAME, clusterworkflowtemplate/NAME or cronwf/NAME of the cluster',
      type: 'text',
      value: 'KIND/NAME',
    },
    ...parameterOptions,
    ...changeOptions,
    ...followOptions,
    ...outputOption,
    'dry-run': { summary: 'Check the workflow, print it, and send nothing', type: 'flag' },
    'server-dry-run': {
      summary: 'Let the cluster check the workflow, print it, and start nothing',
      type: 'flag',
    },
    ...sourceOptions,
    ...clusterOptions,
  },
  examples: [
    {
      line: 'tiphys submit pipeline.ts -p count=5 --watch',
      does: 'Submit a pipeline, and show its live tree',
    },
    { line: 'tiphys submit pipe.yaml --wait', does: 'Submit a manifest, and wait until it has ended' },
    {
      line: 'tiphys submit --from workflowtemplate/train -p epochs=3',
      does: 'Submit a WorkflowTemplate of the cluster',
    },
  ],
  async run(args, world) {
    assertConsistent(args);
    const changes = readChanges(args);
    const from = args.text('from');
    const source = from === undefined ? undefined : readSource(from);
    const prepared: PreparedSubmission[] = [];
    // All files are checked before the first one is sent.
    for (const file of args.positionals)
      prepared.push(await prepareSubmission(file, changes, { args, world }));
    if (args.flag('dry-run')) {
      for (const { workflow } of prepared) await printDry(workflow, args, world);
      return ExitCode.Ok;
    }
    const serverDryRun = args.flag('server-dry-run');
    const parameters = source === undefined ? {} : await readParameters(args, world);
    const driving = readDriving(args, world);
    return inCluster({ args, world, driving }, async ({ cluster, place }) => {
      const submitted: SubmittedFile[] = [];
      if (source !== undefined) {
        await assertSourceTakes(cluster, source, parameters);
        const entrypoint = args.text('entrypoint');
        const run = await cluster.runs.submitFrom(source, {
          ...changes,
          entrypoint,
          parameters,
          serverDryRun,
        });
        submitted.push({ run, source: undefined });
      }
      for (const one of prepared)
        submitted.push({
          run: await submitPrepared(one, cluster, { serverDryRun, world }),
          source: one.source,
        });
      let code: ExitCode = ExitCode.Ok;
      for (const one of submitted) {
        if (serverDryRun) {
          await printDry(one.run, args, world);
          continue;
        }
        const ended = await followOrPrint(one, place, { args, world });
        if (ended === ExitCode.Interrupted) return ended;
        if (ended !== ExitCode.Ok) code = ended;
      }
      return code;
    });
  },
};

/** A workflow that was submitted. */
interface SubmittedFile {
  readonly run: Workflow;
  /** Undefined for one of the cluster. */
  readonly source: LoadedSource | undefined;
}

function assertConsistent(args: ParsedArguments): void {
  const { positionals } = args;
  const from = args.text('from');
  const conflict = (message: string): CliError => new CliError('CLI_CONFLICTING_OPTIONS', message);
  if (from === undefined && positionals.length === 0)
    throw new CliError(
      'CLI_MISSING_ARGUMENT',
      '`tiphys submit` needs an argument FILE, or --from KIND/NAME. For example: tiphys submit pipeline.ts -p count=5',
    );
  if (from !== undefined && positionals.length > 0)
    throw conflict('--from submits an object of the cluster. Remove it, or the argument FILE.');
  const forFiles = ['export', 'frozen', 'dry-run'].find(
    (name) => args.flag(name) || args.text(name) !== undefined,
  );
  const unread = forFiles ?? (args.list('with').length > 0 ? 'with' : undefined);
  if (from !== undefined && unread !== undefined)
    throw conflict(`--${unread} is about files, but --from submits an object of the cluster.`);
  if (args.flag('dry-run') && args.flag('server-dry-run'))
    throw conflict('Pass either --dry-run or --server-dry-run.');
  const followed = ['watch', 'log', 'wait'].filter((name) => args.flag(name));
  const dry = ['dry-run', 'server-dry-run'].find((name) => args.flag(name));
  if (dry !== undefined && followed[0] !== undefined)
    throw conflict(`--${followed[0]} follows a run, but --${dry} starts none.`);
  const alone = [
    ...followed.filter((name) => name !== 'wait'),
    ...(args.text('name') === undefined ? [] : ['name']),
  ];
  if (positionals.length > 1 && alone[0] !== undefined)
    throw conflict(`--${alone[0]} is for one workflow. Submit one file at a time.`);
}

async function printDry(workflow: Workflow, args: ParsedArguments, world: World): Promise<void> {
  const format = formatOf(args) ?? 'yaml';
  if (format === 'name') {
    const { name, generateName } = workflow.metadata;
    world.terminal.out(`${name ?? generateName ?? ''}\n`);
    return;
  }
  if (format === 'json' || args.text('output') !== undefined) {
    await printObjects(workflow, format === 'json' ? 'json' : 'yaml', world);
    return;
  }
  const { toYaml } = await import('@tiphys/workflow');
  world.terminal.data(toYaml(workflow));
}

async function followOrPrint(
  { run, source }: SubmittedFile,
  place: Place,
  { args, world }: { readonly args: ParsedArguments; readonly world: World },
): Promise<ExitCode> {
  const runs = place.runsOf(run);
  const followed = await place.follow(run);
  if (followed === undefined) {
    if (!(await printAs(formatOf(args), run, { runs, world })))
      world.terminal.out(`workflow ${run.metadata.name} submitted\n`);
    return ExitCode.Ok;
  }
  if (followed.left) return ExitCode.Interrupted;
  const { workflow } = followed;
  if (!(await printAs(formatOf(args), workflow, { runs, world }))) {
    const outputs = source?.kind === 'pipeline' ? await decodedOutputs(source, workflow) : undefined;
    world.terminal.out(await renderRunReport({ workflow, runs, outputs, source: source?.file }, world));
  }
  if (world.interrupted.aborted) return ExitCode.Interrupted;
  return workflow.status?.phase === 'Succeeded' ? ExitCode.Ok : ExitCode.Findings;
}
