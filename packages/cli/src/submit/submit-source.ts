import type { Cluster, StoredObject, SubmitSource } from '@tiphys/client';
import type { RunnableObject } from '@tiphys/models/facts';
import { findInCluster } from '../place/find-template.ts';
import { fitToObject } from '../run/fit-to-object.ts';
import type { TakenNames } from '../run/fit-to-taker.ts';
import type { Values } from '../run/fit-values.ts';
import { CliError } from '../world/cli-error.ts';
import type { World } from '../world/world.ts';

const KINDS: Readonly<Record<string, SubmitSource['kind']>> = {
  wftmpl: 'WorkflowTemplate',
  workflowtemplate: 'WorkflowTemplate',
  workflowtemplates: 'WorkflowTemplate',
  cwft: 'ClusterWorkflowTemplate',
  clusterworkflowtemplate: 'ClusterWorkflowTemplate',
  clusterworkflowtemplates: 'ClusterWorkflowTemplate',
  cronwf: 'CronWorkflow',
  cronworkflow: 'CronWorkflow',
  cronworkflows: 'CronWorkflow',
};

/**
 * Returns the object of the cluster that `--from KIND/NAME` names.
 *
 * @throws CliError `CLI_OPTION_VALUE`
 */
export function readSource(word: string): SubmitSource {
  const [, kind = '', name = ''] = /^([a-z]+)\/(.+)$/i.exec(word) ?? [];
  const found = KINDS[kind.toLowerCase()];
  if (found !== undefined) return { kind: found, name };
  throw new CliError(
    'CLI_OPTION_VALUE',
    `--from takes workflowtemplate/NAME, clusterworkflowtemplate/NAME or cronworkflow/NAME (or wftmpl, cwft, cronwf), not "${word}".`,
  );
}

/**
 * Checks that an object of the cluster takes what a command line gives to it, that each of its parameters has a value, and that the templates exist
 * that it refers to, before anything is sent. Argo would ignore a parameter that it does not know, and fail the workflow for the others. Returns the
 * values to send.
 *
 * @throws CliError `CLI_UNKNOWN_PARAMETER`, `CLI_UNKNOWN_ENTRYPOINT`, `CLI_PARAMETER_VALUE`, `CLI_MISSING_PARAMETER`; PipelineError for a value of
 *   another type; ClientError `CLIENT_NOT_FOUND`, `CLIENT_INVALID`
 */
export async function fitToSource(
  cluster: Cluster,
  { kind, name }: SubmitSource,
  { names, world }: { readonly names: TakenNames; readonly world: World },
): Promise<Values> {
  const stores: Readonly<Record<SubmitSource['kind'], { get(name: string): Promise<StoredObject> }>> = {
    WorkflowTemplate: cluster.workflowTemplates,
    ClusterWorkflowTemplate: cluster.clusterWorkflowTemplates,
    CronWorkflow: cluster.cronWorkflows,
  };
  return fitToStart(cluster, await stores[kind].get(name), { names, world });
}

/**
 * Checks that a workflow can be made of an object of the cluster with what a command line gives to it: as {@link fitInCluster}, and that each of
 * its parameters has a value, and the templates exist that it refers to. Returns the values to send.
 *
 * @throws CliError `CLI_UNKNOWN_PARAMETER`, `CLI_UNKNOWN_ENTRYPOINT`, `CLI_PARAMETER_VALUE`, `CLI_MISSING_PARAMETER`; PipelineError for a value of
 *   another type; ClientError `CLIENT_INVALID`
 */
export async function fitToStart(
  cluster: Cluster,
  object: RunnableObject,
  { names, world }: { readonly names: TakenNames; readonly world: World },
): Promise<Values> {
  const fitted = await fitInCluster(cluster, object, { ...names, starts: true });
  const { createReferenceCheck } = await import('../references/reference-check.ts');
  await createReferenceCheck(cluster, [], world)(object);
  return fitted;
}

/**
 * Checks that an object takes what a command line gives to it, together with the WorkflowTemplate of the cluster that it refers to. Returns the values
 * to send.
 *
 * @throws CliError `CLI_UNKNOWN_PARAMETER`, `CLI_UNKNOWN_ENTRYPOINT`, `CLI_PARAMETER_VALUE`, `CLI_MISSING_PARAMETER`; PipelineError for a value of
 *   another type
 */
export function fitInCluster(cluster: Cluster, object: RunnableObject, names: TakenNames): Promise<Values> {
  return fitToObject(object, names, findInCluster(cluster));
}
