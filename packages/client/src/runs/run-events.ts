import type { Workflow } from '@tiphys/models';
import type { RunEvent } from '../contract/cluster.ts';
import type { Change } from '../streams/known-objects.ts';
import type { WatchEvent } from '../streams/watch-event.ts';

/** Returns the changes of workflows as the events of runs. */
export async function* runEvents(
  changes: AsyncIterable<Change<Workflow>>,
  read: (workflow: Workflow) => Workflow = (workflow) => workflow,
): AsyncGenerator<RunEvent> {
  for await (const { type, object } of changes) yield { type, run: read(object) };
}

/**
 * Returns the events of one connection as the events of runs.
 *
 * @throws ClientError if the server no longer has the version
 */
export async function* onceEach(
  events: AsyncIterable<WatchEvent<Workflow>>,
  read: (workflow: Workflow) => Workflow = (workflow) => workflow,
): AsyncGenerator<RunEvent> {
  for await (const event of events) {
    if (event.type === 'EXPIRED') throw event.error;
    if (event.type !== 'BOOKMARK') yield { type: event.type, run: read(event.object) };
  }
}
