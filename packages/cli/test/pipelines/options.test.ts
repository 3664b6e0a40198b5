import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PipelineProject, pipelineProject } from './pipeline-project.ts';

const pipelines = {
  retry: `pipeline('retry', { folder: '' }, ({ folder }) => ({
    once: c.flaky({ file: expr([folder], (f) => \`\${f}/once\`), failures: 2 }, { retry: 2 }),
    loop: forEach([0, 1], (failures) => c.flaky.with({ retry: { limit: 3, policy: 'Always', backoff: { duration: '10ms' } } })({ file: expr([folder, failures], (f, n) => \`\${f}/loop\${n}\`), failures })),
  }))`,
  exhausted: `pipeline('exhausted', { folder: '' }, ({ folder }) => {
    c.flaky({ file: expr([folder], (f) => \`\${f}/exhausted\`), failures: 5 }, { retry: 1 });
  })`,
  timeout: `pipeline('timeout', {}, () => { c.sleep({ seconds: 60 }, { timeout: 1 }); })`,
  container: `pipeline('container', {}, () => {
    const configured = c.environment.with({ name: 'configured', image: 'node:22-slim', env: { A: '1', B: 'x$$ $(A)' }, resources: { requests: { cpu: '100m' }, limits: { memory: '1Gi' } } });
    return {
      base: configured({ names: ['A', 'B', 'C'] }),
      call: configured({ names: ['A', 'B', 'C'] }, { name: 'special', image: 'node:24', env: { B: 'two', C: '{three}' } }),
      plain: c.environment({ names: ['A'] }),
    };
  })`,
  failing: `pipeline('failing', { n: 1 }, ({ n }) => {
    const x = c.square({ x: n });
    c.add({ a: x, b: c.fail({ message: 'no {{luck}}' }) });
  }, { onExit: ({ status }, { n }) => {
    when([status], (s) => s === 'Succeeded', () => c.say({ text: 'good' }));
    when([status], (s) => s !== 'Succeeded', () => c.say({ text: expr([status, n], (s, v) => \`\${s} \${v}\`) }));
  } })`,
  succeeding: `pipeline('succeeding', { name: 'b{ö}b' }, ({ name }) => {
    c.say({ text: name }, { name: 'work' });
  }, { onExit: ({ status }, { name }) => { c.say({ text: expr([status, name], (s, n) => \`\${s} \${n}\`) }, { name: 'told' }); } })`,
  template: `pipeline('template', { n: 2 }, ({ n }) => ({ squared: c.square({ x: n }) }), { kind: 'WorkflowTemplate', labels: { team: 'x' } })`,
  cron: `pipeline('cron', { n: 2 }, ({ n }) => ({ squared: c.square({ x: n }) }), { schedule: { at: ['0 3 * * *'], timezone: 'Europe/Berlin' } })`,
};

describe('options of tasks and pipelines', () => {
  let project: PipelineProject;
  // Each pod has its own /tmp, which a second attempt does not see.
  const kept = mkdtempSync('/var/tmp/tiphys-cli-');
  beforeAll(async () => {
    project = await pipelineProject(pipelines);
  });
  afterAll(() => {
    rmSync(kept, { recursive: true, force: true });
    project[Symbol.dispose]();
  });

  test('a function that fails twice and then works succeeds with two retries', async () => {
    const { phase, outputs } = await project.run('retry', { folder: kept });
    expect({ phase, outputs }).toEqual({ phase: 'Succeeded', outputs: { once: 3, loop: [1, 2] } });
  });

  test('retries end at their limit', async () => {
    const { phase } = await project.run('exhausted', { folder: kept });
    expect(phase).toBe('Failed');
    expect(readFileSync(path.join(kept, 'exhausted'), 'utf8')).toBe('xx');
  });

  test('a task that exceeds its timeout is stopped', async () => {
    const { phase, workflow } = await project.run('timeout');
    expect(phase).toBe('Failed');
    const pods = Object.values(workflow.status?.nodes ?? {}).filter(({ type }) => type === 'Pod');
    expect(pods).toMatchObject([{ phase: 'Failed' }]);
  });

  test('image, resources and env (as Kubernetes reads it) are from the component, and a call can override them', async () => {
    const { phase, outputs, workflow } = await project.run('container');
    expect({ phase, outputs }).toEqual({
      phase: 'Succeeded',
      outputs: {
        base: ['A=1', 'B=x$ 1', 'C=undefined'],
        call: ['A=1', 'B=two', 'C={three}'],
        plain: ['A=undefined'],
      },
    });
    const scripts = (workflow.spec.templates ?? []).flatMap(({ script }) => (script ? [script] : []));
    expect(scripts.map(({ image }) => image).sort()).toEqual(['node:22-slim', 'node:24', 'node:24-slim']);
    expect(scripts.filter(({ resources }) => resources !== undefined)).toMatchObject([
      { resources: { requests: { cpu: '100m' }, limits: { memory: '1Gi' } } },
      { resources: { requests: { cpu: '100m' }, limits: { memory: '1Gi' } } },
    ]);
  });

  test('an error in a function shows its file and line, and the exit handler sees the failure', async () => {
    const { phase, logs, failures } = await project.run('failing', { n: '4' });
    expect(phase).toBe('Failed');
    const line = readFileSync(path.join(project.path, 'components.ts'), 'utf8')
      .split('\n')
      .findIndex((text) => text.includes('throw new Error(message)'));
    expect(failures[0]).toContain(`components.ts:${line + 1}`);
    expect(failures[0]).toContain('no {{luck}}');
    expect(Object.values(logs).filter((text) => text !== '')).toEqual([
      expect.stringContaining('about to fail'),
      'Failed 4',
    ]);
  });

  test('the exit handler sees success, and the inputs', async () => {
    const { phase, logs } = await project.run('succeeding', { name: 'x{{y}}'.replaceAll('{{', '{') });
    expect(phase).toBe('Succeeded');
    expect(Object.values(logs).sort()).toEqual(['Succeeded x{y}}', 'x{y}}']);
  });

  test.for(['template', 'cron'])('a %s runs once here', async (name) => {
    const { phase, outputs } = await project.run(name, { n: '5' });
    expect({ phase, outputs }).toEqual({ phase: 'Succeeded', outputs: { squared: 25 } });
  });

  test('pods leave no files behind', async () => {
    const { folder } = await project.run('cron');
    expect(existsSync(path.join(folder, 'pods'))).toBe(false);
  });
});
