import type { Workflow } from '@tiphys/models';
import { compileFilter } from '@tiphys/runs';
import type { RunEvent, RunSelection, WatchAllOptions } from '../../contract/cluster.ts';
import { listSelectorsOf } from '../../runs/list-selectors.ts';
import { onceEach, runEvents } from '../../runs/run-events.ts';
import { WORKFLOWS } from '../api/resource.ts';
import { readEvents, watchObjects } from '../api/watch-objects.ts';
import type { NamespacePlace } from '../namespace-place.ts';
import { readable } from './change-run.ts';

/**
 * Iterates over the changes of runs.
 *
 * @throws RunsError `RUNS_INVALID_SELECTOR`
 */
export function watchRuns(
  { api, namespace, instanceId, watchSeconds, patience }: NamespacePlace,
  selection: RunSelection,
  { from, resume = true, signal }: WatchAllOptions,
): AsyncIterable<RunEvent> {
  compileFilter(selection);
  const watched = {
    resource: WORKFLOWS,
    namespace: namespace || undefined,
    query: listSelectorsOf(selection, instanceId),
    timeoutSeconds: watchSeconds,
  };
  if (!resume) return onceEach(readEvents<Workflow>(api, watched, from, { signal }), readable);
  const changes = watchObjects<Workflow>(api, { ...watched, patience, version: from }, { signal });
  return runEvents(changes, readable);
}
