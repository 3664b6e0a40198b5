import type { Workflow } from '@tiphys/models';
import { type CallOptions, hasEnded, RunsError } from '@tiphys/runs';
import { inflateStatus } from '../../status/inflate-status.ts';
import { WORKFLOWS } from '../api/resource.ts';
import { watchObjects } from '../api/watch-objects.ts';
import type { NamespacePlace } from '../namespace-place.ts';
import { readRun, resolveName } from './find-run.ts';

/**
 * Iterates over the states of a run until it has ended.
 *
 * @throws RunsError `RUNS_UNKNOWN_RUN` if there is none, or if it is deleted before its end
 */
export async function* watchRun(
  where: NamespacePlace,
  word: string,
  call: CallOptions,
): AsyncGenerator<Workflow> {
  const name = await resolveName(where, word, call);
  // So that an unknown run is an error, and does not have to appear.
  const first = await readRun(where, name, call);
  yield inflateStatus(first);
  if (hasEnded(first)) return;
  for await (const workflow of changesOf(where, first, call)) {
    yield inflateStatus(workflow);
    if (hasEnded(workflow)) return;
  }
}

/**
 * Waits until a run has ended.
 *
 * @param from the run as it was read
 * @throws RunsError `RUNS_UNKNOWN_RUN` if it is deleted before its end
 */
export async function watchEnd(where: NamespacePlace, from: Workflow, call: CallOptions): Promise<void> {
  for await (const workflow of changesOf(where, from, call)) if (hasEnded(workflow)) return;
}

async function* changesOf(
  where: NamespacePlace,
  from: Workflow,
  call: CallOptions,
): AsyncGenerator<Workflow> {
  const { api, namespace, watchSeconds, patience } = where;
  const { name = '', resourceVersion } = from.metadata;
  const watched = {
    resource: WORKFLOWS,
    namespace,
    query: { fieldSelector: `metadata.name=${name}` },
    timeoutSeconds: watchSeconds,
    patience,
    known: [from],
    version: resourceVersion,
  };
  for await (const { type, object } of watchObjects<Workflow>(api, watched, call)) {
    if (type === 'DELETED')
      throw new RunsError('RUNS_UNKNOWN_RUN', `The run ${name} was deleted before its end.`, { run: name });
    yield object;
  }
}
