import type { Cluster, KubernetesObject } from '@tiphys/client';
import type { Workflow } from '@tiphys/models';
import type { KubernetesObject as GivenObject } from '@tiphys/models/facts';
import type { ParsedArguments } from '../line/command.ts';
import { readTarget } from '../line/target-option.ts';
import { type PreparedFile, prepareSource, readSource } from '../run/prepare-file.ts';
import type { LoadedSource } from '../source/load-source.ts';
import { CliError } from '../world/cli-error.ts';
import type { World } from '../world/world.ts';
import { changeWorkflow } from './change-workflow.ts';
import type { WorkflowChanges } from './submit-options.ts';

/** A workflow that is ready to be submitted. */
export interface PreparedSubmission extends Pick<PreparedFile, 'workflow' | 'source' | 'written' | 'given'> {
  /** What the workflow may refer to. */
  readonly objects: readonly KubernetesObject[];
}

/**
 * Reads the workflows that a file submits, and checks them: their parameters, their fields, and what Argo would reject. A manifest may have several
 * Workflows, and each is submitted.
 *
 * @throws CliError for a file, a parameter or a workflow that cannot be used
 */
export async function prepareSubmissions(
  file: string,
  changes: WorkflowChanges,
  { args, world }: { readonly args: ParsedArguments; readonly world: World },
): Promise<readonly PreparedSubmission[]> {
  const options = { forCluster: true, target: readTarget(args) };
  const prepared: PreparedSubmission[] = [];
  for (const one of splitWorkflows(await readSource(file, args, world, options))) {
    const { workflow, objects, ...rest } = await prepareSource(one, args, world, options);
    prepared.push({ ...rest, workflow: changeWorkflow(workflow, changes), objects: objects.map(named) });
  }
  return prepared;
}

/** Returns a source for each Workflow of a manifest, with the other objects of the file. */
function splitWorkflows(source: LoadedSource): readonly LoadedSource[] {
  if (source.kind === 'pipeline' || source.text === undefined) return [source];
  const workflows = source.objects.filter(({ kind }) => kind === 'Workflow');
  if (workflows.length < 2) return [source];
  const others = source.objects.filter(({ kind }) => kind !== 'Workflow');
  return workflows.map((workflow) => ({ ...source, objects: [workflow, ...others] }));
}

/**
 * Submits a workflow with the objects that it needs, and says on standard error what was created for it.
 *
 * @throws ClientError those of a submission
 */
export async function submitPrepared(
  { workflow, objects }: PreparedSubmission,
  cluster: Cluster,
  { serverDryRun, world }: { readonly serverDryRun: boolean; readonly world: World },
): Promise<Workflow> {
  const { submitWithObjects } = await import('@tiphys/client');
  const submitted = await submitWithObjects(cluster, workflow, objects, { serverDryRun });
  for (const { kind, name, action, ofRun } of submitted.objects) {
    const done = serverDryRun ? 'would be created' : 'created';
    if (action === 'created')
      world.terminal.err(`${kind} ${name} ${done}${ofRun ? '; it is deleted with the run' : ''}\n`);
  }
  for (const { kind, name } of submitted.unowned)
    world.terminal.err(
      `warning: ${kind} ${name} does not belong to the run, so it is not deleted with it. Delete it yourself.\n`,
    );
  return submitted.run;
}

/** A cluster stores no object without a name, and a reference could not find it. */
function named(object: GivenObject): KubernetesObject {
  const { kind, metadata } = object;
  if (metadata?.name !== undefined) return { ...object, metadata };
  throw new CliError('CLI_INVALID_MANIFEST', `A ${kind} beside the workflow has no name. Add metadata.name.`);
}
