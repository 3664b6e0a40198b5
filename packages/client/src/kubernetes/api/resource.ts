import { ClientError } from '../../contract/client-error.ts';
import { segment } from './query.ts';

/** A kind of object in the Kubernetes API. */
export interface Resource {
  /** Group and version: `v1`, `argoproj.io/v1alpha1`. */
  readonly apiVersion: string;
  readonly kind: string;
  /** The name in paths: `configmaps`. */
  readonly plural: string;
  readonly isNamespaced: boolean;
}

/** The group and version of Argo's kinds. */
export const ARGO_VERSION = 'argoproj.io/v1alpha1';

function argo(kind: string, plural: string, isNamespaced = true): Resource {
  return { apiVersion: ARGO_VERSION, kind, plural, isNamespaced };
}

/** Workflows. */
export const WORKFLOWS: Resource = argo('Workflow', 'workflows');
/** WorkflowTemplates. */
export const WORKFLOW_TEMPLATES: Resource = argo('WorkflowTemplate', 'workflowtemplates');
/** ClusterWorkflowTemplates. */
export const CLUSTER_WORKFLOW_TEMPLATES: Resource = argo(
  'ClusterWorkflowTemplate',
  'clusterworkflowtemplates',
  false,
);
/** CronWorkflows. */
export const CRON_WORKFLOWS: Resource = argo('CronWorkflow', 'cronworkflows');
/** WorkflowEventBindings. */
export const WORKFLOW_EVENT_BINDINGS: Resource = argo('WorkflowEventBinding', 'workfloweventbindings');
/** What Kubernetes and controllers report about objects. */
export const EVENTS: Resource = { apiVersion: 'v1', kind: 'Event', plural: 'events', isNamespaced: true };
/** Pods. */
export const PODS: Resource = { apiVersion: 'v1', kind: 'Pod', plural: 'pods', isNamespaced: true };

/** Returns the path of a group and version: `/api/v1`, `/apis/argoproj.io/v1alpha1`. */
export function versionPath(apiVersion: string): string {
  const [first = '', second] = apiVersion.split('/', 2);
  return second === undefined ? `/api/${segment(first)}` : `/apis/${segment(first)}/${segment(second)}`;
}

/** Returns the path of the objects of a kind. Without a namespace, of those in all namespaces. */
export function collectionPath(resource: Resource, namespace: string | undefined): string {
  const { apiVersion, plural, isNamespaced } = resource;
  const place = isNamespaced && namespace !== undefined ? `/namespaces/${segment(namespace)}` : '';
  return `${versionPath(apiVersion)}${place}/${plural}`;
}

/**
 * Returns the path of an object.
 *
 * @throws ClientError `CLIENT_INVALID` for a name that would turn the path into that of something else, such as an empty one
 */
export function objectPath(resource: Resource, namespace: string, name: string): string {
  if (name === '' || name === '.' || name === '..')
    throw new ClientError('CLIENT_INVALID', `"${name}" is not the name of a ${resource.kind}.`);
  return `${collectionPath(resource, namespace)}/${segment(name)}`;
}
