import { gzipSync } from 'node:zlib';
import type { Workflow } from '@tiphys/models';
import { ClientError } from '../contract/client-error.ts';

/** The size over which Argo compresses the nodes of a workflow, and refuses it if that does not help. In bytes of JSON. */
export const LARGEST_WORKFLOW: number = 1024 * 1024;

/**
 * Returns a workflow as it is to be stored: with compressed nodes if they were compressed before, or if it is larger than 1 MiB.
 *
 * @param wasCompressed whether the nodes were compressed when the workflow was read
 * @throws ClientError `CLIENT_TOO_LARGE` if that does not make it small enough
 */
export function deflateStatus(workflow: Workflow, wasCompressed: boolean): Workflow {
  const { status } = workflow;
  if (status?.nodes === undefined || (!wasCompressed && sizeOf(workflow) <= LARGEST_WORKFLOW))
    return workflow;
  const { nodes, ...others } = status;
  const compressedNodes = gzipSync(JSON.stringify(nodes)).toString('base64');
  const deflated = { ...workflow, status: { ...others, compressedNodes } };
  const size = sizeOf(deflated);
  if (size <= LARGEST_WORKFLOW) return deflated;
  throw new ClientError(
    'CLIENT_TOO_LARGE',
    `The workflow ${workflow.metadata.name ?? ''} has ${size} bytes even with compressed nodes, and Argo stores ${LARGEST_WORKFLOW}. Use the Argo Server, which may keep nodes in a database: --server URL.`,
  );
}

function sizeOf(workflow: Workflow): number {
  return Buffer.byteLength(JSON.stringify(workflow));
}
