import type {
  ClusterWorkflowTemplate,
  CronWorkflow,
  Workflow,
  WorkflowEventBinding,
  WorkflowTemplate,
} from '@tiphys/models';

/** Any of the five kinds that an author writes for Argo Workflows. */
export type ArgoObject =
  | Workflow
  | WorkflowTemplate
  | ClusterWorkflowTemplate
  | CronWorkflow
  | WorkflowEventBinding;

/** An object of one of Argo's kinds in any version with models, such as `CronWorkflow` of `@tiphys/models/v3.7`. */
export interface VersionedObject<TKind extends ArgoObject['kind'] = ArgoObject['kind']> {
  readonly apiVersion: 'argoproj.io/v1alpha1';
  readonly kind: TKind;
}

/** Any other Kubernetes object that may be in the same file: a ConfigMap, a Secret. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: {
    readonly name?: string;
    readonly namespace?: string;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

const API_VERSION = 'argoproj.io/v1alpha1';

const KINDS: ReadonlySet<unknown> = new Set<ArgoObject['kind']>([
  'Workflow',
  'WorkflowTemplate',
  'ClusterWorkflowTemplate',
  'CronWorkflow',
  'WorkflowEventBinding',
]);

/**
 * Returns whether a value has the `apiVersion` and `kind` of one of Argo's five kinds; other fields are not checked.
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * import { fromYaml } from '@tiphys/yaml';
 *
 * const objects: readonly unknown[] = fromYaml(await readFile('all.yaml', 'utf8'));
 * const argo = objects.filter(isArgoObject); // without ConfigMaps and the like
 * ```
 */
export function isArgoObject(value: unknown): value is ArgoObject {
  if (typeof value !== 'object' || value === null) return false;
  const { apiVersion, kind } = value as { readonly apiVersion?: unknown; readonly kind?: unknown };
  return apiVersion === API_VERSION && KINDS.has(kind);
}
