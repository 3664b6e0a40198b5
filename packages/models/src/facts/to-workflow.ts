import type { ClusterWorkflowTemplate, CronWorkflow, Workflow, WorkflowTemplate } from '@tiphys/models';
import type { ArgoObject } from './argo-object.ts';

/** An object that can run: a Workflow, or an object with the spec of one. */
export type RunnableObject = Workflow | CronWorkflow | WorkflowTemplate | ClusterWorkflowTemplate;

/** Tells whether an object can run. Only a WorkflowEventBinding cannot. */
export function isRunnable(object: ArgoObject): object is RunnableObject {
  return ['Workflow', 'CronWorkflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate'].includes(object.kind);
}

/**
 * Returns a Workflow that runs an object once, with its labels and annotations. A Workflow is returned unchanged. The object may be
 * malformed: its fields are not checked.
 */
export function toWorkflow(object: RunnableObject): Workflow {
  if (object.kind === 'Workflow') return object;
  const spec = object.kind === 'CronWorkflow' ? object.spec.workflowSpec : object.spec;
  const { labels, annotations, name, generateName }: Partial<RunnableObject['metadata']> =
    (object as Partial<RunnableObject>).metadata ?? {}; // a file of a user may lack it
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: {
      generateName: `${name ?? generateName?.replace(/-$/, '') ?? 'run'}-`,
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
    },
    spec: spec as Workflow['spec'], // the other kinds have the spec of a Workflow
  };
}
