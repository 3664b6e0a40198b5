import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { container, openDocker } from '../../test/docker-bench.ts';
import { outputParameter, podRequest } from '../../test/executor-bench.ts';
import { logFile } from '../contract/run-folder.ts';

describe.for(['docker', 'podman'] as const)('one container of %s', (program) => {
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
      title: 'a missing program of a script has Argo’s message',
      given: { script: { image: 'busybox', command: ['/no/program'], source: 'x' } },
      want: {
        phase: 'Failed',
        message:
          'main: Error (exit code 64): failed to find name in PATH: exec: "/no/program": stat /no/program: no such file or directory',
      },
    },
    {
      title: 'a program may end with the exit code of a missing one',
      given: { container: container('echo "x: not found" >&2; exit 127') },
      want: { phase: 'Failed', message: 'main: Error (exit code 127)' },
    },
    {
      title: 'a working folder that the image does not have is made',
      given: { container: container('echo done', { workingDir: '/ctr/a/b/c' }) },
      want: { phase: 'Succeeded', result: 'done' },
    },
    {
      title: 'an argument that is too long for the kernel is in a file',
      given: {
        container: {
          image: 'busybox',
          command: ['sh', '-c', 'wc -c < "$(echo "$0" | cut -c2-)"', 'x'.repeat(140_000)],
        },
      },
      want: { phase: 'Succeeded', result: expect.stringMatching(/^ *140000$/) },
    },
    {
      title: 'a variable that is too long for the kernel is an error with advice',
      given: { container: container('true', { env: [{ name: 'BIG', value: 'x'.repeat(140_000) }] }) },
      want: {
        phase: 'Error',
        message: expect.stringMatching(
          /^ENGINE_VARIABLE_TOO_LARGE: the environment variable BIG has 137 KiB/,
        ),
      },
    },
    {
      title: 'an image with the name of an option is an error',
      given: { container: container('true', { image: '--privileged' }) },
      want: {
        phase: 'Error',
        message: expect.stringMatching(/^ENGINE_IMAGE_PULL: the image "--privileged"/),
      },
    },
    {
      title: 'all users of a container may use its volumes and read its Secrets',
      given: {
        volumes: [
          { name: 'v', emptyDir: {} },
          { name: 's', secret: { secretName: 's' } },
        ],
        container: container(
          'ls -ld /work | cut -c1-10; ls -l /secret | tail -1 | cut -c1-10; ls -ld /secret | cut -c1-10',
          {
            volumeMounts: [
              { name: 'v', mountPath: '/work' },
              { name: 's', mountPath: '/secret' },
            ],
          },
        ),
      },
      want: { result: 'drwxrwxrwx\n-rw-r--r--\ndrwxrwxrwx' },
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
          /^ENGINE_IMAGE_PULL: the image "missing" cannot be pulled: .*denied.*(?:docker|podman) login/,
        ),
      },
    },
    {
      title: 'an image that must not be pulled is an error',
      given: { container: container('true', { image: 'absent', imagePullPolicy: 'Never' }) },
      want: { phase: 'Error', message: expect.stringContaining('imagePullPolicy is Never') },
    },
  ])('$title', async ({ given, want }) => {
    await using bench = openDocker({ program });
    const objects = [{ kind: 'Secret', metadata: { name: 's' }, stringData: { k: 'hidden' } }];
    const end = await bench.execute(given, { objects });
    expect(end).toMatchObject(want);
  });

  test('the log of one whose program is missing has only the reason', async () => {
    await using bench = openDocker({ program });
    await bench.execute({ container: { image: 'busybox', command: ['no-such-program'] } });
    expect(readFileSync(logFile(bench.run.folder, { nodeId: 'wf-1', nodeName: 'wf.a' }), 'utf8')).toBe(
      'failed to find name in PATH: exec: "no-such-program": executable file not found in $PATH\n',
    );
  });

  test.for([
    { title: 'a new one', given: { securityContext: { runAsUser: 1 } }, want: '1' },
    {
      title: 'a new one and a group',
      given: { securityContext: { runAsUser: 1, runAsGroup: 2 } },
      want: '1:2',
    },
    {
      title: 'that of the image, with a new group',
      given: { securityContext: { runAsGroup: 2 } },
      want: '1000:2',
    },
    { title: 'that of the image', given: {}, want: undefined },
  ])('the user may be $title', async ({ given, want }) => {
    await using bench = openDocker({ program });
    await bench.execute({ ...given, container: container('true', { image: 'of-user' }) });
    const call = bench.calls().find(([command]) => command === 'create') ?? [];
    expect(call.includes('--user') ? call[call.indexOf('--user') + 1] : undefined).toBe(want);
  });

  test('a small program starts that of the container, if there is one', async () => {
    await using bench = openDocker({ program, environment: { DOCKER_FAKE_NO_INIT: '1' } });
    const template = { container: { image: 'busybox', command: ['no-such-program'] } };
    const want = {
      message:
        'main: Error (exit code 64): failed to find name in PATH: exec: "no-such-program": executable file not found in $PATH',
    };
    expect(await bench.execute(template)).toMatchObject(want);
    expect(await bench.execute(template, { nodeId: 'wf-2' })).toMatchObject(want);
    const creations = bench.calls().filter(([command]) => command === 'create');
    expect(creations.map((call) => call.includes('--init'))).toEqual([true, false, false]);
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
      '--cpu-period 100000 --cpu-quota 50000',
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

  test('the user of a run owns what containers write, as far as it is read or removed', async () => {
    // No file belongs to this user.
    await using bench = openDocker({ program, userId: 54_321 });
    const volumes = [{ name: 'v', emptyDir: {} }];
    const volumeMounts = [{ name: 'v', mountPath: '/work' }];
    const given = { volumes, container: container('echo one > /work/o', { volumeMounts }) };
    expect(await bench.execute({ ...given, ...outputParameter('/work/o') })).toMatchObject({
      parameters: [{ value: 'one' }],
    });
    const calls = bench.calls().filter(([, ...words]) => words.join(' ').includes('chown -hR'));
    const folder = path.join(bench.run.folder.pods, 'wf-1');
    const [first = '', last = ''] = calls.map((call) => call.join(' '));
    expect(calls).toHaveLength(2);
    expect(first).toContain(path.join(folder, 'volumes/v'));
    expect(last).toContain(folder);
    expect(existsSync(folder)).toBe(false);
    expect(bench.containers()).toEqual([]);
  });

  test('a container without a file system to write has no other folders either', async () => {
    await using bench = openDocker({ program });
    const securityContext = { readOnlyRootFilesystem: true };
    await bench.execute({ container: container('true', { securityContext }) });
    const call = bench.calls().find(([command]) => command === 'create');
    expect(call).toContain('--read-only');
    expect(call?.includes('--read-only-tmpfs=false')).toBe(program === 'podman');
  });
});
