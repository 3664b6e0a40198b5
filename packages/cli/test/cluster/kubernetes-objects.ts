import {
  type ClusterObject,
  type KubernetesServer,
  parseTarget,
  RESOURCES,
  type SeenRequest,
  startKubernetes,
} from '@tiphys/tools-cluster';

/** The objects of a Kubernetes API server, which runs in this process and starts no workflows. */
export interface KubernetesObjects extends AsyncDisposable {
  /** A kubeconfig that leads to it. */
  readonly kubeconfig: string;
  /** The objects as they are stored, by plural and name: `workflowtemplates/build`. */
  readonly objects: ReadonlyMap<string, ClusterObject>;
  /** What was asked for, without reads: `PATCH workflowtemplates/build`. Trial runs end with `(dry run)`. */
  readonly changes: readonly string[];
  /** Stores an object that nobody has sent. */
  add(object: ClusterObject): void;
  /** Lets the server refuse whatever would change an object, which its key names, from now on. */
  refuse(key: string, message: string): void;
}

/** Starts a Kubernetes API server that only stores objects. */
export async function kubernetesObjects(): Promise<KubernetesObjects> {
  const server = await startKubernetes({ controller: false });
  return {
    kubeconfig: server.kubeconfig(),
    get objects() {
      return new Map(storedIn(server));
    },
    get changes() {
      return server.requests.flatMap((request) => changeOf(request) ?? []);
    },
    add: (object) => {
      server.state.objects.create(object);
    },
    refuse: (key, message) =>
      server.faults.add({
        fault: { kind: 'status', status: 422, message },
        matches: (request) => keyOfChange(request) === key,
        times: Number.POSITIVE_INFINITY,
      }),
    [Symbol.asyncDispose]: () => server.close(),
  };
}

function storedIn({ state }: KubernetesServer): readonly (readonly [string, ClusterObject])[] {
  return RESOURCES.flatMap(({ kind, plural }) =>
    state.objects.list(kind).map((object) => [`${plural}/${object.metadata.name}`, object] as const),
  );
}

function changeOf(request: SeenRequest): string | undefined {
  const key = keyOfChange(request);
  const isDry = request.path.includes('dryRun=All');
  return key && `${request.method} ${key}${isDry ? ' (dry run)' : ''}`;
}

/** Returns the key of the object that a request is to change; undefined if it reads, or is not about objects. */
function keyOfChange({ method, path, body }: SeenRequest): string | undefined {
  const target = parseTarget(path.replace(/\?.*$/, ''));
  if (method === 'GET' || target === undefined) return undefined;
  const { metadata } = JSON.parse(body || '{}') as Partial<ClusterObject>; // an object, or a patch
  return `${target.resource.plural}/${target.name ?? metadata?.name}`;
}
