import type { Artifact, NodeStatus } from '@tiphys/models';
import { type ArtifactReference, type CallOptions, findNode, keyOfArtifact, RunsError } from '@tiphys/runs';
import { ClientError } from '../../contract/client-error.ts';
import { inflateStatus } from '../../status/inflate-status.ts';
import type { NamespacePlace } from '../namespace-place.ts';
import { readRun, resolveName } from './find-run.ts';

/**
 * Iterates over the bytes of an artifact whose data is in the workflow itself. For others, says where they are: the Kubernetes API has no files.
 *
 * @throws RunsError `RUNS_UNKNOWN_RUN`, `RUNS_UNKNOWN_NODE`, `RUNS_UNKNOWN_ARTIFACT`; ClientError `CLIENT_NOT_OFFERED`
 */
export async function* readArtifact(
  where: NamespacePlace,
  word: string,
  { nodeId, name, direction = 'output' }: ArtifactReference,
  call: CallOptions,
): AsyncGenerator<Uint8Array> {
  const workflow = inflateStatus(await readRun(where, await resolveName(where, word, call), call));
  const node = findNode(workflow, nodeId);
  const artifacts = artifactsOf(node, direction);
  const artifact = artifacts.find((one) => one.name === name);
  if (artifact === undefined)
    throw new RunsError(
      'RUNS_UNKNOWN_ARTIFACT',
      `The node ${node.name} has no ${direction} artifact "${name}". It has ${artifacts.map((one) => one.name).join(', ') || 'none'}.`,
      { run: workflow.metadata.name ?? word },
    );
  if (artifact.raw?.data === undefined) throw notOffered(artifact);
  yield Buffer.from(artifact.raw.data);
}

function artifactsOf({ inputs, outputs }: NodeStatus, direction: 'input' | 'output'): readonly Artifact[] {
  return (direction === 'input' ? inputs : outputs)?.artifacts ?? [];
}

function notOffered(artifact: Artifact): ClientError {
  const key = keyOfArtifact(artifact);
  const place = key === undefined ? '' : `, whose key in the artifact repository is ${key}`;
  return new ClientError(
    'CLIENT_NOT_OFFERED',
    `The Kubernetes API does not offer the file of the artifact "${artifact.name}"${place}. Read it through the Argo Server (--server URL), or with a client of the storage.`,
  );
}
