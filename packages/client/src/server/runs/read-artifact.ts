import type { Artifact, Workflow } from '@tiphys/models';
import { type ArtifactReference, type CallOptions, findNode, RunsError } from '@tiphys/runs';
import { checkName, checkNamespace } from '../server-path.ts';
import type { ServerRunsPlace } from '../server-place.ts';
import { readRun, resolveName } from './find-run.ts';

/**
 * Iterates over the bytes of an artifact. If the connection breaks, it throws after the bytes that have arrived.
 *
 * @throws RunsError `RUNS_UNKNOWN_RUN`, `RUNS_UNKNOWN_NODE`, `RUNS_UNKNOWN_ARTIFACT`; ClientError as the transport does
 */
export async function* readArtifact(
  where: ServerRunsPlace,
  word: string,
  { nodeId, name, direction = 'output' }: ArtifactReference,
  call: CallOptions,
): AsyncGenerator<Uint8Array> {
  const run = await resolveName(where, word, call);
  const workflow = await readRun(where, run, call);
  const { id } = findArtifact(workflow, nodeId, name, direction);
  // Unlike the rest of the API, artifacts are not under /api/v1.
  const folder = direction === 'input' ? 'input-artifacts' : 'artifacts';
  const names = [checkNamespace(where), checkName('run', run), id, checkName('artifact', name)];
  const path = `/${folder}/${names.map(encodeURIComponent).join('/')}`;
  const { chunks } = await where.transport.stream({ method: 'GET', path }, call);
  yield* chunks;
}

function findArtifact(
  workflow: Workflow,
  word: string,
  name: string,
  direction: 'input' | 'output',
): { readonly id: string } {
  const node = findNode(workflow, word);
  const artifacts: readonly Artifact[] =
    (direction === 'input' ? node.inputs : node.outputs)?.artifacts ?? [];
  if (artifacts.some((one) => one.name === name)) return { id: node.id ?? word };
  throw new RunsError(
    'RUNS_UNKNOWN_ARTIFACT',
    `The node ${node.name} has no ${direction} artifact "${name}". It has ${artifacts.map((one) => one.name).join(', ') || 'none'}.`,
    { run: workflow.metadata.name ?? '' },
  );
}
