import type { CallOptions } from '@tiphys/runs';
import type { KubernetesEvent } from '../../contract/events.ts';
import { KnownObjects } from '../../streams/known-objects.ts';
import { Reconnection } from '../../streams/reconnection.ts';
import { resolveName } from '../runs/find-run.ts';
import { readResults } from '../runs/read-results.ts';
import { checkNamespace, serverPath } from '../server-path.ts';
import type { ServerRunsPlace } from '../server-place.ts';

/** Iterates over what Kubernetes reports about a run. After a cut, all events are read again, and those that are known are left out. */
export async function* readKubernetesEvents(
  where: ServerRunsPlace,
  word: string,
  call: CallOptions,
): AsyncGenerator<KubernetesEvent> {
  const name = await resolveName(where, word, call);
  const path = serverPath(['stream', 'events', checkNamespace(where)], {
    'listOptions.fieldSelector': `involvedObject.kind=Workflow,involvedObject.name=${name}`,
  });
  const known = new KnownObjects<KubernetesEvent>();
  const reconnection = new Reconnection(where.patience, call.signal);
  for (;;) {
    try {
      reconnection.begin();
      for await (const result of readResults(where, path, call)) {
        reconnection.succeed();
        // The fields of an event are those that the server sends.
        const { metadata = {}, ...fields } = result as Partial<KubernetesEvent>;
        for (const { object } of known.set({ ...fields, metadata })) yield object;
      }
    } catch (error) {
      reconnection.fail(error);
    }
    await reconnection.pause();
  }
}
