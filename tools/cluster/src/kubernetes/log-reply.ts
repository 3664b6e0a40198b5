import { ApiProblem } from '../state/api-problem.ts';
import type { ClusterObject } from '../state/cluster-object.ts';
import { type KubeCall, objectNameOf } from './kube-call.ts';

interface PodFields {
  readonly spec?: { readonly containers?: readonly Named[]; readonly initContainers?: readonly Named[] };
}

interface Named {
  readonly name: string;
}

/** Writes the log of a container. */
export async function logReply(call: KubeCall): Promise<void> {
  const { state, kubelet, reply, query } = call;
  const { namespace, name } = objectNameOf(call);
  const pod = state.objects.get({ kind: 'Pod', namespace, name });
  const container = containerOf(pod, query.get('container'));
  await kubelet.complete(pod);
  const tail = query.get('tailLines');
  const since = query.get('sinceTime');
  reply.head(200, { 'content-type': 'text/plain' });
  const lines = kubelet.log(namespace, name, container).read({
    follow: query.get('follow') === 'true',
    timestamps: query.get('timestamps') === 'true',
    tail: tail === null ? undefined : Number(tail),
    since: since === null ? undefined : Date.parse(since),
    signal: reply.signal,
  });
  for await (const line of lines) reply.write(line);
  reply.end();
}

function containerOf(pod: ClusterObject, wanted: string | null): string {
  const { spec = {} } = pod as PodFields; // as it is stored
  const names = [...(spec.initContainers ?? []), ...(spec.containers ?? [])].map(({ name }) => name);
  const name = pod.metadata.name ?? '';
  const only = names.length === 1 ? names[0] : undefined;
  const container = wanted ?? only;
  if (container === undefined)
    throw new ApiProblem(
      'BadRequest',
      `a container name must be specified for pod ${name}, choose one of: [${names.join(' ')}]`,
    );
  if (names.includes(container)) return container;
  throw new ApiProblem('BadRequest', `container ${container} is not valid for pod ${name}`);
}
