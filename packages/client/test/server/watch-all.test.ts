import type { Fault } from '@tiphys/tools-cluster';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { RunSelection, WatchAllOptions } from '../../src/index.ts';
import { openTestServer, type TestServer } from './open-server.ts';

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), after: fc.integer({ min: 1, max: 3000 }) }),
  fc.record({ kind: fc.constant('end' as const), after: fc.integer({ min: 1, max: 3000 }) }),
  fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom(429, 503, 504) }),
);

describe.for(['events', 'lines'] as const)('streams of %s', (streams) => {
  let opened: TestServer;
  beforeAll(async () => {
    opened = await openTestServer({ streams });
  });
  // Those that no connection met.
  afterEach(() => opened.server.faults.clear());
  afterAll(() => opened.close());

  const create = (name: string, group: string) =>
    opened.server.state.objects.create({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Workflow',
      metadata: { name, namespace: 'default', labels: { group } },
      spec: { entrypoint: 'main' },
      status: { phase: 'Running', progress: '0' },
    });

  async function read(
    selection: RunSelection,
    { count, ...options }: WatchAllOptions & { readonly count: number },
    started = () => {},
  ): Promise<readonly string[]> {
    const seen: string[] = [];
    for await (const { type, run } of opened.cluster.runs.watchAll(selection, options)) {
      seen.push(`${type} ${run.metadata.name} ${run.status?.progress ?? ''}`.trim());
      started();
      if (seen.length === count) break;
    }
    return seen;
  }

  test('a watch of several runs loses no change and gives none twice, wherever its connections break', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fault, { maxLength: 5 }),
        fc.integer({ min: 1, max: 8 }),
        async (faults, changes) => {
          const { server } = opened;
          const group = `g${round++}`;
          let first = create(`${group}-a`, group);
          create(`other-${group}`, 'other');
          server.faults.clear();
          for (const one of faults)
            server.faults.add({ fault: one, matches: ({ path }) => path.includes('/workflow-events/') });
          const ready = Promise.withResolvers<void>();
          const reading = read({ labels: `group=${group}` }, { count: changes + 3 }, ready.resolve);
          await ready.promise;
          for (let change = 1; change <= changes; change++)
            first = server.state.objects.update({
              ...first,
              status: { phase: 'Running', progress: String(change) },
            });
          create(`${group}-b`, group);
          server.state.objects.delete({ kind: 'Workflow', namespace: 'default', name: `${group}-a` });
          expect(await reading).toEqual([
            `ADDED ${group}-a 0`,
            ...Array.from({ length: changes }, (_, index) => `MODIFIED ${group}-a ${index + 1}`),
            `ADDED ${group}-b 0`,
            `DELETED ${group}-a ${changes}`,
          ]);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('chosen fields come with what a watch needs', async () => {
    create('chosen', 'chosen');
    const fields = { only: ['metadata.name'] };
    expect(await read({ labels: 'group=chosen' }, { count: 1, fields })).toEqual(['ADDED chosen']);
    expect(opened.server.requests.at(-1)?.path).toContain(
      'fields=metadata,items.metadata.uid,items.metadata.resourceVersion,items.metadata.name',
    );
  });

  test('one connection begins with the present state, or after a version', async () => {
    const { objects } = opened.server.state;
    const { metadata } = create('once', 'once');
    expect(await read({ fields: 'metadata.name=once' }, { resume: false, count: 1 })).toEqual([
      'ADDED once 0',
    ]);
    create('later', 'once');
    const from = metadata.resourceVersion;
    expect(await read({ labels: 'group=once' }, { resume: false, from, count: 1 })).toEqual([
      'ADDED later 0',
    ]);
    objects.compact();
    await expect(read({}, { resume: false, from, count: 1 })).rejects.toMatchObject({
      code: 'CLIENT_EXPIRED',
    });
  });

  test('a wrong selector is refused before anything is sent', async () => {
    const before = opened.server.requests.length;
    await expect(read({ labels: 'a b' }, { count: 1 })).rejects.toMatchObject({
      code: 'RUNS_INVALID_SELECTOR',
    });
    expect(opened.server.requests).toHaveLength(before);
  });
});
