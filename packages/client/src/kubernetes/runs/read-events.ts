import type { CallOptions } from '@tiphys/runs';
import type { KubernetesEvent } from '../../contract/events.ts';
import { EVENTS } from '../api/resource.ts';
import { watchObjects } from '../api/watch-objects.ts';
import type { NamespacePlace } from '../namespace-place.ts';
import { resolveName } from './find-run.ts';

/** Iterates over what Kubernetes and Argo report about a run: what there is, then what is new. */
export async function* readKubernetesEvents(
  where: NamespacePlace,
  word: string,
  call: CallOptions,
): AsyncGenerator<KubernetesEvent> {
  const { api, namespace, watchSeconds, patience } = where;
  const name = await resolveName(where, word, call);
  const watched = {
    resource: EVENTS,
    namespace: namespace || undefined,
    query: { fieldSelector: `involvedObject.kind=Workflow,involvedObject.name=${name}` },
    timeoutSeconds: watchSeconds,
    patience,
  };
  for await (const { type, object } of watchObjects<KubernetesEvent>(api, watched, call))
    if (type !== 'DELETED') yield object;
}
