import { gunzipSync } from 'node:zlib';
import type { NodeStatus, Workflow } from '@tiphys/models';
import { changeFields } from '../change-fields.ts';
import { OperationError } from '../operation-error.ts';

/** The nodes of a workflow by id. */
export type NodeMap = Readonly<Record<string, NodeStatus>>;

/**
 * Returns a workflow whose status holds its nodes as a plain map: Argo compresses the nodes of large workflows.
 *
 * @throws {OperationError} `OPERATIONS_NODES_MISSING` if the nodes are in Argo's database, or not readable
 */
export function expandNodes(workflow: Workflow): Workflow {
  const { status } = workflow;
  if (status?.offloadNodeStatusVersion)
    throw new OperationError('OPERATIONS_NODES_MISSING', 'the nodes of the workflow are in a database', {
      advice: 'Read the workflow through the Argo Server, which fetches them',
    });
  if (status === undefined || !status.compressedNodes) return workflow;
  const nodes = decompress(status.compressedNodes);
  return changeFields(workflow, { status: changeFields(status, { nodes, compressedNodes: undefined }) });
}

function decompress(text: string): NodeMap {
  try {
    return JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString('utf8')) as NodeMap; // what Argo compressed
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new OperationError('OPERATIONS_NODES_MISSING', `cannot read status.compressedNodes: ${reason}`);
  }
}

/** Returns the nodes of a workflow by id. */
export function nodesOf({ status }: Workflow): NodeMap {
  return status?.nodes ?? {};
}
