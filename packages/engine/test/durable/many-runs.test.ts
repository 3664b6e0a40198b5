import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../src/driver/store.ts';
import { environment } from '../executor-bench.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'tiphys-many-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const program = path.resolve(import.meta.dirname, '../fixtures/drive-run.ts');

test('twenty runs at once in one store do not disturb each other', { timeout: 120_000 }, async () => {
  const manifest = path.join(directory, 'workflow.json');
  const echo = {
    name: 'echo',
    inputs: { parameters: [{ name: 'n' }] },
    script: {
      image: 'alpine',
      command: ['sh'],
      source: 'echo {{workflow.name}}-{{inputs.parameters.n}} >{{outputs.parameters.o.path}}',
    },
    outputs: { parameters: [{ name: 'o', valueFrom: { path: '/tmp/o' } }] },
  };
  const call = { parameters: [{ name: 'n', value: '{{item}}' }] };
  const steps = [[{ name: 'a', template: 'echo', arguments: call, withItems: [1, 2, 3] }]];
  const templates = [{ name: 'main', steps }, echo];
  writeFileSync(manifest, JSON.stringify({ metadata: {}, spec: { entrypoint: 'main', templates } }));
  const store = path.join(directory, 'store');
  const ends = Array.from({ length: 20 }, async () => {
    const child = spawn(process.execPath, ['--conditions=@tiphys/source', program, store, 'same', manifest], {
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const closed = once(child, 'close');
    const printed = await text(child.stdout);
    await closed;
    return printed.trim();
  });
  expect(await Promise.all(ends)).toEqual(Array.from({ length: 20 }, () => 'ready\nSucceeded'));
  const runs = openStore(store).listRuns();
  const names = ['same', ...Array.from({ length: 19 }, (_, index) => `same-${index + 2}`)];
  expect(runs.map(({ name }) => name).sort()).toEqual(names.sort());
  for (const { name, liveness, workflow } of runs) {
    expect(liveness).toBe('finished');
    const nodes = Object.values(workflow?.status?.nodes ?? {}).filter(({ type }) => type === 'Pod');
    expect(nodes.map(({ outputs }) => outputs?.parameters?.[0]?.value).sort()).toEqual([
      `${name}-1`,
      `${name}-2`,
      `${name}-3`,
    ]);
  }
});
