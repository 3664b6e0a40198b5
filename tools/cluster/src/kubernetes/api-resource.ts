/** A kind of object that the API server offers. */
export interface ApiResource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

const ARGO = 'argoproj.io/v1alpha1';

/** The kinds that the server offers. */
export const RESOURCES: readonly ApiResource[] = [
  { apiVersion: ARGO, kind: 'Workflow', plural: 'workflows', namespaced: true },
  { apiVersion: ARGO, kind: 'WorkflowTemplate', plural: 'workflowtemplates', namespaced: true },
  {
    apiVersion: ARGO,
    kind: 'ClusterWorkflowTemplate',
    plural: 'clusterworkflowtemplates',
    namespaced: false,
  },
  { apiVersion: ARGO, kind: 'CronWorkflow', plural: 'cronworkflows', namespaced: true },
  { apiVersion: ARGO, kind: 'WorkflowEventBinding', plural: 'workfloweventbindings', namespaced: true },
  { apiVersion: 'v1', kind: 'Event', plural: 'events', namespaced: true },
  { apiVersion: 'v1', kind: 'Pod', plural: 'pods', namespaced: true },
  { apiVersion: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true },
  { apiVersion: 'v1', kind: 'Secret', plural: 'secrets', namespaced: true },
  { apiVersion: 'v1', kind: 'ServiceAccount', plural: 'serviceaccounts', namespaced: true },
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim', plural: 'persistentvolumeclaims', namespaced: true },
  {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    plural: 'customresourcedefinitions',
    namespaced: false,
  },
];

/** What a path names. */
export interface Target {
  readonly resource: ApiResource;
  /** Undefined for objects of all namespaces; empty for kinds without one. */
  readonly namespace: string | undefined;
  /** Undefined for the collection. */
  readonly name: string | undefined;
  /** Such as `log`. */
  readonly subresource: string | undefined;
}

const PATH =
  /^\/(?:api\/(?<core>v1)|apis\/(?<group>[^/]+\/[^/]+))(?:\/namespaces\/(?<namespace>[^/]+))?\/(?<plural>[^/]+)(?:\/(?<name>[^/]+)(?:\/(?<sub>[^/]+))?)?$/;

/** Returns what a path names; undefined if the server has nothing of the kind. */
export function parseTarget(path: string): Target | undefined {
  const groups = PATH.exec(path)?.groups ?? {};
  const apiVersion = groups.core ?? groups.group;
  const resource = RESOURCES.find((one) => one.apiVersion === apiVersion && one.plural === groups.plural);
  if (resource === undefined) return undefined;
  const decoded = (text: string | undefined): string | undefined => text && decodeURIComponent(text);
  return {
    resource,
    namespace: resource.namespaced ? decoded(groups.namespace) : '',
    name: decoded(groups.name),
    subresource: groups.sub,
  };
}

/** Returns the kinds of a group and version as the API server lists them; undefined if it has none. */
export function discover(apiVersion: string): unknown {
  const resources = RESOURCES.filter((one) => one.apiVersion === apiVersion);
  if (resources.length === 0) return undefined;
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersion,
    resources: resources.map(({ plural, kind, namespaced }) => ({
      name: plural,
      singularName: kind.toLowerCase(),
      namespaced,
      kind,
      verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
    })),
  };
}
