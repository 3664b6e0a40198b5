import type { Workflow } from '@tiphys/models';
import type { CallOptions, FieldChoice } from '@tiphys/runs';
import type { ClientError } from '../../contract/client-error.ts';
import type { ListSelectors } from '../../runs/list-selectors.ts';
import type { WatchEvent } from '../../streams/watch-event.ts';
import { adviseOn } from '../../transport/advice.ts';
import { fieldQuery } from '../field-query.ts';
import { readObject } from '../objects/read-object.ts';
import { serverPath } from '../server-path.ts';
import type { ServerRunsPlace } from '../server-place.ts';
import { isOutdated, readResults } from './read-results.ts';

/** Which changes to watch. */
export interface WatchedRuns extends Partial<ListSelectors> {
  /** Only changes after this version; empty for the present state and all changes. */
  readonly version: string;
  /** @default all */
  readonly fields?: FieldChoice | undefined;
  /** Fields that are needed besides. @default none */
  readonly needed?: readonly string[] | undefined;
}

/** Iterates over the events of one connection. Ends if the server ends it properly. */
export async function* watchEvents(
  where: ServerRunsPlace,
  { version, labelSelector, fieldSelector, fields, needed }: WatchedRuns,
  call: CallOptions,
): AsyncGenerator<WatchEvent<Workflow>> {
  const path = serverPath(['workflow-events', where.namespace], {
    'listOptions.labelSelector': labelSelector,
    'listOptions.fieldSelector': fieldSelector,
    'listOptions.resourceVersion': version || undefined,
    fields: fieldQuery(fields, { before: 'result.object.', reply: ['result.type'], needed }),
  });
  try {
    for await (const result of readResults(where, path, call)) {
      const event = readEvent(result);
      if (event !== undefined) yield event;
    }
  } catch (error) {
    if (!isOutdated(error)) throw error;
    yield { type: 'EXPIRED', error: expiredError(error) };
  }
}

/** Returns the event in a message; undefined if it is of a type that this version does not know. */
function readEvent(result: object): WatchEvent<Workflow> | undefined {
  const { type, object }: { readonly type?: unknown; readonly object?: unknown } = result;
  if (type !== 'ADDED' && type !== 'MODIFIED' && type !== 'DELETED' && type !== 'BOOKMARK') return undefined;
  return { type, object: readObject<Workflow>(object, 'Workflow') };
}

/** The server has forgotten a version with one status or another, but says so. */
function expiredError(error: ClientError): ClientError {
  const { status, serverMessage, message } = error;
  if (status === 404 || status === 410) return error;
  return adviseOn('CLIENT_EXPIRED', serverMessage ?? message, { status, serverMessage });
}
