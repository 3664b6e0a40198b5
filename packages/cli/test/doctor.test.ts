import path from 'node:path';
import { type ClusterState, startArgoServer, startKubernetes } from '@tiphys/tools-cluster';
import { expect, test } from 'vitest';
import { runCli } from '../src/run-cli.ts';
import { fakeWorld } from './fake-world.ts';
import { temporaryFolder } from './temporary-folder.ts';

const flow = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: flow-}
spec:
  entrypoint: main
  templates:
    - name: main
      steps: [[{name: call, templateRef: {name: lib, template: greet}}]]
    - name: other
      container:
        image: alpine
        command: [echo]
        env: [{name: A, valueFrom: {secretKeyRef: {name: db, key: password}}}]
`;

const files = { 'flow.yaml': flow, 'note.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n' };

function store(state: ClusterState): void {
  state.objects.create({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'WorkflowTemplate',
    metadata: { name: 'lib', namespace: 'default' },
    spec: { templates: [{ name: 'greet', suspend: {} }] },
  });
}

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function doctor(
  words: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<Ended> {
  const { world, out, err } = fakeWorld({ cwd, env: { PATH: process.env.PATH ?? '', ...env } });
  const code = await runCli(['doctor', ...words], world);
  return { code, out: out(), err: err() };
}

test('through the Kubernetes API', async () => {
  using folder = temporaryFolder(files);
  const server = await startKubernetes({ controller: false, authorization: 'Bearer marker-token' });
  try {
    store(server.state);
    using config = temporaryFolder({ config: server.kubeconfig({ token: 'marker-token' }) });
    const world = { cwd: folder.path, env: { KUBECONFIG: path.join(config.path, 'config') } };
    const { code, out, err } = await doctor(['flow.yaml'], world);
    expect(out).toContain('✔ connection        The cluster http:');
    expect(out).toContain('answers, as tester');
    expect(out).toContain('? version           Kubernetes is v1.35.4.');
    expect(out).toContain('✔ WorkflowTemplate  lib\n');
    expect(out).toContain(
      '✖ Secret            db is missing in the namespace default. The Workflow flow- needs it',
    );
    expect(out).toContain('→ Create it there with kubectl.\n');
    expect(out).toMatch(/\n1 problem, [\w, ]+\n$/);
    expect(code).toBe(1);
    expect(out + err).not.toContain('marker');

    server.state.objects.create({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'db', namespace: 'default' },
      data: { password: 'bWFya2Vy' },
    });
    const report = await doctor(['flow.yaml', '-o', 'json'], world);
    expect(JSON.parse(report.out)).toMatchObject({ problems: 0, place: expect.stringContaining('default') });
    expect(report.code).toBe(0);
    expect(report.out).not.toContain('bWFya2Vy');

    const changed = server.requests.filter(
      ({ method, path: target }) => method !== 'GET' && !/subject\w*reviews|dryRun=All/.test(target),
    );
    expect(changed).toEqual([]);
  } finally {
    await server.close();
  }
});

test('through the Argo Server', async () => {
  using folder = temporaryFolder(files);
  const server = await startArgoServer({ authorization: 'Bearer marker-token' });
  try {
    store(server.state);
    const env = { ARGO_SERVER: server.url, ARGO_TOKEN: 'Bearer marker-token', ARGO_NAMESPACE: 'default' };
    const { code, out, err } = await doctor(['flow.yaml'], { cwd: folder.path, env });
    expect(out).toContain('✔ version           Argo v4.1.2; files are compiled for v4.1\n');
    expect(out).toContain('✔ WorkflowTemplate  lib\n');
    expect(out).toMatch(/\? Secret {12}db: /);
    expect(out).toContain('✔ server            The server accepts the Workflow flow-\n');
    expect(code).toBe(0);
    expect(out + err).not.toContain('marker');

    const other = await doctor(['flow.yaml', '--target', 'v3.7'], { cwd: folder.path, env });
    expect(other.out).toContain('! version           Argo v4.1.2 is newer than v3.7');

    const refused = await doctor([], { cwd: folder.path, env: { ...env, ARGO_TOKEN: 'Bearer marker-old' } });
    expect(refused.out).toMatch(/^✖ connection {2}/);
    expect(refused.out).toMatch(/\n1 problem\n$/);
    expect(refused.code).toBe(1);
    expect(refused.out + refused.err).not.toContain('marker');
  } finally {
    await server.close();
  }
});

test('a file without anything to run is refused before the cluster is asked', async () => {
  using folder = temporaryFolder(files);
  const world = { cwd: folder.path, env: { ARGO_SERVER: 'http://127.0.0.1:9' } };
  const { code, err } = await doctor(['note.yaml'], world);
  expect([code, err]).toEqual([2, expect.stringContaining('note.yaml contains no Workflow')]);
});

test('a cluster that does not answer is a problem', async () => {
  using folder = temporaryFolder({});
  const closed = await startArgoServer();
  await closed.close();
  const { code, out } = await doctor([], { cwd: folder.path, env: { ARGO_SERVER: closed.url } });
  expect([code, out]).toEqual([1, expect.stringMatching(/^✖ connection {2}/)]);
});
