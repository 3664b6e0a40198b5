import type { Workflow } from '@tiphys/models';
import { type CallOptions, hasEnded, isUnknownRun, RunsError } from '@tiphys/runs';
import { type WatchSource, watchChanges } from '../../streams/watch-changes.ts';
import type { ServerRunsPlace } from '../server-place.ts';
import { readRun, resolveName } from './find-run.ts';
import { watchEvents } from './watch-events.ts';

/**
 * Iterates over the states of a run until it has ended.
 *
 * @throws RunsError `RUNS_UNKNOWN_RUN` if there is none, or if it is deleted before its end
 */
export async function* watchRun(
  where: ServerRunsPlace,
  word: string,
  call: CallOptions,
): AsyncGenerator<Workflow> {
  const first = await readRun(where, await resolveName(where, word, call), call);
  yield first;
  if (hasEnded(first)) return;
  const { name = '', resourceVersion } = first.metadata;
  const changes = watchChanges(sourceOf(where, name, call), {
    ...call,
    patience: where.patience,
    known: [first],
    version: resourceVersion,
  });
  for await (const { type, object } of changes) {
    if (type === 'DELETED')
      throw new RunsError('RUNS_UNKNOWN_RUN', `The run ${name} was deleted before its end.`, { run: name });
    yield object;
    if (hasEnded(object)) return;
  }
}

function sourceOf(where: ServerRunsPlace, name: string, call: CallOptions): WatchSource<Workflow> {
  return {
    async list() {
      try {
        const workflow = await readRun(where, name, call);
        return { items: [workflow], resourceVersion: workflow.metadata.resourceVersion ?? '' };
      } catch (error) {
        if (!isUnknownRun(error)) throw error;
        return { items: [], resourceVersion: '' };
      }
    },
    open: (version) => watchEvents(where, { version, fieldSelector: `metadata.name=${name}` }, call),
  };
}
