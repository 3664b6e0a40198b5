import type { Workflow } from '@tiphys/models';

/** The label that says which controller runs a workflow, if there are several. */
const INSTANCE = 'workflows.argoproj.io/controller-instanceid';

/** Returns the selector of the workflows of a controller; undefined for those of all controllers. */
export function instanceSelector(instanceId: string | undefined): string | undefined {
  if (instanceId === undefined) return undefined;
  return instanceId === '' ? `!${INSTANCE}` : `${INSTANCE}=${instanceId}`;
}

/** Tells whether a workflow belongs to a controller. */
export function isOfInstance({ metadata }: Workflow, instanceId: string | undefined): boolean {
  return instanceId === undefined || (metadata.labels?.[INSTANCE] ?? '') === instanceId;
}

/** Returns labels for a workflow that a controller takes. */
export function withInstanceLabel(
  labels: Readonly<Record<string, string>> | undefined,
  instanceId: string | undefined,
): Readonly<Record<string, string>> | undefined {
  return instanceId === undefined || instanceId === '' ? labels : { ...labels, [INSTANCE]: instanceId };
}

/** Returns a workflow that a controller takes. */
export function withInstance(workflow: Workflow, instanceId: string | undefined): Workflow {
  if (instanceId === undefined || instanceId === '') return workflow;
  const { metadata } = workflow;
  return { ...workflow, metadata: { ...metadata, labels: { ...metadata.labels, [INSTANCE]: instanceId } } };
}
