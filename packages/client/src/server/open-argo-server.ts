import { serverChecks } from '../checks/server-checks.ts';
import type { Cluster } from '../contract/cluster.ts';
import { createTransport } from '../transport/create-transport.ts';
import { createServerRuns } from './runs/server-runs.ts';
import { serverObjects } from './server-objects.ts';
import type { ArgoServerOptions } from './server-options.ts';
import type { ServerRunsPlace } from './server-place.ts';

/**
 * Returns a namespace of a cluster, through the Argo Server. It sends no request yet.
 *
 * @throws ClientError `CLIENT_CONFIG` if the address cannot be used
 */
export function openArgoServer(options: ArgoServerOptions): Cluster {
  const transport = createTransport(options);
  const inNamespace = (namespace: string): Cluster => {
    const where: ServerRunsPlace = {
      transport,
      namespace,
      place: `the Argo Server ${transport.address}, ${namespace === '' ? 'all namespaces' : `namespace ${namespace}`}`,
      instanceId: options.instanceId,
      patience: options.patience,
    };
    const { info: _, ...objects } = serverObjects(where);
    return {
      ...objects,
      mode: 'server',
      place: where.place,
      namespace,
      runs: createServerRuns(where),
      checks: serverChecks(transport, namespace),
      inNamespace,
      close: () => transport.close(),
    };
  };
  return inNamespace(options.namespace ?? 'default');
}
