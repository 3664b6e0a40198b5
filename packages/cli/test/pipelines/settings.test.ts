import { mkdtempSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PipelineProject, pipelineProject } from './pipeline-project.ts';

const secretModule = `import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { SecretText } from '@tiphys/pipeline';

/** Publishes something. */
export function publish(text: string, token: SecretText, backup?: SecretText): string {
  return text + ' ' + token.length + ' ' + (backup === undefined);
}
export function put(path: string, text: string): void { writeFileSync(path, text); }
export function take(path: string): string { return existsSync(path) ? readFileSync(path, 'utf8') : 'nothing'; }
`;

const pipelines = {
  secrets: `pipeline('secrets', { region: fromConfig(config('site', ['region']).region), limit: fromConfig<number>(config('site', ['limit']).limit) }, ({ region, limit }) => {
    const api = secret('api', ['token']);
    return {
      published: s.publish({ text: region, token: api.token }),
      squared: c.square({ x: limit }),
      variables: c.environment({ names: ['TOKEN', 'REGION', 'N', 'token'] }, { env: { TOKEN: api.token, REGION: config('site', ['region']).region, N: 5 }, envFrom: [api] }),
      file: s.take({ path: '/etc/api/token' }, { mounts: { '/etc/api': api } }),
    };
  });
  import * as s from './shared.generated.ts'`,
  volumes: `pipeline('volumes', {}, () => {
    const scratch = volume.perRun({ size: '1Gi' });
    const a = s.put({ path: '/workspace/a', text: 'shared' });
    const b = s.put({ path: '/data/b', text: 'kept' }, { mounts: { '/data': scratch } });
    return {
      a: s.take({ path: '/workspace/a' }, { after: [a] }),
      b: s.take({ path: '/other/b' }, { after: [b], mounts: { '/other': scratch } }),
      own: s.take({ path: '/fast/b' }, { after: [b], mounts: { '/fast': volume.memory() } }),
    };
  }, { workspace: { size: '1Gi' } });
  import * as s from './shared.generated.ts'`,
  retried: `pipeline('retried', { folder: '' }, ({ folder }) => ({
    n: c.flaky({ file: expr([folder], (f) => \`\${f}/if\`), failures: 2 }, { retry: { limit: 5, if: (last, tries) => last.exitCode !== 2 && tries < 4 } }),
  }))`,
  refused: `pipeline('refused', { folder: '' }, ({ folder }) => {
    c.flaky({ file: expr([folder], (f) => \`\${f}/refused\`), failures: 5 }, { retry: { limit: 5, if: (last) => last.exitCode === 99 } });
  })`,
  cached: `pipeline('cached', { folder: '' }, ({ folder }) => {
    const file = expr([folder], (f) => \`\${f}/cached\`);
    const kept = c.flaky.with({ cache: '1h', retry: 1 });
    const first = kept({ file, failures: 0 });
    return { first, second: kept({ file, failures: 0 }, { after: [first] }), own: c.flaky({ file, failures: 0 }, { after: [first], cache: { key: ({ failures }) => \`k-\${failures}\` } }) };
  })`,
  dynamic: `pipeline('dynamic', { image: 'node:24', claim: 'models' }, ({ image, claim }) => ({
    y: c.square({ x: 3 }, { image, mounts: { '/models': volume.claim(claim).readOnly() } }),
  }))`,
  run: `pipeline('variables', {}, (_, run) => ({
    name: expr([run.name, run.namespace, run.scheduledAt, run.priority], (name, space, at, priority) => \`\${name.startsWith('run-')} \${space.length > 0} \${at ?? 'by hand'} \${priority}\`),
    label: c.environment({ names: ['A'] }, { env: { A: podField('metadata.name') } }),
  }), { labels: () => ({ team: 'a' }) })`,
  measured: `pipeline('measured', { team: 'x' }, ({ team }) => ({
    y: c.square({ x: 2 }, { title: 'The square', metrics: { squares: metric.counter({ help: 'Squares', labels: { status: (task) => task.status, big: ({ inputs }) => inputs.x > 9 ? 'yes' : 'no' } }), last: metric.gauge({ help: 'Last', value: (task) => task.result }) } }),
  }), { labels: ({ team }) => ({ team }), artifacts: { repository: repository.s3({ bucket: 'runs', credentials: 'sdk' }), keep: 'with-workflow', logs: true } })`,
};

const cluster = [
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'api' },
    stringData: { token: 'a "quoted" $(HOME) {{x}}' },
  },
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'site', labels: { 'workflows.argoproj.io/configmap-type': 'Parameter' } },
    data: { region: 'eu', limit: '7' },
  },
];

describe('settings in local runs', () => {
  let project: PipelineProject;
  const kept = mkdtempSync('/var/tmp/tiphys-cli-');
  beforeAll(async () => {
    project = await pipelineProject(pipelines, { 'shared.ts': secretModule });
  });
  afterAll(() => {
    rmSync(kept, { recursive: true, force: true });
    project[Symbol.dispose]();
  });

  test('keys of Secrets and ConfigMaps are arguments, variables, inputs and files', async () => {
    const { phase, outputs, failures, workflow } = await project.run('secrets', {}, cluster);
    expect(failures).toEqual([]);
    expect({ phase, outputs }).toEqual({
      phase: 'Succeeded',
      outputs: {
        published: 'eu 24 true',
        squared: 49,
        variables: ['TOKEN=a "quoted" $(HOME) {{x}}', 'REGION=eu', 'N=5', 'token=a "quoted" $(HOME) {{x}}'],
        file: 'a "quoted" $(HOME) {{x}}',
      },
    });
    const inputs = Object.values(workflow.status?.nodes ?? {}).map((node) => node.inputs);
    expect(JSON.stringify(inputs)).not.toContain('quoted');
  });

  test('tasks share volumes of the run and the workspace', async () => {
    const { phase, outputs, failures } = await project.run('volumes');
    expect(failures).toEqual([]);
    expect({ phase, outputs }).toEqual({
      phase: 'Succeeded',
      outputs: { a: 'shared', b: 'kept', own: 'nothing' },
    });
  });

  test('a condition decides about retries', async () => {
    const { phase, outputs } = await project.run('retried', { folder: kept });
    expect({ phase, outputs }).toEqual({ phase: 'Succeeded', outputs: { n: 3 } });
    const refused = await project.run('refused', { folder: kept });
    expect(refused.phase).toBe('Failed');
    const pods = Object.values(refused.workflow.status?.nodes ?? {}).filter(({ type }) => type === 'Pod');
    expect(pods).toHaveLength(1);
  });

  test('results are kept, also with retries', async () => {
    const { phase, outputs, failures } = await project.run('cached', { folder: kept });
    expect(failures).toEqual([]);
    expect({ phase, outputs }).toEqual({ phase: 'Succeeded', outputs: { first: 1, second: 1, own: 2 } });
  });

  test.for(['dynamic', 'run', 'measured'])('%s runs', async (name) => {
    const { phase, failures } = await project.run(name);
    expect({ phase, failures }).toEqual({ phase: 'Succeeded', failures: [] });
  });
});
