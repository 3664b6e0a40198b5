import type { Cluster, SubmitSource } from '@tiphys/client';
import type { Workflow } from '@tiphys/models';
import { followOptions } from '../actions/action-options.ts';
import type { CommandSpec, ParsedArguments } from '../line/command.ts';
import { parameterOptions, readParameters } from '../line/read-parameters.ts';
import { strictOption } from '../line/strict-option.ts';
import { targetOption } from '../line/target-option.ts';
import { inCluster, placeOptions } from '../place/open-place.ts';
import type { Place } from '../place/place.ts';
import { decodedOutputs } from '../run/decoded-outputs.ts';
import { sourceOptions } from '../run/prepare-file.ts';
import { renderRunReport } from '../run/report.ts';
import { setValues } from '../run/set-parameters.ts';
import { nodeFilterOptions, readNodeFilter, type ShowsNode } from '../runs/node-filter.ts';
import { formatOf, isForPrograms, outputOption, printAs } from '../runs/print-run.ts';
import { readDriving } from '../runs/read-driving.ts';
import type { LoadedSource } from '../source/load-source.ts';
import { assertConsistent, assertSubmittable } from '../submit/assert-consistent.ts';
import { printDry } from '../submit/print-dry.ts';
import { type PreparedSubmission, prepareSubmissions, submitPrepared } from '../submit/submit-file.ts';
import { changeOptions, readChanges, type WorkflowChanges } from '../submit/submit-options.ts';
import { fitInCluster, fitToSource, readSource } from '../submit/submit-source.ts';
import { ExitCode } from '../world/exit-code.ts';
import type { World } from '../world/world.ts';

const { store: _store, local: _local, ...clusterOptions } = placeOptions;

/** Submits a workflow to a cluster. */
export const submitCommand: CommandSpec = {
  name: 'submit',
  summary: 'Submit a pipeline or a workflow to a cluster',
  details: `
Compiles a pipeline, checks parameters and lints the workflow before anything is sent. Of a manifest, each Workflow is submitted.
ConfigMaps, WorkflowTemplates and other objects of the file, of --with and of the pipeline that the workflow refers to are created first.
Uses the Argo Server of ARGO_SERVER if it is set, or else the Kubernetes API of the current context; --server, --kube and TIPHYS_PLACE
choose.

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
    ...nodeFilterOptions,
    ...strictOption,
    ...sourceOptions,
    ...targetOption,
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
    // All of them are checked before the first one is sent.
    for (const file of args.positionals)
      prepared.push(...(await prepareSubmissions(file, changes, { args, world })));
    assertSubmittable(
      prepared.map(({ workflow }) => workflow),
      args,
    );
    if (args.flag('dry-run')) {
      for (const [index, { workflow }] of prepared.entries())
        await printDry(workflow, args, world, { isFirst: index === 0 });
      return ExitCode.Ok;
    }
    const parameters = source === undefined ? {} : await readParameters(args, world);
    const shows = await readNodeFilter(args);
    const driving = { ...readDriving(args, world), shows };
    return inCluster({ args, world, driving }, async ({ cluster, place }) => {
      const starts =
        source === undefined
          ? await startsOf(prepared, cluster, { args, world })
          : [await startFrom(source, cluster, { changes, parameters, args, world })];
      return submitAll(starts, place, { args, world, shows });
    });
  },
};

/** Submits a workflow. */
interface Start {
  /** Undefined for an object of the cluster. */
  readonly source: LoadedSource | undefined;
  readonly submit: () => Promise<Workflow>;
}

interface Line {
  readonly args: ParsedArguments;
  readonly world: World;
  readonly shows?: ShowsNode | undefined;
}

async function startsOf(
  prepared: readonly PreparedSubmission[],
  cluster: Cluster,
  { args, world }: Line,
): Promise<readonly Start[]> {
  const serverDryRun = args.flag('server-dry-run');
  const fitted: PreparedSubmission[] = [];
  for (const one of prepared) {
    const values = await fitInCluster(cluster, one.written, one.given);
    fitted.push({ ...one, workflow: setValues(one.workflow, values) });
  }
  const { createReferenceCheck } = await import('../references/reference-check.ts');
  for (const { workflow, objects } of fitted) await createReferenceCheck(cluster, objects, world)(workflow);
  return fitted.map((one) => ({
    source: one.source,
    submit: () => submitPrepared(one, cluster, { serverDryRun, world }),
  }));
}

async function startFrom(
  source: SubmitSource,
  cluster: Cluster,
  {
    changes,
    parameters,
    args,
    world,
  }: {
    readonly changes: WorkflowChanges;
    readonly parameters: Readonly<Record<string, string>>;
    readonly args: ParsedArguments;
    readonly world: World;
  },
): Promise<Start> {
  const entrypoint = args.text('entrypoint');
  const names = { parameters: Object.keys(parameters), values: parameters, entrypoint };
  const fitted = await fitToSource(cluster, source, { names, world });
  const options = { ...changes, entrypoint, parameters: fitted, serverDryRun: args.flag('server-dry-run') };
  return { source: undefined, submit: () => cluster.runs.submitFrom(source, options) };
}

/** Submits workflows, prints each, and then follows one after the other if an option asks for it. */
async function submitAll(starts: readonly Start[], place: Place, line: Line): Promise<ExitCode> {
  const { args, world } = line;
  const isFollowed = readDriving(args, world).follow === true;
  const submitted: SubmittedRun[] = [];
  for (const { source, submit } of starts) {
    const run = await submit();
    const isFirst = submitted.length === 0;
    submitted.push({ run, source });
    if (args.flag('server-dry-run')) await printDry(run, args, world, { isFirst });
    else if (!isFollowed) await printSubmitted(run, place, line);
    // What is followed is printed at its end.
    else if (starts.length > 1) world.terminal.err(`workflow ${run.metadata.name} submitted\n`);
  }
  let code: ExitCode = ExitCode.Ok;
  for (const one of isFollowed ? submitted : []) {
    const ended = await follow(one, place, line);
    if (ended === ExitCode.Interrupted) return ended;
    if (ended !== ExitCode.Ok) code = ended;
  }
  return code;
}

/** A workflow that was submitted. */
interface SubmittedRun {
  readonly run: Workflow;
  /** Undefined for one of the cluster. */
  readonly source: LoadedSource | undefined;
}

async function printSubmitted(run: Workflow, place: Place, { args, world }: Line): Promise<void> {
  if (!(await printAs(formatOf(args), run, { runs: place.runsOf(run), world })))
    world.terminal.out(`workflow ${run.metadata.name} submitted\n`);
  if (!isForPrograms(args))
    world.terminal.err(`Follow it: tiphys watch ${run.metadata.name}${place.flags}\n`);
}

async function follow(
  { run, source }: SubmittedRun,
  place: Place,
  { args, world, shows }: Line,
): Promise<ExitCode> {
  const runs = place.runsOf(run);
  const followed = await place.follow(run);
  if (followed === undefined || followed.left) return ExitCode.Interrupted;
  const { workflow } = followed;
  if (!(await printAs(formatOf(args), workflow, { runs, world }))) {
    const outputs = source?.kind === 'pipeline' ? await decodedOutputs(source, workflow) : undefined;
    world.terminal.out(
      await renderRunReport({ workflow, runs, outputs, source: source?.file, shows }, world),
    );
  }
  if (world.interrupted.aborted) return ExitCode.Interrupted;
  return workflow.status?.phase === 'Succeeded' ? ExitCode.Ok : ExitCode.Findings;
}
