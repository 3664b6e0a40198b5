import { EngineError } from '../../../contract/engine-error.ts';

/** A kind of objects that a local run keeps. */
export interface ObjectKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** Name of the resource in messages, such as `workflowtemplates.argoproj.io`. */
  readonly resource: string;
  readonly namespaced: boolean;
  /** Whether the API server knows its Go type, so that strategic patches work. */
  readonly builtIn: boolean;
}

const RBAC = 'rbac.authorization.k8s.io';
const ARGO = 'argoproj.io';

/** Kinds that are only data: nothing acts on them, so a local run treats them as a cluster does. */
const KINDS: readonly ObjectKind[] = [
  builtIn('v1', 'ConfigMap', 'configmaps'),
  builtIn('v1', 'Secret', 'secrets'),
  builtIn('v1', 'ServiceAccount', 'serviceaccounts'),
  builtIn(`${RBAC}/v1`, 'Role', `roles.${RBAC}`),
  builtIn(`${RBAC}/v1`, 'RoleBinding', `rolebindings.${RBAC}`),
  { ...builtIn(`${RBAC}/v1`, 'ClusterRole', `clusterroles.${RBAC}`), namespaced: false },
  { ...builtIn(`${RBAC}/v1`, 'ClusterRoleBinding', `clusterrolebindings.${RBAC}`), namespaced: false },
  custom('WorkflowTemplate', `workflowtemplates.${ARGO}`, true),
  custom('ClusterWorkflowTemplate', `clusterworkflowtemplates.${ARGO}`, false),
];

function builtIn(apiVersion: string, kind: string, resource: string): ObjectKind {
  return { apiVersion, kind, resource, namespaced: true, builtIn: true };
}

function custom(kind: string, resource: string, namespaced: boolean): ObjectKind {
  return { apiVersion: `${ARGO}/v1alpha1`, kind, resource, namespaced, builtIn: false };
}

/** Returns a kind; undefined if a local run does not keep such objects. */
export function findKind(apiVersion: string, kind: string): ObjectKind | undefined {
  return KINDS.find((known) => known.kind === kind && known.apiVersion === apiVersion);
}

/** Returns the kind that an argument of kubectl names: `configmap`, `configmaps`, `cm` or `workflowtemplates.argoproj.io`. */
export function findKindByName(name: string): ObjectKind | undefined {
  const wanted = SHORT_NAMES[name.toLowerCase()] ?? name.toLowerCase();
  return KINDS.find(({ kind, resource }) =>
    [kind.toLowerCase(), resource, resource.split('.', 1)[0]].includes(wanted),
  );
}

const SHORT_NAMES: Readonly<Record<string, string>> = {
  cm: 'configmap',
  sa: 'serviceaccount',
  wftmpl: 'workflowtemplate',
  cwft: 'clusterworkflowtemplate',
};

/** Returns the error for a kind that a local run does not keep. */
export function unknownKind(kind: string, who: string): EngineError {
  if (kind === 'Workflow' || kind === 'CronWorkflow') {
    return new EngineError(
      'ENGINE_RESOURCE_KIND',
      `${who} uses a ${kind}, which nothing would start in a local run. Call its templates with templateRef instead, or add --cluster to use the cluster of your kubeconfig.`,
    );
  }
  const kept = KINDS.map((known) => known.kind).join(', ');
  return new EngineError(
    'ENGINE_RESOURCE_KIND',
    `${who} uses a ${kind}, which nothing would act on in a local run: local runs keep objects of the kinds ${kept}. Add --cluster to use the cluster of your kubeconfig.`,
  );
}
