import type { Artifact, Workflow } from '@tiphys/models';
import { type ArtifactReference, type CallOptions, findNode, RunsError } from '@tiphys/runs';
import type { ArtifactFile } from '../../contract/cluster.ts';
import { encodeText } from '../../requests/encode-text.ts';
import { checkName, checkNamespace } from '../server-path.ts';
import type { ServerPlace, ServerRunsPlace } from '../server-place.ts';
import { readRun, resolveName } from './find-run.ts';

/**
 * Iterates over the bytes of an artifact. If the connection breaks, it throws after the bytes that have arrived.
 *
 * @throws RunsError `RUNS_UNKNOWN_RUN`, `RUNS_UNKNOWN_NODE`, `RUNS_UNKNOWN_ARTIFACT`; ClientError as the transport does
 */
export async function* readArtifact(
  where: ServerRunsPlace,
  word: string,
  reference: ArtifactReference,
  call: CallOptions,
): AsyncGenerator<Uint8Array> {
  const { run, nodeId } = await locate(where, word, reference, call);
  const { name, direction = 'output' } = reference;
  // Unlike the rest of the API, artifacts are not under /api/v1.
  const folder = direction === 'input' ? 'input-artifacts' : 'artifacts';
  yield* download(where, [folder, checkNamespace(where), run, nodeId, checkName('artifact', name)], call);
}

/**
 * Iterates over the bytes of a file in an artifact. Throws as {@link readArtifact} does.
 *
 * @throws ClientError `CLIENT_ARGUMENT` for a path that leads out of the artifact
 */
export async function* readArtifactFile(
  where: ServerRunsPlace,
  word: string,
  file: ArtifactFile,
  call: CallOptions,
): AsyncGenerator<Uint8Array> {
  const { name, direction = 'output', path = '' } = file;
  const parts = path === '' ? [] : path.split('/').map((part) => checkName('file', part));
  const { run, nodeId } = await locate(where, word, file, call);
  const place = ['artifact-files', checkNamespace(where), 'workflows', run, nodeId, `${direction}s`];
  yield* download(where, [...place, checkName('artifact', name), ...parts], call);
}

/** Iterates over the bytes under a path, given by its segments. */
export async function* download(
  { transport }: ServerPlace,
  segments: readonly string[],
  call: CallOptions,
): AsyncGenerator<Uint8Array> {
  const path = `/${segments.map(encodeText).join('/')}`;
  const { chunks } = await transport.stream({ method: 'GET', path }, call);
  yield* chunks;
}

/** Returns the name of a run, and the id of the node that has the artifact. */
async function locate(
  where: ServerRunsPlace,
  word: string,
  { nodeId, name, direction = 'output' }: ArtifactReference,
  call: CallOptions,
): Promise<{ readonly run: string; readonly nodeId: string }> {
  const run = checkName('run', await resolveName(where, word, call));
  const workflow = await readRun(where, run, call);
  return { run, nodeId: findArtifact(workflow, nodeId, name, direction).id };
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
