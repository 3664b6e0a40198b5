import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { container, fixtures, openDocker } from '../../test/docker-bench.ts';
import { outputParameter, podRequest } from '../../test/executor-bench.ts';
import type { PodNotice } from '../contract/executor.ts';
import { logFile } from '../contract/run-folder.ts';

describe('one container', () => {
  test.for<{ title: string; given: object; want: object }>([
    {
      title: 'its stdout is the result',
      given: { container: container('echo out; echo err >&2') },
      want: { phase: 'Succeeded', exitCode: '0', result: 'out' },
    },
    {
      title: 'its message may come from its log',
      given: {
        container: container('printf "last words" >&2; exit 3', {
          terminationMessagePolicy: 'FallbackToLogsOnError',
        }),
      },
      want: { phase: 'Failed', message: 'main: Error (exit code 3): last words' },
    },
    {
      title: 'its exit code and termination message make the message',
      given: { container: container('printf "disk is full" > /dev/termination-log; exit 3') },
      want: { phase: 'Failed', message: 'main: Error (exit code 3): disk is full', exitCode: '3' },
    },
    {
      title: 'the image provides the command',
      given: { container: { image: 'tool', args: ['a', 'b'] } },
      want: { phase: 'Succeeded', result: 'default of tool a b' },
    },
    {
      title: 'a missing program has Argo’s message',
      given: { container: { image: 'busybox', command: ['no-such-program'] } },
      want: {
        phase: 'Failed',
        message:
          'main: Error (exit code 64): failed to find name in PATH: exec: "no-such-program": executable file not found in $PATH',
      },
    },
    {
      title: 'a container that was killed for its memory says so',
      given: { container: container('use-much-memory || true') },
      want: { phase: 'Failed', message: 'main: OOMKilled (exit code 137)' },
    },
    {
      title: 'a script is the last argument of its command',
      given: { script: { image: 'busybox', command: ['sh'], source: 'echo from a script' } },
      want: { phase: 'Succeeded', result: 'from a script' },
    },
    {
      title: 'variables reach the container',
      given: {
        container: container('echo "$A $B $ARGO_CONTAINER_NAME"', {
          env: [
            { name: 'A', value: 'one' },
            { name: 'B', value: '$(A) two' },
          ],
        }),
      },
      want: { result: 'one one two main' },
    },
    {
      title: 'an input artifact is mounted',
      given: {
        inputs: { artifacts: [{ name: 'in', path: '/data/in', raw: { data: 'given' } }] },
        container: container('cat /data/in'),
      },
      want: { result: 'given' },
    },
    {
      title: 'an optional input that is missing is skipped',
      given: {
        inputs: { artifacts: [{ name: 'in', path: '/data/in', optional: true }] },
        container: container('true'),
      },
      want: { phase: 'Succeeded' },
    },
    {
      title: 'outputs are copied out of the container',
      given: {
        container: container('echo one > /ctr/o'),
        ...outputParameter('/ctr/o'),
      },
      want: { phase: 'Succeeded', parameters: [{ name: 'o', value: 'one' }] },
    },
    {
      title: 'a missing output is an error',
      given: { container: container('true'), ...outputParameter('/ctr/o') },
      want: {
        phase: 'Error',
        message:
          'wait: Error (exit code 64): open /var/run/argo/outputs/parameters/ctr/o: no such file or directory',
      },
    },
    {
      title: 'a missing output may have a default',
      given: { container: container('true'), ...outputParameter('/ctr/o', { default: 'd' }) },
      want: { phase: 'Succeeded', parameters: [{ value: 'd' }] },
    },
    {
      title: 'an output that leads out of the container is not read',
      given: { container: container('ln -s /etc/hostname /ctr/o'), ...outputParameter('/ctr/o') },
      want: { phase: 'Error' },
    },
    {
      title: 'an output in a volume is read there',
      given: {
        volumes: [{ name: 'v', emptyDir: {} }],
        container: container('echo one > /work/o', { volumeMounts: [{ name: 'v', mountPath: '/work' }] }),
        ...outputParameter('/work/o'),
      },
      want: { phase: 'Succeeded', parameters: [{ value: 'one' }] },
    },
    {
      title: 'an image that cannot be pulled is an error with advice',
      given: { container: container('true', { image: 'missing' }) },
      want: {
        phase: 'Error',
        message: expect.stringMatching(
          /^ENGINE_IMAGE_PULL: the image "missing" cannot be pulled: .*denied.*docker login/,
        ),
      },
    },
    {
      title: 'an image that must not be pulled is an error',
      given: { container: container('true', { image: 'absent', imagePullPolicy: 'Never' }) },
      want: { phase: 'Error', message: expect.stringContaining('imagePullPolicy is Never') },
    },
  ])('$title', async ({ given, want }) => {
    await using bench = openDocker();
    expect(await bench.execute(given)).toMatchObject(want);
  });

  test('its log has stdout and stderr', async () => {
    await using bench = openDocker();
    await bench.execute({ container: container('echo out; echo err >&2') });
    const log = readFileSync(logFile(bench.run.folder, { nodeId: 'wf-1', nodeName: 'wf.a' }), 'utf8');
    expect(log.split('\n').sort()).toEqual(['', 'err', 'out']);
  });

  test('limits, user, folder and secrets become options of the program', async () => {
    await using bench = openDocker();
    await bench.execute(
      {
        securityContext: { runAsUser: 1000, runAsGroup: 2000 },
        volumes: [{ name: 'v', emptyDir: {} }],
        hostAliases: [{ ip: '10.0.0.1', hostnames: ['db'] }],
        container: container('true', {
          workingDir: '/work',
          resources: { limits: { memory: '64Mi', cpu: '500m' } },
          volumeMounts: [{ name: 'v', mountPath: '/ro', readOnly: true }],
          env: [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }],
        }),
      },
      { objects: [{ kind: 'Secret', metadata: { name: 's' }, stringData: { k: 'hidden' } }] },
    );
    const text = bench
      .calls()
      .find(([command]) => command === 'create')
      ?.join(' ');
    for (const option of [
      '--memory 67108864',
      '--cpus 0.5',
      '--user 1000:2000',
      '--workdir /work',
      '--add-host db:10.0.0.1',
      '--env TOKEN ',
      ',target=/ro,readonly ',
      '--entrypoint sh busybox -c true',
    ])
      expect(text).toContain(option);
    expect(JSON.stringify(bench.calls())).not.toContain('hidden');
  });

  test('an image is pulled once', async () => {
    await using bench = openDocker();
    const pods = ['a', 'b', 'c'].map((name) =>
      bench.execute({ container: container('true') }, { nodeId: name, nodeName: name }),
    );
    await Promise.all(pods);
    expect(bench.calls().filter(([command]) => command === 'pull')).toHaveLength(1);
  });

  test('nothing is left behind', async () => {
    await using bench = openDocker();
    await bench.execute({ container: container('true') });
    await bench.executor.close();
    expect(existsSync(bench.run.folder.pods)).toBe(false);
    expect(bench.open().recover?.(podRequest({ container: container('true') }))).toBeUndefined();
  });
});

describe('several containers', () => {
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
    await using bench = openDocker({ graceMilliseconds: 2000 });
    expect(await bench.execute(given)).toMatchObject(want);
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
