import { type ArgoServer, startArgoServer } from '@tiphys/tools-cluster';
import { type ArgoServerOptions, type Cluster, openArgoServer } from '../../src/index.ts';

/** A server, and the cluster that it offers. */
export interface TestServer {
  readonly server: ArgoServer;
  readonly cluster: Cluster;
  close(): Promise<void>;
}

/** Starts an Argo Server under a base path, and opens it with short waits. */
export async function openTestServer(options: Partial<ArgoServerOptions> = {}): Promise<TestServer> {
  const server = await startArgoServer({ authorization: 'Bearer marker', basePath: '/argo' });
  const cluster = openArgoServer({
    server: server.url.endsWith('/argo') ? server.url : `${server.url}/argo`,
    headers: { authorization: 'Bearer marker' },
    retries: { firstWait: 1, longestWait: 20 },
    patience: { firstWait: 1, longestWait: 20 },
    ...options,
  });
  return {
    server,
    cluster,
    async close() {
      await cluster.close();
      await server.close();
    },
  };
}
