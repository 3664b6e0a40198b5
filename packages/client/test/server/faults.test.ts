import { type Fault, type SeenRequest, startLoopback } from '@tiphys/tools-cluster';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openArgoServer } from '../../src/index.ts';
import { openTestServer, type TestServer } from './open-server.ts';

let opened: TestServer;
beforeEach(async () => {
  opened = await openTestServer();
});
afterEach(() => opened.close());

const workflowOf = (name: string) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Workflow',
  metadata: { name, namespace: 'default' },
  spec: { entrypoint: 'main', templates: [{ name: 'main', suspend: {} }] },
  status: { phase: 'Running', progress: '0' },
});

const isWatch = ({ path }: SeenRequest) => path.includes('/workflow-events/');
const isLog = ({ path }: SeenRequest) => path.includes('/log?');

const broken: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), after: fc.integer({ min: 1, max: 3000 }) }),
  fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom(429, 503, 504) }),
);
const ended: fc.Arbitrary<Fault> = fc.record({
  kind: fc.constant('end' as const),
  after: fc.integer({ min: 1, max: 3000 }),
});

test('a watch loses no change and gives none twice, wherever its connections break', async () => {
  let count = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(broken, ended), { maxLength: 6 }),
      fc.integer({ min: 1, max: 12 }),
      async (faults, changes) => {
        const { server, cluster } = opened;
        const name = `wf-${count++}`;
        const { objects } = server.state;
        let stored = objects.create(workflowOf(name));
        server.faults.clear();
        for (const fault of faults) server.faults.add({ fault, matches: isWatch });
        const seen: string[] = [];
        const started = Promise.withResolvers<void>();
        const watching = (async () => {
          for await (const { status } of cluster.runs.watch(name)) {
            seen.push(status?.progress ?? '');
            started.resolve();
          }
        })();
        await started.promise;
        for (let change = 1; change <= changes; change++) {
          const phase = change === changes ? 'Succeeded' : 'Running';
          stored = objects.update({ ...stored, status: { phase, progress: String(change) } });
          if (change % 3 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
        }
        await watching;
        expect(seen).toEqual(Array.from({ length: changes + 1 }, (_, index) => String(index)));
      },
    ),
    { numRuns: 60 },
  );
});

test('a watch reads the run again if the server has forgotten its version', async () => {
  const { server, cluster } = opened;
  const { objects } = server.state;
  let stored = objects.create(workflowOf('wf'));
  const seen: unknown[] = [];
  for await (const { status } of cluster.runs.watch('wf')) {
    seen.push(status?.progress);
    if (seen.length === 1) {
      stored = objects.update({ ...stored, status: { phase: 'Running', progress: '1' } });
      stored = objects.update({ ...stored, status: { phase: 'Running', progress: '2' } });
      objects.compact();
    } else if (seen.length === 2) objects.update({ ...stored, status: { phase: 'Failed', progress: '3' } });
  }
  expect(seen).toEqual(['0', '2', '3']);
});

test('410 in place of a stream is the same, and a slow reply is waited for', async () => {
  const { server, cluster } = opened;
  const { objects } = server.state;
  const stored = objects.create(workflowOf('wf'));
  server.faults.add({ fault: { kind: 'status', status: 410 }, matches: isWatch });
  server.faults.add({ fault: { kind: 'slow', milliseconds: 50 }, matches: isWatch });
  const seen: unknown[] = [];
  for await (const { status } of cluster.runs.watch('wf')) {
    seen.push(status?.progress);
    if (seen.length === 1) objects.update({ ...stored, status: { phase: 'Succeeded', progress: '1' } });
  }
  expect(seen).toEqual(['0', '1']);
});

test('a run that is deleted while it is watched is an error', async () => {
  const { objects } = opened.server.state;
  objects.create(workflowOf('wf'));
  const watching = async () => {
    for await (const { metadata } of opened.cluster.runs.watch('wf'))
      objects.delete({ kind: 'Workflow', namespace: 'default', name: metadata.name ?? '' });
  };
  await expect(watching()).rejects.toMatchObject({ code: 'RUNS_UNKNOWN_RUN' });
});

test('a watch gives up if the server stays away, and ends if the caller aborts it', async () => {
  const { server, cluster } = opened;
  server.state.objects.create(workflowOf('wf'));
  server.faults.add({ fault: { kind: 'status', status: 503 }, times: 1000, matches: isWatch });
  const watching = async (signal?: AbortSignal) => {
    for await (const _ of cluster.runs.watch('wf', { signal }));
  };
  await expect(watching()).rejects.toMatchObject({ code: 'CLIENT_BUSY' });
  server.faults.clear();
  await watching(AbortSignal.timeout(50));
});

test('a request waits as long as Retry-After says', async () => {
  const { server, cluster } = opened;
  server.state.objects.create(workflowOf('wf'));
  server.faults.add({ fault: { kind: 'status', status: 503, retryAfter: 0 }, times: 2 });
  expect((await cluster.runs.get('wf')).metadata.name).toBe('wf');
});

test.for([
  ['<html>login</html>', 'text/html', 'CLIENT_REPLY'],
  ['data: {"result":\n\n', 'text/event-stream', 'CLIENT_REPLY'],
  ['data: {"result":5}\n\n', 'text/event-stream', 'CLIENT_REPLY'],
  ['data: {"result":{"type":"ADDED"}}\n\n', 'text/event-stream', 'CLIENT_REPLY'],
  ['data: {"error":{"http_code":403,"message":"no"}}\n\n', 'text/event-stream', 'CLIENT_FORBIDDEN'],
])('%s in place of events is an error', async ([text = '', contentType = '', code]) => {
  const { server, cluster } = opened;
  server.state.objects.create(workflowOf('wf'));
  server.faults.add({ fault: { kind: 'text', text, contentType }, times: 100, matches: isWatch });
  const watching = async () => {
    for await (const _ of cluster.runs.watch('wf'));
  };
  await expect(watching()).rejects.toMatchObject({ code });
});

/** Starts a server that has one run, whose log is given; the run ends when the log was asked for. */
async function openLog(
  lines: readonly { readonly content: string; readonly podName: string }[],
  {
    phaseAfter = 'Succeeded',
    streams = 'events',
  }: { phaseAfter?: string; streams?: 'events' | 'lines' } = {},
) {
  let wasRead = false;
  const loopback = await startLoopback(async ({ path }, reply) => {
    if (!path.includes('/log?')) {
      const phase = wasRead ? phaseAfter : 'Running';
      reply.json(200, { metadata: { name: 'wf', namespace: 'default' }, status: { phase } });
      return;
    }
    wasRead = true;
    const isEvents = streams === 'events';
    reply.head(200, { 'content-type': isEvents ? 'text/event-stream' : 'application/json' });
    for (const result of lines) {
      const text = JSON.stringify({ result });
      reply.write(isEvents ? `data: ${text} \n\n\n` : `${text}\n`);
    }
    reply.end();
  });
  const cluster = openArgoServer({
    server: loopback.url,
    streams,
    retries: { firstWait: 1, longestWait: 20 },
    patience: { firstWait: 1, longestWait: 20 },
  });
  return { loopback, cluster };
}

const line = fc.record({
  millisecond: fc.integer({ min: 0, max: 5 }),
  podName: fc.constantFrom('wf-a-1', 'wf-b-2'),
  text: fc.constantFrom('same', 'héllo', '', 'data: {"result":{}}'),
});

test('a log loses no line and gives none twice, wherever its connections break', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 30 }),
      fc.array(broken, { maxLength: 5 }),
      fc.option(ended),
      fc.constantFrom('events' as const, 'lines' as const),
      async (given, faults, end, streams) => {
        let time = Date.UTC(2026, 0, 1);
        const lines = given.map(({ millisecond, podName, text }) => {
          time += millisecond;
          return { content: `${new Date(time).toISOString()} ${text}`, podName };
        });
        const { loopback, cluster } = await openLog(lines, { streams });
        try {
          for (const fault of [...(end === null ? [] : [end]), ...faults])
            loopback.faults.add({ fault, matches: isLog });
          const seen: unknown[] = [];
          for await (const { text, podName } of cluster.runs.logs('wf', { follow: true }))
            seen.push({ text, podName });
          expect(seen).toEqual(given.map(({ text, podName }) => ({ text, podName })));
        } finally {
          await cluster.close();
          await loopback.close();
        }
      },
    ),
    { numRuns: 100 },
  );
});

test.for(['cut', 'end'] as const)(
  'without times, a followed log that breaks off is an error: %s',
  async (kind) => {
    const { loopback, cluster } = await openLog([{ content: 'a line', podName: 'wf' }], {
      phaseAfter: 'Running',
    });
    loopback.faults.add({ fault: { kind, after: 100 }, matches: isLog });
    const reading = async () => {
      for await (const _ of cluster.runs.logs('wf', { follow: true, times: false }));
    };
    await expect(reading()).rejects.toMatchObject({ code: 'CLIENT_UNREACHABLE' });
    await cluster.close();
    await loopback.close();
  },
);
