import type { Workflow } from '@tiphys/models';
import { expandNodes, OperationError } from '@tiphys/operations';
import { ClientError } from '../contract/client-error.ts';

/** Tells whether the nodes of a workflow are in Argo's database instead of the object. */
export function isOffloaded({ status }: Workflow): boolean {
  return (status?.offloadNodeStatusVersion ?? '') !== '';
}

/**
 * Returns a workflow whose status holds its nodes: Argo compresses those of large workflows.
 *
 * @throws ClientError `CLIENT_NOT_OFFERED` if the nodes are in Argo's database, `CLIENT_REPLY` if they cannot be read
 */
export function inflateStatus(workflow: Workflow): Workflow {
  const name = workflow.metadata.name ?? '';
  if (isOffloaded(workflow))
    throw new ClientError(
      'CLIENT_NOT_OFFERED',
      `The nodes of the workflow ${name} are in Argo's database, which the Kubernetes API cannot read. Use the Argo Server: --server URL.`,
    );
  try {
    return expandNodes(workflow);
  } catch (cause) {
    if (!(cause instanceof OperationError)) throw cause;
    throw new ClientError(
      'CLIENT_REPLY',
      `The nodes of the workflow ${name} are damaged: ${cause.argoMessage}.`,
      { cause },
    );
  }
}
