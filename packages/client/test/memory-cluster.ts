import type { Workflow } from '@tiphys/models';
import {
  ClientError,
  type Cluster,
  type ClusterMode,
  type Delivery,
  type KubernetesObject,
  type ObjectReference,
  type ObjectStore,
  type StoredObject,
} from '../src/index.ts';

/** A cluster in memory, which counts what is asked of it. */
export interface MemoryCluster {
  readonly cluster: Cluster;
  /** The objects by kind and name: `ConfigMap/settings`. */
  readonly objects: Map<string, KubernetesObject>;
  /** What was changed: `apply ConfigMap/settings`. */
  readonly changes: readonly string[];
}

/** Options of {@link memoryCluster}. */
export interface MemoryOptions {
  readonly mode?: ClusterMode;
  readonly objects?: readonly KubernetesObject[];
  /** Changes that fail, such as `apply ConfigMap/settings` or `submit`, with their errors. */
  readonly failures?: Readonly<Record<string, ClientError>>;
}

const ARGO_KINDS = ['WorkflowTemplate', 'ClusterWorkflowTemplate', 'CronWorkflow'];

/** Returns a cluster in memory. */
export function memoryCluster({
  mode = 'kubernetes',
  objects = [],
  failures = {},
}: MemoryOptions = {}): MemoryCluster {
  const stored = new Map(objects.map((object) => [keyOf(object), object]));
  const changes: string[] = [];
  const change = (what: string): void => {
    const failure = failures[what];
    if (failure !== undefined) throw failure;
    changes.push(what);
  };
  const check = ({ kind }: { readonly kind: string }): void => {
    if (mode === 'server' && !ARGO_KINDS.includes(kind))
      throw new ClientError('CLIENT_NOT_OFFERED', `no ${kind} through the Argo Server`);
  };
  const delivery: Delivery = {
    async read(reference) {
      check(reference);
      return stored.get(keyOfReference(reference));
    },
    async apply(object, { dryRun = false } = {}) {
      check(object);
      const live = stored.get(keyOf(object));
      const next = {
        ...object,
        metadata: { ...live?.metadata, uid: `uid-${stored.size}`, ...object.metadata },
      };
      if (dryRun) return next;
      change(`apply ${keyOf(object)}`);
      stored.set(keyOf(object), next);
      return next;
    },
    async own(reference, owner) {
      const key = keyOfReference(reference);
      change(`own ${key} by ${owner.name}`);
      const object = stored.get(key);
      if (object === undefined) throw new ClientError('CLIENT_NOT_FOUND', key);
      const ownerReferences = [...(object.metadata.ownerReferences ?? []), owner];
      stored.set(key, { ...object, metadata: { ...object.metadata, ownerReferences } });
    },
    async remove(reference) {
      change(`remove ${keyOfReference(reference)}`);
      stored.delete(keyOfReference(reference));
    },
  };
  const cluster = {
    mode,
    place: 'the cluster of the test',
    namespace: 'default',
    delivery,
    workflowTemplates: storeOfKind('WorkflowTemplate'),
    clusterWorkflowTemplates: storeOfKind('ClusterWorkflowTemplate'),
    cronWorkflows: storeOfKind('CronWorkflow'),
    runs: {
      async submit(workflow: Workflow): Promise<Workflow> {
        change('submit');
        return { ...workflow, metadata: { ...workflow.metadata, name: 'run-1', uid: 'uid-of-run' } };
      },
    },
  };
  // Delivering uses no more of a cluster.
  return { cluster: cluster as unknown as Cluster, objects: stored, changes };
}

/** The Argo Server returns objects as Go writes them. */
function storeOfKind(kind: string): ObjectStore<StoredObject> {
  const lint = async (object: StoredObject): Promise<StoredObject> => {
    const { metadata, spec } = structuredClone(object);
    const reply = { metadata, spec: { ...spec, arguments: {} }, status: null };
    // The type of an object is left out of replies.
    return reply as unknown as StoredObject;
  };
  return { kind, lint } as unknown as ObjectStore<StoredObject>;
}

function keyOf({ kind, metadata }: KubernetesObject): string {
  return `${kind}/${metadata.name}`;
}

function keyOfReference({ kind, name }: ObjectReference): string {
  return `${kind}/${name}`;
}
