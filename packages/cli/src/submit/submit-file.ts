import type { Cluster, KubernetesObject } from '@tiphys/client';
import type { Workflow } from '@tiphys/models';
import type { KubernetesObject as GivenObject } from '@tiphys/models/facts';
import type { ParsedArguments } from '../line/command.ts';
import { prepareFile } from '../run/prepare-file.ts';
import type { LoadedSource } from '../source/load-source.ts';
import { CliError } from '../world/cli-error.ts';
import type { World } from '../world/world.ts';
import { changeWorkflow } from './change-workflow.ts';
import type { WorkflowChanges } from './submit-options.ts';

/** A workflow that is ready to be submitted. */
export interface PreparedSubmission {
  readonly workflow: Workflow;
  /** What the workflow may refer to. */
  readonly objects: readonly KubernetesObject[];
  readonly source: LoadedSource;
}

/**
 * Reads what a file submits, and checks it: its parameters, its fields, and what Argo would reject.
 *
 * @throws CliError for a file, a parameter or a workflow that cannot be used
 */
export async function prepareSubmission(
  file: string,
  changes: WorkflowChanges,
  { args, world }: { readonly args: ParsedArguments; readonly world: World },
): Promise<PreparedSubmission> {
  const { workflow, objects, source } = await prepareFile(file, args, world, { forCluster: true });
  return { workflow: changeWorkflow(workflow, changes), objects: objects.map(named), source };
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
