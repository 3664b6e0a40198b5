import type { Cluster } from '../contract/cluster.ts';
import type { KubernetesObject } from '../contract/delivery.ts';
import type { ObjectStore, StoredObject } from '../contract/objects.ts';

/** Returns the store of a kind that Argo keeps, undefined for others. */
export function storeOf(cluster: Cluster, kind: string): ObjectStore<StoredObject> | undefined {
  const stores = [cluster.workflowTemplates, cluster.clusterWorkflowTemplates, cluster.cronWorkflows];
  // Each store takes objects of its own kind, and the caller passes these.
  return stores.find((store) => store.kind === kind) as ObjectStore<StoredObject> | undefined;
}

/** Tells whether a cluster takes objects of a kind: through the Argo Server, these are Argo's own. */
export function takesKind(cluster: Cluster, { kind }: Pick<KubernetesObject, 'kind'>): boolean {
  return cluster.mode === 'kubernetes' || storeOf(cluster, kind) !== undefined;
}
