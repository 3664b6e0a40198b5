import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { container, fixtures, openDocker } from '../../test/docker-bench.ts';
import { outputParameter, podRequest } from '../../test/executor-bench.ts';
import type { PodNotice } from '../contract/executor.ts';
import { logFile } from '../contract/run-folder.ts';

describe.for(['docker', 'podman'] as const)('several containers of %s', (program) => {
  const side = (text: string): object => ({ name: 'side', ...container(text) });

  test.for<{ title: string; given: object; want: object }>([
    {
      title: 'init containers share volumes with main',
      given: {
        volumes: [{ name: 'v', emptyDir: {} }],
        initContainers: [{ name: 'prep', ...container('echo one > /work/f'), mirrorVolumeMounts: true }],
        container: container('cat /work/f', { volumeMounts: [{ name: 'v', mountPath: '/work' }] }),
      },
      want: { phase: 'Succeeded', result: 'one' },
    },
    {
      title: 'a failing init container ends the pod',
      given: { initContainers: [{ name: 'prep', ...container('exit 6') }], container: container('true') },
      want: { phase: 'Failed', message: 'prep: Error (exit code 6)' },
    },
    {
      title: 'a sidecar ends with main',
      given: { sidecars: [side('exec sleep 1000')], container: container('echo done') },
      want: { phase: 'Succeeded', result: 'done' },
    },
    {
      title: 'a failing sidecar fails the pod',
      given: { sidecars: [side('exit 9')], container: container('sleep 1') },
      want: { phase: 'Failed', message: 'side: Error (exit code 9)' },
    },
    {
      title: 'a sidecar whose image is missing is an error, although main goes on',
      given: {
        sidecars: [{ name: 'side', ...container('true', { image: 'missing' }) }],
        container: container('sleep 1'),
      },
      want: { phase: 'Error', message: expect.stringMatching(/^ENGINE_IMAGE_PULL: the image "missing"/) },
    },
    {
      title: 'an init container that Kubernetes restarts is started again',
      given: {
        volumes: [{ name: 'v', emptyDir: {} }],
        initContainers: [
          {
            name: 'lasting',
            restartPolicy: 'Always',
            ...container('echo x >> /work/n', { volumeMounts: [{ name: 'v', mountPath: '/work' }] }),
          },
        ],
        container: container('until [ "$(cat /work/n | wc -l)" -ge 2 ]; do sleep 0.1; done; echo restarted', {
          volumeMounts: [{ name: 'v', mountPath: '/work' }],
        }),
      },
      want: { phase: 'Succeeded', result: 'restarted' },
    },
    {
      title: 'a container set runs in the order of its dependencies',
      given: {
        containerSet: {
          containers: [
            { name: 'main', ...container('echo last'), dependencies: ['first'] },
            { name: 'first', ...container('exit 2') },
          ],
        },
      },
      want: {
        phase: 'Failed',
        message: 'first: Error (exit code 2)',
        containers: { first: { phase: 'Failed' }, main: { phase: 'Error', exitCode: '64' } },
      },
    },
    {
      title: 'a container set tries again',
      given: {
        containerSet: {
          retryStrategy: { retries: '3' },
          containers: [{ name: 'main', ...container('echo x >> /ctr/n; [ $(wc -l < /ctr/n) -ge 3 ]') }],
        },
        ...outputParameter('/ctr/n'),
      },
      want: { phase: 'Succeeded', parameters: [{ value: 'x\nx\nx' }] },
    },
  ])('$title', async ({ given, want }) => {
    await using bench = openDocker({ program, graceMilliseconds: 2000 });
    expect(await bench.execute(given)).toMatchObject(want);
    expect(bench.containers()).toEqual([]);
  });

  test('they share the network of one container', async () => {
    await using bench = openDocker({ pauseImage: 'pause' });
    await bench.execute({ sidecars: [side('exec sleep 1000')], container: container('true') });
    const networks = bench
      .calls()
      .filter(([command]) => command === 'create')
      .map((words) => words[words.indexOf('--network') + 1]);
    expect(new Set(networks).size).toBe(1);
    expect(networks[0]).toMatch(/^container:c/);
    expect(bench.calls().some(([command, ...words]) => command === 'run' && words.at(-1) === 'pause')).toBe(
      true,
    );
  });
});

describe('stopping and recovering', () => {
  test('a daemon whose program is missing is never ready', async () => {
    await using bench = openDocker();
    const notices: PodNotice[] = [];
    const template = { daemon: true, container: { image: 'busybox', command: ['no-such-program'] } };
    const pod = bench.executor.start(podRequest(template), (notice) => notices.push(notice));
    expect(await pod.done).toMatchObject({ phase: 'Failed' });
    expect(notices.map(({ kind }) => kind)).not.toContain('ready');
  });

  test('a daemon without an address is an error with advice', async () => {
    await using bench = openDocker({ environment: { DOCKER_FAKE_NO_ADDRESS: '1' } });
    const template = {
      daemon: true,
      container: container('exec sleep 1000', {
        readinessProbe: { httpGet: { path: '/', port: 9 }, periodSeconds: 1 },
      }),
    };
    expect(await bench.execute(template)).toMatchObject({
      phase: 'Error',
      message: expect.stringMatching(/^ENGINE_NO_ADDRESS: .*Use Docker/),
    });
  });

  test.for(['docker', 'podman'] as const)(
    'closing removes all containers that an earlier process of %s left',
    async (program) => {
      await using bench = openDocker({ program });
      const template = {
        sidecars: [{ name: 'side', ...container('exec sleep 1000') }],
        container: container('echo early; exec sleep 1000'),
      };
      const script = path.resolve(fixtures, '../start-docker-pod.ts');
      const words = [bench.run.folder.directory, JSON.stringify(podRequest(template)), program];
      const first = spawn(process.execPath, ['--conditions=@tiphys/source', script, ...words], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: bench.environment,
      });
      await untilLogged(bench, 'early');
      first.kill('SIGKILL');
      expect(bench.containers().length).toBeGreaterThan(1);
      expect(await bench.executor.close()).toEqual([]);
      expect(bench.containers()).toEqual([]);
    },
  );

  test('a deadline stops a pod', async () => {
    await using bench = openDocker();
    const end = await bench.execute(
      { container: container('exec sleep 1000') },
      { deadline: Date.now() + 1500 },
    );
    expect(end).toMatchObject({
      phase: 'Failed',
      message: 'Pod was active on the node longer than the specified deadline',
    });
  });

  test('a container that ignores SIGTERM is killed after the grace period', async () => {
    await using bench = openDocker({ graceMilliseconds: 300 });
    const { promise: started, resolve } = Promise.withResolvers<void>();
    const text = 'trap "" TERM; echo ready; while :; do sleep 0.05; done';
    const pod = bench.executor.start(podRequest({ container: container(text) }), () => resolve());
    await started;
    await untilLogged(bench, 'ready');
    pod.stop('shutdown');
    expect(await pod.done).toMatchObject({ message: 'main: Error (exit code 137)' });
  });

  test('a daemon is ready at the address of its container', async () => {
    await using bench = openDocker({ graceMilliseconds: 300 });
    const notices: PodNotice[] = [];
    const template = {
      daemon: true,
      container: container('exec sleep 1000', { readinessProbe: { exec: { command: ['true'] } } }),
    };
    const pod = bench.executor.start(podRequest(template), (notice) => {
      notices.push(notice);
      if (notice.kind === 'ready') pod.stop('shutdown');
    });
    await pod.done;
    expect(notices).toContainEqual({ kind: 'ready', podIP: '127.0.0.1' });
  });

  test.for([
    { title: 'that still runs', seconds: '1' },
    { title: 'that has ended since', seconds: '0.3' },
  ])('a later process adopts a pod $title', async ({ seconds }) => {
    await using bench = openDocker();
    const template = {
      container: container(`echo early; sleep ${seconds}; echo one > /ctr/o; echo late`),
      ...outputParameter('/ctr/o'),
    };
    const script = path.resolve(fixtures, '../start-docker-pod.ts');
    const { directory } = bench.run.folder;
    const words = ['--conditions=@tiphys/source', script, directory, JSON.stringify(podRequest(template))];
    const first = spawn(process.execPath, words, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: bench.environment,
    });
    await untilLogged(bench, 'early');
    first.kill('SIGKILL');
    if (seconds === '0.3') await new Promise((resolve) => setTimeout(resolve, 1000));
    const pod = bench.executor.recover?.(podRequest(template));
    expect(await pod?.done).toMatchObject({
      phase: 'Succeeded',
      result: 'early\nlate',
      parameters: [{ value: 'one' }],
    });
  });
});

async function untilLogged({ run }: ReturnType<typeof openDocker>, text: string): Promise<void> {
  const file = logFile(run.folder, { nodeId: 'wf-1', nodeName: 'wf.a' });
  while (!existsSync(file) || !readFileSync(file, 'utf8').includes(text)) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
