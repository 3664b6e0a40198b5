import type { Operations } from '@tiphys/models/operations';
import { serverChecks } from '../checks/server-checks.ts';
import type { Cluster } from '../contract/cluster.ts';
import type { OperationMap, ServerOperations } from '../contract/operations.ts';
import { sendClusterRequest } from '../requests/cluster-request.ts';
import { createTransport } from '../transport/create-transport.ts';
import { createOperations } from './operations/create-operations.ts';
import { type ServerObjects, serverObjects } from './server-objects.ts';
import type { ArgoServerOptions } from './server-options.ts';
import type { ServerRunsPlace } from './server-place.ts';
import { createServerRuns } from './server-runs.ts';

/** A namespace of a cluster that an Argo Server reaches. */
export interface ArgoServerCluster<All extends OperationMap<All> = Operations>
  extends Cluster,
    Pick<ServerObjects, 'info'> {
  /** Makes each operation of the server's API by its name. */
  readonly operations: ServerOperations<All>;
  inNamespace(namespace: string): ArgoServerCluster<All>;
}

/**
 * Returns a namespace of a cluster, through the Argo Server. It sends no request yet.
 *
 * @typeParam All the operations of the server's version of Argo, such as `Operations` of `@tiphys/models/v3.7/operations`. @default the newest ones
 * @throws ClientError `CLIENT_CONFIG` if the address cannot be used
 */
export function openArgoServer<All extends OperationMap<All> = Operations>(
  options: ArgoServerOptions,
): ArgoServerCluster<All> {
  const transport = createTransport(options);
  const inNamespace = (namespace: string): ArgoServerCluster<All> => {
    const where: ServerRunsPlace = {
      transport,
      namespace,
      place: `the Argo Server ${transport.address}, ${namespace === '' ? 'all namespaces' : `namespace ${namespace}`}`,
      instanceId: options.instanceId,
      pageSize: options.pageSize,
      streams: options.streams,
      patience: options.patience,
    };
    return {
      ...serverObjects(where),
      mode: 'server',
      place: where.place,
      namespace,
      runs: createServerRuns(where),
      checks: serverChecks(transport, namespace),
      operations: createOperations(where) as unknown as ServerOperations<All>, // the newest ones include those of all versions
      request: (request, call) => sendClusterRequest(transport, request, call),
      inNamespace,
      close: () => transport.close(),
    };
  };
  return inNamespace(options.namespace ?? 'default');
}
