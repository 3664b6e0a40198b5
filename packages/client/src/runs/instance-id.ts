import type { Workflow } from '@tiphys/models';
import { ClientError } from '../contract/client-error.ts';

/** The label that says which controller runs a workflow, if there are several. */
const INSTANCE = 'workflows.argoproj.io/controller-instanceid';

/**
 * Returns the selector of the workflows of a controller; undefined for those of all controllers.
 *
 * @throws ClientError `CLIENT_CONFIG` if the id is not the value of a label
 */
export function instanceSelector(instanceId: string | undefined): string | undefined {
  if (instanceId === undefined) return undefined;
  return instanceId === '' ? `!${INSTANCE}` : `${INSTANCE}=${checkedId(instanceId)}`;
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
  return instanceId === undefined || instanceId === ''
    ? labels
    : { ...labels, [INSTANCE]: checkedId(instanceId) };
}

/** Returns a workflow that a controller takes. */
export function withInstance(workflow: Workflow, instanceId: string | undefined): Workflow {
  if (instanceId === undefined || instanceId === '') return workflow;
  const { metadata } = workflow;
  return {
    ...workflow,
    metadata: { ...metadata, labels: { ...metadata.labels, [INSTANCE]: checkedId(instanceId) } },
  };
}

/** What is not the value of a label could change the meaning of a selector. */
function checkedId(instanceId: string): string {
  if (/^[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/.test(instanceId)) return instanceId;
  throw new ClientError(
    'CLIENT_CONFIG',
    `The instance id "${instanceId}" must be the value of a label: letters, digits, ".", "-" and "_". Fix --instanceid or ARGO_INSTANCEID.`,
  );
}
