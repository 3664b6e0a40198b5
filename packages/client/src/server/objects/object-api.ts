import { checkNamespace, type ServerQuery, serverPath } from '../server-path.ts';
import type { ServerPlace } from '../server-place.ts';

/** How the API offers the objects of one kind. */
export interface ObjectApi {
  readonly kind: string;
  /** The name in paths: `workflow-templates`. */
  readonly collection: string;
  /** The field of requests that holds the object. */
  readonly field: string;
  readonly isNamespaced: boolean;
}

/** The group and version of Argo's kinds. Replies leave it out. */
export const ARGO_VERSION = 'argoproj.io/v1alpha1';

/** WorkflowTemplates. */
export const WORKFLOW_TEMPLATES: ObjectApi = {
  kind: 'WorkflowTemplate',
  collection: 'workflow-templates',
  field: 'template',
  isNamespaced: true,
};

/** ClusterWorkflowTemplates. */
export const CLUSTER_WORKFLOW_TEMPLATES: ObjectApi = {
  kind: 'ClusterWorkflowTemplate',
  collection: 'cluster-workflow-templates',
  field: 'template',
  isNamespaced: false,
};

/** CronWorkflows. */
export const CRON_WORKFLOWS: ObjectApi = {
  kind: 'CronWorkflow',
  collection: 'cron-workflows',
  field: 'cronWorkflow',
  isNamespaced: true,
};

/** WorkflowEventBindings, which the API only lists. */
export const WORKFLOW_EVENT_BINDINGS: ObjectApi = {
  kind: 'WorkflowEventBinding',
  collection: 'workflow-event-bindings',
  field: 'eventBinding',
  isNamespaced: true,
};

/**
 * Returns the path of something in a namespace: the objects of a kind without further segments.
 *
 * @throws ClientError `CLIENT_ARGUMENT` if no namespace is chosen
 */
export function objectPath(
  { collection, isNamespaced }: ObjectApi,
  place: Pick<ServerPlace, 'namespace'>,
  ...segments: readonly string[]
): string {
  return serverPath([collection, ...(isNamespaced ? [checkNamespace(place)] : []), ...segments]);
}

/** Returns the path of a list, of all namespaces if the given one is empty. */
export function listPath(
  { collection, isNamespaced }: ObjectApi,
  namespace: string,
  query: ServerQuery,
): string {
  return serverPath([collection, ...(isNamespaced ? [namespace] : [])], query);
}
