import type { Workflow } from '@tiphys/models';
import type { WorkflowChanges } from './submit-options.ts';

/** Returns a workflow with the changes that options make, as `argo submit` makes them. A generated name takes the place of a fixed one. */
export function changeWorkflow(workflow: Workflow, changes: WorkflowChanges): Workflow {
  const { name, generateName, labels, annotations, serviceAccount, priority } = changes;
  const { metadata, spec } = workflow;
  const { name: _, ...unnamed } = metadata;
  return {
    ...workflow,
    metadata: {
      ...(generateName === undefined ? metadata : unnamed),
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
