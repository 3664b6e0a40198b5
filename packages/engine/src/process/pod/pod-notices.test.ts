import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { openBench, podRequest, shell } from '../../../test/executor-bench.ts';
import type { PodNotice } from '../../contract/executor.ts';

/** Runs a pod, and returns its result and what it reported. The pod is stopped once it is ready. */
async function runAndListen(template: object) {
  await using bench = openBench({ graceMilliseconds: 500 });
  const notices: PodNotice[] = [];
  const pod = bench.executor.start(podRequest(template), (notice) => {
    notices.push(notice);
    if (notice.kind === 'ready') pod.stop('shutdown');
  });
  return { end: await pod.done, notices };
}

const ready = { kind: 'ready', podIP: '127.0.0.1' };

describe('daemons', () => {
  test('a daemon without probes is ready when it has started', async () => {
    const { end, notices } = await runAndListen(shell('exec sleep 1000', { daemon: true }));
    expect(notices).toEqual([{ kind: 'running' }, ready]);
    expect(end.exitCode).toBe('143');
  });

  test('a daemon that ends by itself has failed', async () => {
    const { end } = await runAndListen({
      daemon: true,
      container: { command: ['true'], readinessProbe: { exec: { command: ['false'] } } },
    });
    expect(end).toMatchObject({ phase: 'Failed', exitCode: '0' });
    expect(end.message).toBeUndefined();
  });

  test('other pods are never ready', async () => {
    const { notices } = await runAndListen(shell('true'));
    expect(notices).toEqual([{ kind: 'running' }]);
  });
});

describe('probes', () => {
  const serve = (port: number): string =>
    `setTimeout(() => require('node:http').createServer((q, r) => { r.statusCode = q.url === '/ok' ? 200 : 500; r.end(); }).listen(${port}), 300)`;
  const server = (port: number, readinessProbe: object) => ({
    daemon: true,
    container: {
      command: ['node', '-e', serve(port)],
      ports: [{ name: 'web', containerPort: port }],
      readinessProbe,
    },
  });

  test.for<{ title: string; probe: (port: number) => object }>([
    { title: 'an HTTP request', probe: (port) => ({ httpGet: { path: '/ok', port } }) },
    { title: 'an HTTP request to a named port', probe: () => ({ httpGet: { path: 'ok', port: 'web' } }) },
    { title: 'a connection', probe: (port) => ({ tcpSocket: { port } }) },
    {
      title: 'a command',
      probe: (port) => ({
        exec: {
          command: ['node', '-e', `fetch('http://127.0.0.1:${port}/ok').catch(() => process.exit(1))`],
        },
        timeoutSeconds: 10,
      }),
    },
  ])('a daemon is ready after $title', async ({ probe }) => {
    const port = await freePort();
    const { notices } = await runAndListen(server(port, probe(port)));
    expect(notices).toContainEqual(ready);
  });

  test('a failing liveness probe ends the container', async () => {
    const livenessProbe = { exec: { command: ['false'] }, periodSeconds: 0.1, failureThreshold: 1 };
    const { end } = await runAndListen({ container: { command: ['sleep', '1000'], livenessProbe } });
    expect(end).toMatchObject({ phase: 'Failed', message: 'main: Error (exit code 143)' });
  });

  test('a failing startup probe ends the container', async () => {
    const startupProbe = { tcpSocket: { port: await freePort() }, periodSeconds: 0.1, failureThreshold: 2 };
    const { end } = await runAndListen({ container: { command: ['sleep', '1000'], startupProbe } });
    expect(end).toMatchObject({ phase: 'Failed', message: 'main: Error (exit code 143)' });
  });
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('progress', () => {
  test.for([
    { title: 'the last line', text: '1/4\n3/4\n', want: [{ kind: 'progress', progress: '3/4' }] },
    { title: 'no more than there is', text: '5/4', want: [] },
    { title: 'no total of zero', text: '0/0', want: [] },
    { title: 'no other text', text: 'half', want: [] },
  ])('a pod reports $title of its progress file', async ({ text, want }) => {
    const { notices } = await runAndListen(shell(`printf '${text}' > "$ARGO_PROGRESS_FILE"`));
    expect(notices).toEqual([{ kind: 'running' }, ...want]);
  });

  test('progress is reported while the pod runs', async () => {
    await using bench = openBench();
    const { promise, resolve } = Promise.withResolvers<PodNotice>();
    const template = shell('echo 1/2 > "$ARGO_PROGRESS_FILE"; exec sleep 1000');
    const pod = bench.executor.start(podRequest(template), (notice) => {
      if (notice.kind === 'progress') resolve(notice);
    });
    expect(await promise).toEqual({ kind: 'progress', progress: '1/2' });
    pod.stop('shutdown');
    await pod.done;
  });
});
