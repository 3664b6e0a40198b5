import { evaluateExpression, toPlainValue } from '@tiphys/expression';
import { printJson } from '@tiphys/go';
import type { Artifact } from '@tiphys/models';
import type { ArtifactContext } from '../artifacts/artifact-context.ts';
import { listArtifact } from '../artifacts/list-artifact.ts';
import { describeError } from '../contract/error-text.ts';
import type { PodHandle, PodRequest, PodResult } from '../contract/executor.ts';

/** The artifacts that a data template may list. The repository and the objects come with each request. */
export type DataWorld = Omit<ArtifactContext, 'objects' | 'repository' | 'signal'>;

/**
 * Runs a data template: lists the keys of its source, applies its expressions, and returns JSON as the result.
 * See docs/semantics/pods.md#data.
 */
export function startData(request: PodRequest, world: DataWorld): PodHandle {
  const stopping = new AbortController();
  let stopped: PodResult | undefined;
  const stop = (reason: Parameters<PodHandle['stop']>[0]): void => {
    stopped ??= stoppedResult(reason);
    stopping.abort();
  };
  const timer = armDeadline(request, () => stop('deadline'));
  const done = runData(request, world, stopping.signal)
    .then(succeeded, failed)
    .then((result) => stopped ?? result)
    .finally(() => clearTimeout(timer));
  return { done, stop };
}

/** The longest delay of a timer. No run reaches a later deadline. */
const MAXIMUM_DELAY = 2 ** 31 - 1;

function armDeadline({ deadline }: PodRequest, expire: () => void): NodeJS.Timeout | undefined {
  const delay = (deadline ?? Number.POSITIVE_INFINITY) - Date.now();
  return delay > MAXIMUM_DELAY ? undefined : setTimeout(expire, Math.max(0, delay));
}

/** Exit code of Argo's executor for an error. */
const EXECUTOR_FAILED = '64';

function succeeded(result: string): PodResult {
  return { phase: 'Succeeded', exitCode: '0', result, parameters: [], artifacts: [] };
}

function failed(error: unknown): PodResult {
  const message = `main: Error (exit code ${EXECUTOR_FAILED}): ${describeError(error)}`;
  return { phase: 'Failed', message, exitCode: EXECUTOR_FAILED, parameters: [], artifacts: [] };
}

function stoppedResult(reason: Parameters<PodHandle['stop']>[0]): PodResult {
  const message =
    reason === 'deadline'
      ? 'Pod was active on the node longer than the specified deadline'
      : 'main: Error (exit code 143)';
  return { phase: 'Failed', message, exitCode: '143', parameters: [], artifacts: [] };
}

async function runData(request: PodRequest, world: DataWorld, signal: AbortSignal): Promise<string> {
  const { template, objects } = request;
  const { source, transformation = [] } = template.data ?? {};
  const context = { ...world, objects, repository: template.archiveLocation, signal };
  let data: unknown = await listSource(source?.artifactPaths, context);
  for (const [index, { expression }] of transformation.entries()) {
    if (expression === undefined || expression === '') continue;
    try {
      data = evaluateExpression(expression, { data });
    } catch (error) {
      const step = `unable to process data transformation: error processing data step ${index}`;
      throw new Error(`unable to process data template: ${step}: ${describeError(error)}`, { cause: error });
    }
  }
  return printJson(toPlainValue(data));
}

async function listSource(source: object | undefined, context: ArtifactContext): Promise<readonly string[]> {
  try {
    if (source === undefined) throw new Error('no valid source is used for data template');
    // The type of the source has the fields of an artifact.
    return await listArtifact(source as Artifact, context);
  } catch (error) {
    const where = source === undefined ? '' : 'unable to source artifact paths: ';
    throw new Error(
      `unable to process data template: unable to process data source: ${where}${describeError(error)}`,
      { cause: error },
    );
  }
}
