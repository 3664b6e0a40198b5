import type { Cluster, ObjectStore, StoredObject, SubmitSource } from '@tiphys/client';
import type { RunnableObject } from '@tiphys/models/facts';
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

/** Errors of reading an object that exists for others, or not at all. */
const NOT_SHOWN: ReadonlySet<string> = new Set([
  'CLIENT_NOT_FOUND',
  'CLIENT_FORBIDDEN',
  'CLIENT_NOT_OFFERED',
]);

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
  { workflowTemplates, clusterWorkflowTemplates }: Cluster,
  object: RunnableObject,
  names: TakenNames,
): Promise<void> {
  return assertObjectTakes(object, names, (kind, name) =>
    readIfShown(kind === 'WorkflowTemplate' ? workflowTemplates : clusterWorkflowTemplates, name),
  );
}

/** What is missing or not shown is for the cluster to judge. */
async function readIfShown(
  store: Pick<ObjectStore<StoredObject>, 'get'>,
  name: string,
): Promise<StoredObject | undefined> {
  try {
    return await store.get(name);
  } catch (error) {
    const { ClientError } = await import('@tiphys/client');
    if (error instanceof ClientError && NOT_SHOWN.has(error.code)) return undefined;
    throw error;
  }
}
