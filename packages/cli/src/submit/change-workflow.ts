import type { Workflow } from '@tiphys/models';
import type { WorkflowChanges } from './submit-options.ts';

/** Returns a workflow with the changes that options make, as `argo submit` makes them. */
export function changeWorkflow(workflow: Workflow, changes: WorkflowChanges): Workflow {
  const { name, generateName, labels, annotations, serviceAccount, priority } = changes;
  const { metadata, spec } = workflow;
  return {
    ...workflow,
    metadata: {
      ...metadata,
      ...(name !== undefined && { name }),
      ...(generateName !== undefined && { generateName }),
      ...(labels && { labels: { ...metadata.labels, ...labels } }),
      ...(annotations && { annotations: { ...metadata.annotations, ...annotations } }),
    },
    spec: {
      ...spec,
      ...(serviceAccount !== undefined && { serviceAccountName: serviceAccount }),
      ...(priority !== undefined && { priority }),
    },
  };
}
