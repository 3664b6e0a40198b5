import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type KubernetesServer, type KubernetesServerOptions, startKubernetes } from '@tiphys/tools-cluster';
import { type KubernetesCluster, type KubernetesOptions, openKubernetes } from '../../src/index.ts';

/** A server, and the cluster that it is. */
export interface TestCluster {
  readonly server: KubernetesServer;
  readonly cluster: KubernetesCluster;
  /** Opens the same server with other options. */
  open(options: KubernetesOptions): Promise<KubernetesCluster>;
  close(): Promise<void>;
}

/** Short waits, so that tests do not wait. */
const QUICK: KubernetesOptions = {
  retries: { firstWait: 1, longestWait: 20 },
  patience: { firstWait: 1, longestWait: 20 },
};

/** Starts an API server, and opens it with a kubeconfig. */
export async function openTestCluster(
  serverOptions: KubernetesServerOptions = {},
  options: KubernetesOptions = {},
): Promise<TestCluster> {
  const server = await startKubernetes(serverOptions);
  const folder = mkdtempSync(path.join(tmpdir(), 'tiphys-kubeconfig-'));
  const kubeconfig = path.join(folder, 'config');
  writeFileSync(kubeconfig, server.kubeconfig({ token: 'test-token' }));
  const opened: KubernetesCluster[] = [];
  const open = async (more: KubernetesOptions): Promise<KubernetesCluster> => {
    const cluster = await openKubernetes({ ...QUICK, kubeconfig, ...options, ...more });
    opened.push(cluster);
    return cluster;
  };
  return {
    server,
    cluster: await open({}),
    open,
    async close() {
      for (const cluster of opened) await cluster.close();
      await server.close();
      rmSync(folder, { recursive: true });
    },
  };
}
