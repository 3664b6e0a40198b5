import type { Workflow } from '@tiphys/models';
import type { Fault } from '@tiphys/tools-cluster';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestCluster, type TestCluster } from './open-cluster.ts';

let opened: TestCluster;
beforeEach(async () => {
  opened = await openTestCluster({ controller: false }, { watchSeconds: 5 });
});
afterEach(() => opened.close());

const workflowOf = (name: string) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Workflow',
  metadata: { name, namespace: 'default' },
  spec: { entrypoint: 'main', templates: [{ name: 'main', suspend: {} }] },
  status: { phase: 'Running', progress: '0' },
});

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), after: fc.integer({ min: 1, max: 3000 }) }),
  fc.record({ kind: fc.constant('end' as const), after: fc.integer({ min: 1, max: 3000 }) }),
  fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom(429, 500, 503, 504) }),
);

test('a watch loses no change and gives none twice, wherever its connections break', async () => {
  let count = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fault, { maxLength: 6 }),
      fc.integer({ min: 1, max: 12 }),
      fc.boolean(),
      async (faults, changes, isOtherChanged) => {
        const { server, cluster } = opened;
        const name = `wf-${count++}`;
        const { objects } = server.state;
        let stored = objects.create(workflowOf(name));
        server.faults.clear();
        for (const one of faults)
          server.faults.add({ fault: one, matches: ({ path }) => path.includes('watch=true') });
        const seen: string[] = [];
        const started = Promise.withResolvers<void>();
        const watching = (async () => {
          for await (const { status } of cluster.runs.watch(name)) {
            seen.push(status?.progress ?? '');
            if (seen.length === 1) started.resolve();
          }
        })();
        await started.promise;
        for (let change = 1; change <= changes; change++) {
          const phase = change === changes ? 'Succeeded' : 'Running';
          stored = objects.update({ ...stored, status: { phase, progress: String(change) } });
          if (isOtherChanged) objects.create(workflowOf(`${name}-${change}`));
          if (change % 3 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
        }
        await watching;
        expect(seen).toEqual(Array.from({ length: changes + 1 }, (_, index) => String(index)));
      },
    ),
    { numRuns: 60 },
  );
});

test('a watch lists again if the server has forgotten its version, and gives the last state', async () => {
  const { server, cluster } = opened;
  const { objects } = server.state;
  let stored = objects.create(workflowOf('wf'));
  const seen: Workflow[] = [];
  for await (const workflow of cluster.runs.watch('wf')) {
    seen.push(workflow);
    if (seen.length === 1) {
      stored = objects.update({ ...stored, status: { phase: 'Running', progress: '1' } });
      stored = objects.update({ ...stored, status: { phase: 'Running', progress: '2' } });
      objects.compact();
    } else if (seen.length === 2) objects.update({ ...stored, status: { phase: 'Failed', progress: '3' } });
  }
  expect(seen.map(({ status }) => status?.progress)).toEqual(['0', '2', '3']);
});

test('410 in place of a stream is the same', async () => {
  const { server, cluster } = opened;
  const { objects } = server.state;
  let stored = objects.create(workflowOf('wf'));
  server.faults.add({
    fault: { kind: 'status', status: 410 },
    matches: ({ path }) => path.includes('watch='),
  });
  const seen: (string | undefined)[] = [];
  for await (const { status } of cluster.runs.watch('wf')) {
    seen.push(status?.progress);
    const next = Number(status?.progress) + 1;
    stored = objects.update({
      ...stored,
      status: { phase: next === 3 ? 'Succeeded' : 'Running', progress: String(next) },
    });
  }
  expect(seen).toEqual(['0', '1', '2', '3']);
});

test('a run that is deleted while it is watched is an error', async () => {
  const { server, cluster } = opened;
  const { objects } = server.state;
  objects.create(workflowOf('wf'));
  const watching = async () => {
    for await (const { metadata } of cluster.runs.watch('wf'))
      objects.delete({ kind: 'Workflow', namespace: 'default', name: metadata.name ?? '' });
  };
  await expect(watching()).rejects.toMatchObject({ code: 'RUNS_UNKNOWN_RUN' });
});

test('a watch gives up if the server stays away, and ends if the caller aborts it', async () => {
  const { server, cluster } = opened;
  server.state.objects.create(workflowOf('wf'));
  server.faults.add({
    fault: { kind: 'status', status: 503 },
    times: 1000,
    matches: ({ path }) => path.includes('watch='),
  });
  const watching = async (signal?: AbortSignal) => {
    for await (const _ of cluster.runs.watch('wf', { signal }));
  };
  await expect(watching()).rejects.toMatchObject({ code: 'CLIENT_BUSY' });
  server.faults.clear();
  await watching(AbortSignal.timeout(50));
});

test.for([
  ['<html>login</html>', 'CLIENT_REPLY'],
  ['{"type":"ERROR","object":{"code":403,"message":"no"}}\n', 'CLIENT_FORBIDDEN'],
])('%s in place of events is an error', async ([text = '', code]) => {
  const { server, cluster } = opened;
  server.state.objects.create(workflowOf('wf'));
  server.faults.add({
    fault: { kind: 'text', text },
    times: 100,
    matches: ({ path }) => path.includes('watch='),
  });
  const watching = async () => {
    for await (const _ of cluster.runs.watch('wf'));
  };
  await expect(watching()).rejects.toMatchObject({ code });
});
