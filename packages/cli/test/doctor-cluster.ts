import {
  type Access,
  ClientError,
  type Cluster,
  type ClusterMode,
  type ClusterVersion,
  type InstalledKind,
  type KubernetesObject,
} from '@tiphys/client';

/** A cluster that answers what `tiphys doctor` asks. */
export interface DoctorCluster {
  readonly mode?: ClusterMode;
  readonly version?: ClusterVersion;
  readonly user?: string;
  readonly kinds?: readonly InstalledKind[];
  readonly objects?: readonly KubernetesObject[];
  /** What the user must not do, such as `create workflows`. */
  readonly refused?: readonly string[];
  /** What the server does not tell. */
  readonly untold?: readonly string[];
  /** @default true */
  readonly namespaceExists?: boolean | undefined;
  /** Calls that fail: `version`, `can`, `lint`, or the key of an object that the user must not read. */
  readonly failures?: Readonly<Record<string, ClientError>>;
}

/** Returns a cluster for tests of `tiphys doctor`. */
export function doctorCluster(given: DoctorCluster): Cluster {
  return inNamespace(given, 'default');
}

function inNamespace(given: DoctorCluster, namespace: string): Cluster {
  const { mode = 'kubernetes', objects = [], failures = {}, refused = [], untold = [] } = given;
  const fail = (key: string): void => {
    const failure = failures[key];
    if (failure !== undefined) throw failure;
  };
  const find = (kind: string, name: string): KubernetesObject | undefined => {
    fail(`${kind}/${name}`);
    return objects.find(
      (one) =>
        one.kind === kind &&
        one.metadata.name === name &&
        (one.metadata.namespace ?? 'default') === (kind.startsWith('Cluster') ? 'default' : namespace),
    );
  };
  const storeOf = (kind: string): unknown => ({
    kind,
    async get(name: string) {
      const object = find(kind, name);
      if (object === undefined) throw new ClientError('CLIENT_NOT_FOUND', `no ${name}`);
      return object;
    },
    async lint(object: unknown) {
      fail('lint');
      return object;
    },
  });
  const cluster = {
    mode,
    place: 'the cluster of the test',
    namespace,
    workflowTemplates: storeOf('WorkflowTemplate'),
    clusterWorkflowTemplates: storeOf('ClusterWorkflowTemplate'),
    cronWorkflows: storeOf('CronWorkflow'),
    runs: storeOf('Workflow'),
    delivery: {
      async read({ kind, name }: { readonly kind: string; readonly name: string }) {
        if (mode === 'server')
          throw new ClientError('CLIENT_NOT_OFFERED', `The Argo Server does not show a ${kind}. Use --kube.`);
        return find(kind, name);
      },
    },
    checks: {
      async can({ verb, resource, account }: Access) {
        fail('can');
        const what = `${verb} ${resource}${account === undefined ? '' : ` as ${account}`}`;
        if (refused.includes(what)) return { allowed: false, reason: 'no role' };
        return { allowed: untold.includes(what) ? undefined : true };
      },
      identity: async () => (given.user === undefined ? {} : { user: given.user }),
      namespaceExists: async () => ('namespaceExists' in given ? given.namespaceExists : true),
      installedKinds: async () => (mode === 'server' ? undefined : (given.kinds ?? ALL_KINDS)),
    },
    inNamespace: (other: string) => inNamespace(given, other),
    async version() {
      fail('version');
      return given.version ?? (mode === 'server' ? { argo: 'v4.1.2' } : { kubernetes: 'v1.35.4' });
    },
  };
  // The command uses no more of a cluster.
  return cluster as unknown as Cluster;
}

const ALL_KINDS: readonly InstalledKind[] = [
  'Workflow',
  'WorkflowTemplate',
  'ClusterWorkflowTemplate',
  'CronWorkflow',
].map((kind) => ({ kind, schema: 'full' }));
