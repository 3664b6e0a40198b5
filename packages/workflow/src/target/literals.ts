import type { VersionedObject } from '@tiphys/models/facts';
import type { Model } from './target-models.ts';

type ClusterWorkflowTemplate = Model<'ClusterWorkflowTemplate'>;
type CronWorkflow = Model<'CronWorkflow'>;
type Workflow = Model<'Workflow'>;
type WorkflowEventBinding = Model<'WorkflowEventBinding'>;
type WorkflowTemplate = Model<'WorkflowTemplate'>;

/** The fields of an object without `apiVersion` and `kind`. */
export type Body<T> = Omit<T, 'apiVersion' | 'kind'>;

function complete<T extends VersionedObject>(kind: T['kind'], body: Body<T>): T {
  // A body omits exactly these two fields.
  return { apiVersion: 'argoproj.io/v1alpha1', kind, ...body } as T;
}

/**
 * Returns a Workflow; the types check every field.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/fields/#workflow
 * @example
 * ```ts
 * const hello = workflow({
 *   metadata: { generateName: 'hello-' },
 *   spec: {
 *     entrypoint: 'main',
 *     templates: [{ name: 'main', container: { image: 'busybox', command: ['echo', 'hello'] } }],
 *   },
 * });
 * ```
 */
export function workflow<T extends VersionedObject<'Workflow'> = Workflow>(
  body: Body<NoInfer<T>>,
): NoInfer<T> {
  return complete<T>('Workflow', body);
}

/**
 * Returns a WorkflowTemplate; the types check every field.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/fields/#workflowtemplate
 * @example
 * ```ts
 * const greetings = workflowTemplate({
 *   metadata: { name: 'greetings' },
 *   spec: { templates: [{ name: 'hello', container: { image: 'busybox', command: ['echo', 'hello'] } }] },
 * });
 * ```
 */
export function workflowTemplate<T extends VersionedObject<'WorkflowTemplate'> = WorkflowTemplate>(
  body: Body<NoInfer<T>>,
): NoInfer<T> {
  return complete<T>('WorkflowTemplate', body);
}

/**
 * Returns a ClusterWorkflowTemplate; the types check every field.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/cluster-workflow-templates/
 * @example
 * ```ts
 * const greetings = clusterWorkflowTemplate({
 *   metadata: { name: 'greetings' },
 *   spec: { templates: [{ name: 'hello', container: { image: 'busybox', command: ['echo', 'hello'] } }] },
 * });
 * ```
 */
export function clusterWorkflowTemplate<
  T extends VersionedObject<'ClusterWorkflowTemplate'> = ClusterWorkflowTemplate,
>(body: Body<NoInfer<T>>): NoInfer<T> {
  return complete<T>('ClusterWorkflowTemplate', body);
}

/**
 * Returns a CronWorkflow ; the types check every field. Like all functions here, it accepts a type of another
 * version of Argo.
 *
 * @example
 * ```ts
 * import type { CronWorkflow } from '@tiphys/models/v3.5';
 *
 * const nightly = cronWorkflow<CronWorkflow>({
 *   metadata: { name: 'nightly' },
 *   spec: { schedule: '0 3 * * *', workflowSpec: { entrypoint: 'main' } },
 * });
 * ```
 * @see https://argo-workflows.readthedocs.io/en/latest/fields/#cronworkflow
 */
export function cronWorkflow<T extends VersionedObject<'CronWorkflow'> = CronWorkflow>(
  body: Body<NoInfer<T>>,
): NoInfer<T> {
  return complete<T>('CronWorkflow', body);
}

/**
 * Returns a WorkflowEventBinding; the types check every field.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/fields/#workfloweventbinding
 * @example
 * ```ts
 * const binding = workflowEventBinding({
 *   metadata: { name: 'on-push' },
 *   spec: {
 *     event: { selector: 'payload.ref == "refs/heads/main"' },
 *     submit: { workflowTemplateRef: { name: 'build' } },
 *   },
 * });
 * ```
 */
export function workflowEventBinding<
  T extends VersionedObject<'WorkflowEventBinding'> = WorkflowEventBinding,
>(body: Body<NoInfer<T>>): NoInfer<T> {
  return complete<T>('WorkflowEventBinding', body);
}
