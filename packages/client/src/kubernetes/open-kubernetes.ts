import type { ClusterWorkflowTemplate, WorkflowTemplate } from '@tiphys/models';
import { kubernetesChecks } from '../checks/kubernetes-checks.ts';
import type { Cluster, ClusterVersion } from '../contract/cluster.ts';
import type { KubernetesObjects } from '../contract/kubernetes-objects.ts';
import { sendClusterRequest } from '../requests/cluster-request.ts';
import { createTransport } from '../transport/create-transport.ts';
import { readAccess } from './access/kubernetes-access.ts';
import { createKubernetesApi } from './api/kubernetes-api.ts';
import { CLUSTER_WORKFLOW_TEMPLATES, WORKFLOW_TEMPLATES } from './api/resource.ts';
import type { KubernetesOptions } from './kubernetes-options.ts';
import { createRuns } from './kubernetes-runs.ts';
import type { NamespacePlace } from './namespace-place.ts';
import { noArchive } from './no-archive.ts';
import { createResourceFinder } from './objects/find-resource.ts';
import { createDelivery } from './objects/kubernetes-delivery.ts';
import { createEvents } from './objects/kubernetes-events.ts';
import { createKubernetesObjects } from './objects/kubernetes-objects.ts';
import { createCronStore, createStore } from './objects/object-store.ts';

/** A namespace of a cluster that the Kubernetes API reaches. */
export interface KubernetesCluster extends Cluster {
  /** Reads and writes objects of any kind, as `kubectl` does. */
  readonly objects: KubernetesObjects;
  inNamespace(namespace: string): KubernetesCluster;
}

/**
 * Returns a namespace of a cluster, through the Kubernetes API. Credentials are those of a kubeconfig or of the pod's service account. Only commands
 * that a kubeconfig names for credentials are run; no request is sent yet.
 *
 * Archived workflows, artifacts and nodes in Argo's database are not offered this way.
 *
 * @throws ClientError `CLIENT_CONFIG`, `CLIENT_UNAUTHENTICATED`
 */
export async function openKubernetes(options: KubernetesOptions = {}): Promise<KubernetesCluster> {
  const { server, context, tls, credentials, namespace } = await readAccess(options);
  const { timeouts, retries, onConnection, onWarning } = options;
  const transport = createTransport({
    server,
    tls,
    credentials,
    timeouts,
    retries,
    onConnection,
    onWarning,
  });
  const api = createKubernetesApi(transport, options.pageSize ?? 500);
  const find = createResourceFinder(transport);

  const inNamespace = (name: string): KubernetesCluster => {
    const where: NamespacePlace = {
      api,
      namespace: name,
      place: `the cluster ${transport.address}, context ${context}, ${name === '' ? 'all namespaces' : `namespace ${name}`}`,
      instanceId: options.instanceId,
      watchSeconds: options.watchSeconds,
      patience: options.patience,
    };
    return {
      mode: 'kubernetes',
      place: where.place,
      namespace: name,
      runs: createRuns(where),
      workflowTemplates: createStore<WorkflowTemplate>(where, WORKFLOW_TEMPLATES),
      clusterWorkflowTemplates: createStore<ClusterWorkflowTemplate>(where, CLUSTER_WORKFLOW_TEMPLATES),
      cronWorkflows: createCronStore(where),
      archive: noArchive,
      events: createEvents(where),
      delivery: createDelivery(where, find),
      objects: createKubernetesObjects(where, find),
      checks: kubernetesChecks(transport, name),
      inNamespace,
      request: (request, call) => sendClusterRequest(transport, request, call),
      async version(call = {}): Promise<ClusterVersion> {
        const reply = await transport.json({ method: 'GET', path: '/version' }, call);
        const { gitVersion } = reply as { readonly gitVersion?: unknown }; // any JSON
        return { kubernetes: typeof gitVersion === 'string' ? gitVersion : undefined };
      },
      close: () => transport.close(),
    };
  };
  return inNamespace(options.namespace ?? namespace);
}
