import type { Cluster, StoredObject, SubmitSource } from '@tiphys/client';
import type { RunnableObject } from '@tiphys/models/facts';
import { findInCluster } from '../place/find-template.ts';
import { assertObjectTakes } from '../run/assert-object-takes.ts';
import type { TakenNames } from '../run/assert-takes.ts';
import { CliError } from '../world/cli-error.ts';

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
 * Checks that an object of the cluster takes what a command line gives to it, before anything is sent. Argo would ignore a parameter that it does not
 * know, and fail the workflow for an entrypoint.
 *
 * @throws CliError `CLI_UNKNOWN_PARAMETER`, `CLI_UNKNOWN_ENTRYPOINT`; ClientError `CLIENT_NOT_FOUND`
 */
export async function assertSourceTakes(
  cluster: Cluster,
  { kind, name }: SubmitSource,
  names: TakenNames,
): Promise<void> {
  if ((names.parameters ?? []).length === 0 && names.entrypoint === undefined) return;
  const stores: Readonly<Record<SubmitSource['kind'], { get(name: string): Promise<StoredObject> }>> = {
    WorkflowTemplate: cluster.workflowTemplates,
    ClusterWorkflowTemplate: cluster.clusterWorkflowTemplates,
    CronWorkflow: cluster.cronWorkflows,
  };
  await assertTakesInCluster(cluster, await stores[kind].get(name), names);
}

/**
 * Checks that an object takes what a command line gives to it, together with the WorkflowTemplate of the cluster that it refers to.
 *
 * @throws CliError `CLI_UNKNOWN_PARAMETER`, `CLI_UNKNOWN_ENTRYPOINT`
 */
export function assertTakesInCluster(
  cluster: Cluster,
  object: RunnableObject,
  names: TakenNames,
): Promise<void> {
  return assertObjectTakes(object, names, findInCluster(cluster));
}
