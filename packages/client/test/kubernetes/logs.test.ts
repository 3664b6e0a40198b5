import type { LogLine, LogOptions } from '@tiphys/runs';
import type { Fault } from '@tiphys/tools-cluster';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestCluster, type TestCluster } from './open-cluster.ts';

let opened: TestCluster;
beforeEach(async () => {
  opened = await openTestCluster({ controller: false }, { watchSeconds: 5 });
});
afterEach(() => opened.close());

// In milliseconds. Tasks print after their pods were created.
const BASE = Math.ceil(Date.now() / 1000) * 1000 + 60_000;
const at = (nanoseconds: number): bigint => BigInt(BASE) * 1_000_000n + BigInt(nanoseconds);
const RUNNING = { running: { startedAt: '2026-11-30T00:00:00Z' } };
const TERMINATED = { terminated: { exitCode: 0 } };

function createRun(name: string, phase = 'Running') {
  return opened.server.state.objects.create({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { name, namespace: 'default' },
    spec: { entrypoint: 'main' },
    status: {
      phase,
      nodes: {
        [`${name}-1`]: { id: `${name}-1`, name: `${name}[0].a`, displayName: 'a', type: 'Pod', phase },
        [`${name}-2`]: { id: `${name}-2`, name: `${name}[0].b`, displayName: 'b', type: 'Retry', phase },
      },
    },
  });
}

function createPod(
  run: string,
  name: string,
  options: { node?: string; state?: object; labels?: object } = {},
) {
  return opened.server.state.objects.create({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'default',
      labels: { 'workflows.argoproj.io/workflow': run, ...options.labels },
      annotations: {
        'workflows.argoproj.io/node-id': `${run}-1`,
        'workflows.argoproj.io/node-name': options.node ?? `${run}[0].a`,
      },
    },
    spec: { containers: [{ name: 'wait' }, { name: 'main' }] },
    status: { containerStatuses: [{ name: 'main', state: options.state ?? TERMINATED }] },
  });
}

const logOf = (pod: string) => opened.server.kubelet.log('default', pod, 'main');

async function read(run: string, options: LogOptions = {}): Promise<readonly LogLine[]> {
  const lines: LogLine[] = [];
  for await (const line of opened.cluster.runs.logs(run, options)) lines.push(line);
  return lines;
}

const texts = async (run: string, options: LogOptions = {}) =>
  (await read(run, options)).map(({ text }) => text);

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('cut' as const, 'end' as const),
    after: fc.integer({ min: 1, max: 400 }),
  }),
  fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom(429, 503) }),
);

test('a followed log loses no line and gives none twice, wherever its connections break', async () => {
  let count = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fault, { maxLength: 6 }),
      fc.array(
        fc.record({ text: fc.string({ unit: 'binary' }), step: fc.integer({ min: -3, max: 2_000_000_000 }) }),
        { maxLength: 25 },
      ),
      async (faults, printed) => {
        const { server } = opened;
        const { objects } = server.state;
        const run = `run-${count++}`;
        const workflow = createRun(run);
        const pod = createPod(run, run, { state: RUNNING });
        server.faults.clear();
        // What ends properly in the middle of a line is only known to be cut while more may come.
        for (const one of faults)
          server.faults.add({
            fault: one,
            matches: ({ path }) => path.includes(one.kind === 'end' ? '/log?container=main&follow' : '/log?'),
          });
        const reading = read(run, { follow: true });
        let time = 0;
        const wanted = printed.map(({ text, step }) => ({ text: text.replaceAll('\n', '|'), step }));
        for (const { text, step } of wanted) {
          time = Math.max(0, time + step);
          logOf(run).print(text, at(time));
          if (step % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
        }
        logOf(run).close();
        objects.update({ ...pod, status: { containerStatuses: [{ name: 'main', state: TERMINATED }] } });
        objects.update({ ...workflow, status: { ...(workflow.status as object), phase: 'Succeeded' } });
        expect((await reading).map(({ text }) => text)).toEqual(wanted.map(({ text }) => text));
      },
    ),
    { numRuns: 60 },
  );
});

test('lines of several pods come in the order of their times', async () => {
  createRun('run', 'Succeeded');
  for (const pod of ['one', 'two', 'three']) createPod('run', pod);
  logOf('one').print('1', at(1_000_000));
  logOf('one').print('4', at(4_000_000));
  logOf('two').print('2', at(2_000_000));
  logOf('two').print('5', at(5_000_000));
  logOf('three').print('3', at(3_000_000));
  expect(await texts('run')).toEqual(['1', '2', '3', '4', '5']);
  expect((await read('run'))[1]).toEqual({
    nodeId: 'run-1',
    nodeName: 'run[0].a',
    podName: 'two',
    time: BASE + 2,
    text: '2',
  });
});

test.for<[string, LogOptions, readonly string[]]>([
  ['tail', { tail: 1 }, ['late', 'other']],
  ['since', { since: BASE + 1500 }, ['late', 'other']],
  ['grep', { grep: '^(?i)EARLY' }, ['early']],
  ['grep and tail', { grep: 'e', tail: 1 }, ['late', 'other']],
  ['selector', { selector: 'team=red' }, ['other']],
  ['pod', { node: 'pod-b' }, ['other']],
  ['display name', { node: 'a' }, ['early', 'late']],
  ['attempts of a retry', { node: 'b' }, ['other']],
  ['previous', { previous: true }, []],
])('%s selects lines', async ([, options, wanted]) => {
  createRun('run', 'Succeeded');
  createPod('run', 'pod-a');
  const node = 'run[0].b(0)';
  const labels = { team: 'red' };
  const { objects } = opened.server.state;
  const pod = createPod('run', 'pod-b', { node, labels });
  const annotations = { ...pod.metadata.annotations, 'workflows.argoproj.io/node-id': 'run-3' };
  objects.update({ ...pod, metadata: { ...pod.metadata, annotations } });
  logOf('pod-a').print('early', at(1_000_000_000));
  logOf('pod-a').print('late', at(2_000_000_000));
  logOf('pod-b').print('other', at(3_000_000_000));
  expect(await texts('run', options)).toEqual(wanted);
});

test('a line over 1 MiB comes in parts, and a carriage return stays', async () => {
  createRun('run', 'Succeeded');
  createPod('run', 'pod');
  const long = 'x'.repeat(2.5 * 1024 * 1024);
  logOf('pod').print(long, at(1));
  logOf('pod').print('progress\r', at(2));
  logOf('pod').print('', at(3));
  const lines = await texts('run');
  expect(lines).toHaveLength(5);
  expect(lines.slice(0, 3).join('')).toBe(long);
  expect(lines.slice(3)).toEqual(['progress\r', '']);
});

test.for<[string, LogOptions, string, RegExp]>([
  ['a container that no pod has', { container: 'nope' }, 'CLIENT_INVALID', /Its containers: wait, main\./],
  ['a node that does not exist', { node: 'nope' }, 'RUNS_UNKNOWN_NODE', /no node "nope"/],
  ['a pattern that is not one', { grep: '(' }, 'CLIENT_INVALID', /missing/],
])('%s is an error', async ([, options, code, message]) => {
  createRun('run', 'Succeeded');
  createPod('run', 'pod');
  await expect(read('run', options)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
});

test('logs of pods that were deleted are an error, and so is an unknown run', async () => {
  createRun('run', 'Succeeded');
  await expect(read('run')).rejects.toMatchObject({
    code: 'CLIENT_NOT_FOUND',
    message: expect.stringContaining('do not exist any more'),
  });
  await expect(read('rum')).rejects.toMatchObject({ code: 'RUNS_UNKNOWN_RUN' });
});

test('a caller who stops reading closes all connections', async () => {
  createRun('run');
  createPod('run', 'pod', { state: RUNNING });
  logOf('pod').print('first', at(1));
  for await (const { text } of opened.cluster.runs.logs('run', { follow: true })) {
    expect(text).toBe('first');
    break;
  }
  expect(await texts('run', { follow: true, signal: AbortSignal.timeout(50) })).toEqual(['first']);
});

test('a long line that is cut goes on where it was', async () => {
  createRun('run', 'Succeeded');
  createPod('run', 'pod');
  const long = Array.from({ length: 250_000 }, (_, index) => `${index},`).join('');
  logOf('pod').print('before', at(1));
  logOf('pod').print(long, at(1));
  logOf('pod').print('after', at(1));
  for (const after of [1_200_000, 100, 1_500_000])
    opened.server.faults.add({
      fault: { kind: 'cut', after },
      matches: ({ path }) => path.includes('/log?'),
    });
  const lines = await texts('run');
  expect([lines.at(0), lines.at(-1)]).toEqual(['before', 'after']);
  expect(lines.slice(1, -1).join('')).toBe(long);
});

test('after a cut, lines before the wanted end of a log are left out again', async () => {
  createRun('run', 'Succeeded');
  createPod('run', 'pod');
  for (const [index, text] of ['a', 'b', 'c', 'd'].entries()) logOf('pod').print(text, at(index));
  opened.server.faults.add({
    fault: { kind: 'cut', after: 40 },
    matches: ({ path }) => path.includes('/log?'),
  });
  expect(await texts('run', { tail: 3 })).toEqual(['b', 'c', 'd']);
  const queries = opened.server.requests.map(({ path }) => path.replace(/^.*\?/, '')).slice(-2);
  expect(queries).toEqual([
    'container=main&tailLines=3&timestamps=true',
    expect.stringMatching(/^container=main&sinceTime=[-\dT]+%3A\d\d%3A\d\dZ&timestamps=true$/),
  ]);
});

test('a log that may not be read is an error', async () => {
  createRun('run');
  createPod('run', 'pod', { state: RUNNING });
  opened.server.faults.add({
    fault: { kind: 'status', status: 403, message: 'pods/log is forbidden' },
    times: 2,
    matches: ({ path }) => path.includes('/log?'),
  });
  for (const follow of [true, false])
    await expect(read('run', { follow })).rejects.toMatchObject({ code: 'CLIENT_FORBIDDEN', status: 403 });
});

test('without times, lines are as they were printed', async () => {
  createRun('plain', 'Succeeded');
  createPod('plain', 'plain');
  logOf('plain').print('2026-01-01T00:00:00Z is mine', at(0));
  logOf('plain').print('last', at(1));
  logOf('plain').close();
  expect(await read('plain', { times: false, tail: 2 })).toEqual([
    { podName: 'plain', nodeId: 'plain-1', nodeName: 'plain[0].a', text: '2026-01-01T00:00:00Z is mine' },
    { podName: 'plain', nodeId: 'plain-1', nodeName: 'plain[0].a', text: 'last' },
  ]);
  const { path } = opened.server.requests.at(-1) ?? {};
  expect(path).toMatch(/\/log\?container=main&tailLines=2$/);
});

test('without times, a log that is cut is an error', async () => {
  createRun('cut', 'Succeeded');
  createPod('cut', 'cut');
  logOf('cut').print('a line that is long enough to be cut', at(0));
  logOf('cut').close();
  opened.server.faults.add({
    fault: { kind: 'cut', after: 5 },
    matches: ({ path }) => path.includes('/log?'),
  });
  await expect(texts('cut', { times: false })).rejects.toMatchObject({ code: 'CLIENT_UNREACHABLE' });
});

test('a pod that is deleted before its log is read is an error', async () => {
  createRun('gone', 'Succeeded');
  createPod('gone', 'gone');
  opened.server.faults.add({
    fault: { kind: 'status', status: 404 },
    matches: ({ path }) => path.includes('/log?'),
  });
  await expect(texts('gone')).rejects.toMatchObject({ code: 'CLIENT_NOT_FOUND' });
});

test('the logs of a node are those of all pods under it, and a node without pods has none', async () => {
  createRun('grouped', 'Succeeded');
  for (const [name, node] of [
    ['one', 'grouped[0].b(0)'],
    ['two', 'grouped[0].b(1).x(3:a)'],
    ['three', 'grouped[0].bc'],
  ] as const) {
    createPod('grouped', name, { node });
    logOf(name).print(name, at(0));
  }
  expect((await texts('grouped', { node: 'b' })).toSorted()).toEqual(['one', 'two']);
  createRun('childless', 'Succeeded');
  expect(await texts('childless', { node: 'b' })).toEqual([]);
});
