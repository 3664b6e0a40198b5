import { startLoopback } from '@tiphys/tools-cluster';
import { expect, test } from 'vitest';
import { runCli } from '../../src/run-cli.ts';
import { fakeWorld } from '../fake-world.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const template = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: { name: build }
spec: { templates: [{ name: main, suspend: {} }] }
`;

test('what the Kubernetes API warns of is printed once', async () => {
  const server = await startLoopback(async ({ body }, reply) => {
    reply.head(201, { 'content-type': 'application/json', warning: '299 - "unknown field \\"spec.nope\\""' });
    reply.write(body);
    reply.end();
  });
  const kubeconfig = JSON.stringify({
    'current-context': 'c',
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
    clusters: [{ name: 'c', cluster: { server: server.url } }],
    users: [{ name: 'u', user: {} }],
  });
  using folder = temporaryFolder({
    kubeconfig,
    'build.yaml': template,
    'other.yaml': template.replace('build', 'other'),
  });
  const fake = fakeWorld({ cwd: folder.path, env: { KUBECONFIG: `${folder.path}/kubeconfig` } });
  const line = 'template create build.yaml other.yaml --kube -o name';
  const code = await runCli(line.split(' '), fake.world);
  await server.close();
  expect({ code, out: fake.out() }).toEqual({ code: 0, out: 'build\nother\n' });
  expect(fake.err().match(/Warning of the Kubernetes API: .*\n/g)).toEqual([
    'Warning of the Kubernetes API: unknown field "spec.nope"\n',
  ]);
});
