import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { conformance } from '@tiphys/tools-conformance';
import { afterAll } from 'vitest';
import { type Cluster, openKubernetes } from '../../src/index.ts';
import { describeReplay } from './describe-replay.ts';
import type { Exchange } from './exchange.ts';
import { kubernetesDeviations } from './kubernetes-deviations.ts';
import { kubernetesReplays } from './kubernetes-replays.ts';

const folder = mkdtempSync(join(tmpdir(), 'tiphys-replay-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function open(url: string, { request }: Exchange, onWarning: (text: string) => void): Promise<Cluster> {
  const token = request.headers.Authorization?.replace('Bearer ', '');
  const kubeconfig = join(folder, 'config.json');
  const config = {
    'current-context': 'c',
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
    clusters: [{ name: 'c', cluster: { server: url } }],
    users: [{ name: 'u', user: token === undefined ? {} : { token } }],
  };
  writeFileSync(kubeconfig, JSON.stringify(config));
  const { searchParams } = new URL(request.path, url);
  return await openKubernetes({
    kubeconfig,
    env: {},
    onWarning,
    pageSize: Number(searchParams.get('limit') ?? 0),
    watchSeconds: Number(searchParams.get('timeoutSeconds') ?? 0) || undefined,
    retries: { most: 0 },
  });
}

describeReplay('own exchanges with the Kubernetes API', {
  folder: join(import.meta.dirname, '../fixtures/exchanges/kubernetes'),
  replays: kubernetesReplays,
  deviations: kubernetesDeviations,
  atLeast: 33,
  open,
});

describeReplay('recorded exchanges with the Kubernetes API', {
  folder: join(conformance, 'kubernetes'),
  replays: kubernetesReplays,
  deviations: kubernetesDeviations,
  atLeast: 108,
  open,
});
