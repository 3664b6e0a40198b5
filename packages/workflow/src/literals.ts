import type {
  ClusterWorkflowTemplate,
  CronWorkflow,
  Workflow,
  WorkflowEventBinding,
  WorkflowTemplate,
} from '@tiphys/models';

/** What an author writes of an object: everything but `apiVersion` and `kind`. */
export type Body<T> = Omit<T, 'apiVersion' | 'kind'>;

const apiVersion = 'argoproj.io/v1alpha1';

/**
 * Gives a Workflow that is checked to its last field.
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
export function workflow(body: Body<Workflow>): Workflow {
  return { apiVersion, kind: 'Workflow', ...body };
}

/**
 * Gives a WorkflowTemplate that is checked to its last field.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/fields/#workflowtemplate
 */
export function workflowTemplate(body: Body<WorkflowTemplate>): WorkflowTemplate {
  return { apiVersion, kind: 'WorkflowTemplate', ...body };
}

/**
 * Gives a ClusterWorkflowTemplate that is checked to its last field.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/cluster-workflow-templates/
 */
export function clusterWorkflowTemplate(body: Body<ClusterWorkflowTemplate>): ClusterWorkflowTemplate {
  return { apiVersion, kind: 'ClusterWorkflowTemplate', ...body };
}

/**
 * Gives a CronWorkflow that is checked to its last field.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/fields/#cronworkflow
 */
export function cronWorkflow(body: Body<CronWorkflow>): CronWorkflow {
  return { apiVersion, kind: 'CronWorkflow', ...body };
}

/**
 * Gives a WorkflowEventBinding that is checked to its last field.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/fields/#workfloweventbinding
 */
export function workflowEventBinding(body: Body<WorkflowEventBinding>): WorkflowEventBinding {
  return { apiVersion, kind: 'WorkflowEventBinding', ...body };
}
