import { writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  type ArgoServer,
  type KubernetesServer,
  startArgoServer,
  startKubernetes,
} from '@tiphys/tools-cluster';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectFolder } from '../project-folder.ts';
import { type CommandResult, runTiphys } from '../run-tiphys.ts';
import type { TemporaryFolder } from '../temporary-folder.ts';

const TOKEN = 'marker-token-5c1d';

const components = `/** Squares a number. */
export function square(x: number): number {
  return x * x;
}
`;

const pipeline = `import { pipeline } from '@tiphys/pipeline';
import { square } from './components.generated.ts';

export default pipeline('numbers', { n: 3 }, ({ n }) => ({ result: square({ x: n }) }));
`;

const failing = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { generateName: fails- }
spec:
  entrypoint: main
  templates:
    - name: main
      container: { image: alpine, command: [sh, -c, 'echo so long; exit 3'] }
`;

const waiting = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { generateName: waits- }
spec:
  entrypoint: main
  templates:
    - name: main
      suspend: {}
`;

const template = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: { name: hello }
spec:
  entrypoint: main
  arguments: { parameters: [{ name: time, value: noon }] }
  templates:
    - name: main
      container: { image: alpine, command: [echo, '{{workflow.parameters.undeclared}}'] }
`;

const cron = `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: { name: daily }
spec:
  schedules: ['0 0 * * *']
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        container: { image: alpine, command: [date] }
`;

let folder: TemporaryFolder;
let servers: { readonly kube: KubernetesServer; readonly server: ArgoServer };

beforeAll(async () => {
  folder = await projectFolder({
    'components.ts': components,
    'pipeline.ts': pipeline,
    'fails.yaml': failing,
    'waits.yaml': waiting,
    'template.yaml': template,
    'cron.yaml': cron,
    'unknown.yaml': failing.replace('command:', 'comand:'),
  });
  const authorization = `Bearer ${TOKEN}`;
  servers = {
    kube: await startKubernetes({ authorization }),
    server: await startArgoServer({ authorization }),
  };
  writeFileSync(path.join(folder.path, 'config'), servers.kube.kubeconfig({ token: TOKEN }));
}, 60_000);

afterAll(async () => {
  await servers.kube.close();
  await servers.server.close();
  folder[Symbol.dispose]();
});

type Mode = 'kube' | 'server';

/** Runs a command with the variables for a way to the cluster. */
const tiphysIn = async (mode: Mode, ...words: readonly string[]): Promise<CommandResult> => {
  const result = await runTiphys(words, {
    cwd: folder.path,
    env: {
      KUBECONFIG: path.join(folder.path, 'config'),
      TIPHYS_PLACE: '',
      ARGO_SERVER: mode === 'server' ? servers.server.url : '',
      ARGO_TOKEN: mode === 'server' ? `Bearer ${TOKEN}` : '',
    },
  });
  expect(`${result.out}${result.err}`).not.toContain(TOKEN);
  return result;
};

const modes: readonly { mode: Mode; using: string }[] = [
  { mode: 'kube', using: 'Using the cluster http' },
  { mode: 'server', using: 'Using the Argo Server http' },
];

describe.for(modes)('submit, $mode', ({ mode, using }) => {
  const tiphys = (...words: readonly string[]): Promise<CommandResult> => tiphysIn(mode, ...words);
  // ARGO_SERVER alone leads no command about runs to a cluster.
  const there = mode === 'server' ? () => ['--server', servers.server.url] : () => ['--kube'];

  test('runs a pipeline, and reports it as a local run', { timeout: 120_000 }, async () => {
    const remote = await tiphys('submit', 'pipeline.ts', '-p', 'n=4', '--watch');
    expect(remote.err).toContain(using);
    expect(remote.code, remote.err).toBe(0);
    const here = await tiphys('run', 'pipeline.ts', '-p', 'n=4');
    expect(here.code, here.err).toBe(0);
    expect(report(remote.out)).toBe(report(here.out));
    expect(remote.out).toMatch(/result {2}16/);
  });

  test('has the exit code of a run that fails', { timeout: 120_000 }, async () => {
    const { code, out } = await tiphys('submit', 'fails.yaml', '--wait');
    expect(code).toBe(1);
    expect(out).toContain('so long');
  });

  test('the run is listed, shown and deleted there', { timeout: 120_000 }, async () => {
    const { out } = await tiphys('submit', 'fails.yaml', '-o', 'name', '-l', 'team=red');
    const name = out.trim();
    expect(name).toMatch(/^fails-/);
    expect((await tiphys('wait', name, ...there())).code).toBe(1);
    expect((await tiphys('list', ...there(), '-l', 'team=red', '-o', 'name')).out).toBe(`${name}\n`);
    expect((await tiphys('list', '-o', 'name')).out).not.toContain(name);
    const [listed] = JSON.parse((await tiphys('list', ...there(), '-l', 'team=red', '-o', 'json')).out);
    expect(Object.keys(listed.status.nodes)).toContain(name);
    expect((await tiphys('logs', name, ...there())).out).toContain('so long');
    expect((await tiphys('delete', name, ...there())).out).toContain(`'${name}' deleted`);
    expect((await tiphys('get', name, ...there())).err).toContain('RUNS_UNKNOWN_RUN');
  });

  test('a run that has not ended is shown', { timeout: 120_000 }, async () => {
    const name = (await tiphys('submit', 'waits.yaml', '-o', 'name')).out.trim();
    await expect
      .poll(async () => (await tiphys('get', name, ...there())).out, { timeout: 60_000 })
      .toMatch(/Run\n {2}Created .+\n {2}Started .+\n$/);
    const node = await tiphys('get', name, name, ...there());
    expect(node.out).toContain('Suspend');
    expect(node.out).not.toContain('Finished');
    expect((await tiphys('terminate', name, ...there())).code).toBe(0);
  });

  test('prints what it would send', { timeout: 60_000 }, async () => {
    const { code, out } = await tiphys('submit', 'fails.yaml', '--dry-run', '--priority', '7');
    expect(code).toBe(0);
    expect(out).toContain('priority: 7');
  });

  test('prints what it would send to an older version of Argo', { timeout: 60_000 }, async () => {
    const words = ['submit', 'fails.yaml', '--dry-run', '--target'];
    expect(await tiphys(...words, 'v3.5')).toMatchObject({ code: 0 });
    expect(await tiphys(...words, 'v1.0')).toMatchObject({
      code: 2,
      err: expect.stringContaining('CLI_UNKNOWN_VERSION'),
    });
  });
});

test('what a cluster would store or ignore is refused', { timeout: 120_000 }, async () => {
  const inKube = (line: string): Promise<CommandResult> => tiphysIn('kube', ...line.split(' '), '--kube');
  expect((await inKube('template create template.yaml')).code).toBe(0);
  const typo = await inKube('submit --from workflowtemplate/hello -p tme=now');
  expect(typo).toMatchObject({ code: 2, out: '' });
  expect(typo.err).toContain('CLI_UNKNOWN_PARAMETER');
  expect(typo.err).toContain('Available parameters: time');
  for (const name of ['time', 'undeclared']) {
    const taken = await inKube(`submit --from workflowtemplate/hello -p ${name}=x -o name`);
    expect(taken, taken.err).toMatchObject({ code: 0 });
  }
  const schedule = await inKube('cron create cron.yaml --schedule never');
  expect(schedule.code).toBe(2);
  expect(schedule.err).toContain('cron schedule never is malformed');
  expect((await inKube('cron get daily')).err).toContain('CLIENT_NOT_FOUND');
});

test('a token that is refused is not printed', { timeout: 60_000 }, async () => {
  const config = servers.kube.kubeconfig({ token: 'marker-wrong-token' });
  writeFileSync(path.join(folder.path, 'wrong'), config);
  const kube = await tiphysIn('kube', 'submit', 'fails.yaml', '--kubeconfig', 'wrong');
  expect(kube.err).toContain('CLIENT_UNAUTHENTICATED');
  const server = await tiphysIn('server', 'submit', 'fails.yaml', '--token', 'marker-wrong-token');
  expect(server.err).toContain('CLIENT_UNAUTHENTICATED');
  expect([kube.code, server.code]).toEqual([2, 2]);
  expect(`${kube.out}${kube.err}${server.out}${server.err}`).not.toContain('marker-wrong');
});

describe('nothing is sent for what is wrong', { timeout: 120_000 }, () => {
  test.for([
    { line: 'pipeline.ts -p n=four', message: 'PIPELINE_' },
    { line: 'pipeline.ts -p m=4', message: 'CLI_UNKNOWN_PARAMETER' },
    { line: 'unknown.yaml', message: 'comand' },
    { line: '', message: 'CLI_MISSING_ARGUMENT' },
    { line: 'fails.yaml --from cronwf/x', message: 'CLI_CONFLICTING_OPTIONS' },
    { line: '--from template/x', message: 'CLI_OPTION_VALUE' },
    { line: 'fails.yaml --dry-run --watch', message: 'CLI_CONFLICTING_OPTIONS' },
    { line: 'fails.yaml pipeline.ts --watch', message: 'CLI_CONFLICTING_OPTIONS' },
  ])('tiphys submit $line', async ({ line, message }) => {
    const before = servers.kube.requests.length;
    const { code, err } = await tiphysIn('kube', 'submit', ...line.split(' ').filter((word) => word !== ''));
    expect(err).toContain(message);
    expect(code).toBe(2);
    expect(servers.kube.requests.length).toBe(before);
  });
});

/** Returns a report without what differs between runs: names, durations, and the folder of a local run. */
function report(text: string): string {
  return text
    .replaceAll(/numbers-\w+/g, 'numbers-x')
    .replaceAll(/ +<?\d+s$/gm, '')
    .replace(/\n+Files .*\n$/, '\n')
    .trim();
}
