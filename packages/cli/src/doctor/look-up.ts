import { ClientError, type Cluster } from '@tiphys/client';
import type { Need } from './find-needs.ts';
import { isNotShown } from './guard.ts';

/** What a cluster says about an object. */
export type LookedUp =
  | { readonly state: 'found'; readonly object: FoundObject }
  | { readonly state: 'missing' }
  | { readonly state: 'unknown'; readonly reason: string };

/** The fields of an object that checks read. Values of Secrets are read by none. */
export interface FoundObject {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  readonly metadata?: { readonly name?: unknown; readonly annotations?: Readonly<Record<string, string>> };
  readonly data?: Readonly<Record<string, string>>;
  readonly binaryData?: Readonly<Record<string, string>>;
  readonly spec?: { readonly templates?: readonly { readonly name?: string }[] };
}

type Wanted = Pick<Need, 'kind' | 'name' | 'namespace'>;

/** Returns a function that looks for objects in a cluster, for each once. */
export function createLookUp(cluster: Cluster): (wanted: Wanted) => Promise<LookedUp> {
  const known = new Map<string, Promise<LookedUp>>();
  return (wanted) => {
    const key = `${wanted.namespace ?? ''}/${wanted.kind}/${wanted.name}`;
    const found = known.get(key) ?? lookUp(cluster, wanted);
    known.set(key, found);
    return found;
  };
}

async function lookUp(cluster: Cluster, { kind, name, namespace }: Wanted): Promise<LookedUp> {
  const place = namespace === undefined ? cluster : cluster.inNamespace(namespace);
  try {
    const object = await read(place, kind, name);
    if (object === undefined) return { state: 'missing' };
    // The checks accept that fields are missing.
    return { state: 'found', object: object as FoundObject };
  } catch (error) {
    if (error instanceof ClientError && error.code === 'CLIENT_NOT_FOUND') return { state: 'missing' };
    if (isNotShown(error)) return { state: 'unknown', reason: reasonOf(error, kind) };
    throw error;
  }
}

/** Returns why an object is not shown. What the client advises is about creating it. */
function reasonOf({ code, message }: ClientError, kind: Need['kind']): string {
  return code === 'CLIENT_NOT_OFFERED'
    ? `The Argo Server does not show ${kind}s. Pass --kube to check them through the Kubernetes API`
    : message;
}

async function read(place: Cluster, kind: Need['kind'], name: string): Promise<object | undefined> {
  switch (kind) {
    case 'WorkflowTemplate':
      return place.workflowTemplates.get(name);
    case 'ClusterWorkflowTemplate':
      return place.clusterWorkflowTemplates.get(name);
    case 'ConfigMap':
    case 'Secret':
    case 'ServiceAccount':
    case 'PersistentVolumeClaim':
      return place.delivery.read({ apiVersion: 'v1', kind, name });
  }
}
