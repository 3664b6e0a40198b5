import type { Workflow } from '@tiphys/models';
import { compileFilter } from '@tiphys/runs';
import type { RunEvent, RunSelection, WatchAllOptions } from '../../contract/cluster.ts';
import { listSelectorsOf } from '../../runs/list-selectors.ts';
import { onceEach, runEvents } from '../../runs/run-events.ts';
import { watchChanges } from '../../streams/watch-changes.ts';
import type { ServerRunsPlace } from '../server-place.ts';
import { listRuns } from './list-runs.ts';
import { watchEvents } from './watch-events.ts';

/** What tells apart the runs of a watch and their states. */
const IDENTITY = ['metadata.uid', 'metadata.resourceVersion'];

/**
 * Iterates over the changes of runs.
 *
 * @throws RunsError `RUNS_INVALID_SELECTOR`
 */
export function watchRuns(
  where: ServerRunsPlace,
  selection: RunSelection,
  { from, resume = true, fields, ...call }: WatchAllOptions,
): AsyncIterable<RunEvent> {
  compileFilter(selection);
  const selectors = listSelectorsOf(selection, where.instanceId);
  const watched = { ...selectors, fields };
  if (!resume) return onceEach(watchEvents(where, { ...watched, version: from ?? '' }, call));
  return runEvents(
    watchChanges<Workflow>(
      {
        list: () => listRuns(where, { ...watched, needed: IDENTITY }, call),
        open: (version) => watchEvents(where, { ...watched, needed: IDENTITY, version }, call),
      },
      { ...call, patience: where.patience, version: from },
    ),
  );
}
