import type { CronWorkflow, Workflow } from '@tiphys/models';
import { overrideParameters, workflowFromCron } from '@tiphys/operations';
import type { SubmitFromOptions, SubmitSource } from '../../contract/cluster.ts';
import {
  ARGO_VERSION,
  CLUSTER_WORKFLOW_TEMPLATES,
  CRON_WORKFLOWS,
  WORKFLOW_TEMPLATES,
} from '../api/resource.ts';
import type { NamespacePlace } from '../namespace-place.ts';

/**
 * Returns the workflow that `argo submit --from` makes of an object.
 *
 * @throws ClientError `CLIENT_NOT_FOUND` if there is no such object
 */
export async function workflowFrom(
  { api, namespace }: NamespacePlace,
  source: SubmitSource,
  options: SubmitFromOptions,
): Promise<Workflow> {
  const { name, kind } = source;
  if (kind === 'CronWorkflow') {
    const cron = await api.getExact<CronWorkflow>(CRON_WORKFLOWS, namespace, name, options);
    return withOptions(workflowFromCron(cron, new Date()), options);
  }
  const isClusterScoped = kind === 'ClusterWorkflowTemplate';
  // Argo would accept the workflow, and fail it later.
  await api.get(isClusterScoped ? CLUSTER_WORKFLOW_TEMPLATES : WORKFLOW_TEMPLATES, namespace, name, options);
  return withOptions(workflowFromTemplate(name, isClusterScoped), options);
}

function workflowFromTemplate(name: string, isClusterScoped: boolean): Workflow {
  const label = isClusterScoped ? 'cluster-workflow-template' : 'workflow-template';
  return {
    apiVersion: ARGO_VERSION,
    kind: 'Workflow',
    metadata: { generateName: `${name}-`, labels: { [`workflows.argoproj.io/${label}`]: name } },
    spec: { workflowTemplateRef: { name, ...(isClusterScoped && { clusterScope: true }) } },
  };
}

function withOptions(workflow: Workflow, options: SubmitFromOptions): Workflow {
  const {
    name,
    generateName,
    entrypoint,
    parameters = {},
    labels,
    annotations,
    serviceAccount,
    priority,
  } = options;
  const { metadata, spec } = workflow;
  const changed: Workflow = {
    ...workflow,
    metadata: {
      ...metadata,
      ...(name !== undefined && { name }),
      ...(generateName !== undefined && { generateName }),
      ...(labels !== undefined && { labels: { ...metadata.labels, ...labels } }),
      ...(annotations !== undefined && { annotations: { ...metadata.annotations, ...annotations } }),
    },
    spec: {
      ...spec,
      ...(entrypoint !== undefined && { entrypoint }),
      ...(serviceAccount !== undefined && { serviceAccountName: serviceAccount }),
      ...(priority !== undefined && { priority }),
    },
  };
  return overrideParameters(
    changed,
    Object.entries(parameters).map(([key, value]) => ({ name: key, value })),
  );
}
