import type { Cluster, StoredObject, SubmitSource } from '@tiphys/client';
import { assertTakes } from '../run/set-parameters.ts';
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
 * Checks that an object of the cluster takes the parameters of a command. Argo would ignore those that it does not know.
 *
 * @throws CliError `CLI_UNKNOWN_PARAMETER`; ClientError `CLIENT_NOT_FOUND`
 */
export async function assertSourceTakes(
  cluster: Cluster,
  { kind, name }: SubmitSource,
  parameters: Readonly<Record<string, string>>,
): Promise<void> {
  if (Object.keys(parameters).length === 0) return;
  const stores: Readonly<Record<SubmitSource['kind'], { get(name: string): Promise<StoredObject> }>> = {
    WorkflowTemplate: cluster.workflowTemplates,
    ClusterWorkflowTemplate: cluster.clusterWorkflowTemplates,
    CronWorkflow: cluster.cronWorkflows,
  };
  assertTakes(await stores[kind].get(name), parameters);
}
