import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { namespacesWork, openBench, outputParameter, shell } from '../../../test/executor-bench.ts';

const namespaces = await namespacesWork();
const needsNamespaces = namespaces ? '' : ' (skipped: this kernel allows no mount namespaces)';

/** Returns a container that runs a line of shell. */
function container(name: string, text: string, more: object = {}): object {
  return { name, image: 'busybox', command: ['sh', '-c', text], ...more };
}

/** Fields that a result need not have. */
const ABSENT = { exitCode: undefined, message: undefined, result: undefined };

interface PodCase {
  readonly title: string;
  readonly given: object;
  readonly want: object;
}

describe('init containers and sidecars', () => {
  test.for<PodCase>([
    {
      title: 'an init container that fails ends the pod before main starts',
      given: shell('true', { initContainers: [container('prep', 'exit 6')] }),
      want: { phase: 'Failed', message: 'prep: Error (exit code 6)', exitCode: undefined },
    },
    {
      title: 'an init container after one that fails does not run',
      given: shell('true', { initContainers: [container('a', 'exit 1'), container('b', 'exit 2')] }),
      want: { phase: 'Failed', message: 'a: Error (exit code 1)' },
    },
    {
      title: 'an init container that Kubernetes restarts always runs beside main, and ends with it',
      given: shell('echo done', {
        initContainers: [
          container('server', 'exec sleep 1000', { restartPolicy: 'Always' }),
          container('prep', 'true'),
        ],
      }),
      want: { phase: 'Succeeded', exitCode: '0', result: 'done' },
    },
    {
      title: 'an init container that fails ends one that runs on',
      given: shell('true', {
        initContainers: [
          container('server', 'exec sleep 1000', { restartPolicy: 'Always' }),
          container('prep', 'exit 6'),
        ],
      }),
      want: { phase: 'Failed', message: 'prep: Error (exit code 6)' },
    },
    {
      title: 'an init container that was killed leaves Argo’s other message',
      given: shell('true', { initContainers: [container('a', 'kill -9 $$$$')] }),
      want: {
        phase: 'Error',
        message: 'Pod failed before main container starts due to PodInitializing: ',
      },
    },
    {
      title: 'a sidecar ends with main, and its exit code 143 is ignored',
      given: shell('echo done', { sidecars: [container('side', 'exec sleep 1000')] }),
      want: { phase: 'Succeeded', exitCode: '0', result: 'done' },
    },
    {
      title: 'a sidecar may end before main',
      given: shell('sleep 0.3', { sidecars: [container('side', 'true')] }),
      want: { phase: 'Succeeded', exitCode: '0' },
    },
    {
      title: 'a sidecar that fails fails the pod',
      given: shell('sleep 0.3', { sidecars: [container('side', 'exit 9')] }),
      want: { phase: 'Failed', message: 'side: Error (exit code 9)', exitCode: '0' },
    },
    {
      title: 'a failure of main counts more than that of a sidecar',
      given: shell('sleep 0.3; exit 2', { sidecars: [container('side', 'exit 9')] }),
      want: { phase: 'Failed', message: 'main: Error (exit code 2)', exitCode: '2' },
    },
    {
      title: 'a sidecar without a program ends with the error of Argo’s executor',
      given: shell('sleep 0.2', { sidecars: [{ name: 'side', image: 'x', command: ['no-such-program'] }] }),
      want: {
        phase: 'Failed',
        message:
          'side: Error (exit code 64): failed to find name in PATH: exec: "no-such-program": executable file not found in $PATH',
      },
    },
  ])('$title', async ({ given, want }) => {
    await using bench = openBench();
    expect({ ...ABSENT, ...(await bench.execute(given)) }).toMatchObject(want);
  });

  test('a sidecar that ignores SIGTERM is killed after the grace period', async () => {
    await using bench = openBench({ graceMilliseconds: 100 });
    const sidecars = [container('side', 'trap "" TERM; while :; do sleep 0.05; done')];
    expect(await bench.execute(shell('sleep 0.3', { sidecars }))).toMatchObject({ phase: 'Succeeded' });
  });

  test('stopping a pod ends the container that runs', async () => {
    await using bench = openBench();
    const ends = [
      shell('true', { initContainers: [container('prep', 'exec sleep 1000')] }),
      shell('exec sleep 1000', { sidecars: [container('side', 'exec sleep 1000')] }),
    ].map(async (template, index) => {
      const end = bench.execute(template, {
        nodeId: `wf-${index}`,
        nodeName: `wf.${index}`,
        deadline: Date.now() + 1500,
      });
      return (await end).message;
    });
    const message = 'Pod was active on the node longer than the specified deadline';
    expect(await Promise.all(ends)).toEqual([message, message]);
  });
});

describe.skipIf(!namespaces)(`files of the containers of a pod${needsNamespaces}`, () => {
  const volumes = [{ name: 'work', emptyDir: {} }];
  const volumeMounts = [{ name: 'work', mountPath: '/work' }];

  test.for<PodCase>([
    {
      title: 'init containers and main share volumes',
      given: {
        volumes,
        initContainers: [container('a', 'echo one > /work/f', { volumeMounts })],
        container: container('', 'cat /work/f', { volumeMounts }),
      },
      want: { phase: 'Succeeded', result: 'one' },
    },
    {
      title: 'an init container may mirror the volumes of main',
      given: {
        volumes,
        initContainers: [container('a', 'echo one > /work/f', { mirrorVolumeMounts: true })],
        container: container('', 'cat /work/f', { volumeMounts }),
      },
      want: { phase: 'Succeeded', result: 'one' },
    },
    {
      title: 'other files are private to each container',
      given: shell('ls /tmp', { initContainers: [container('a', 'echo one > /tmp/f')] }),
      want: { phase: 'Succeeded', result: '' },
    },
    {
      title: 'a sidecar that mirrors main sees its input artifacts',
      given: {
        inputs: { artifacts: [{ name: 'in', path: '/tmp/in', raw: { data: 'given' } }] },
        volumes,
        container: container('', 'until [ -s /work/seen ]; do sleep 0.05; done; cat /work/seen', {
          volumeMounts,
        }),
        sidecars: [container('side', 'cat /tmp/in > /work/seen', { mirrorVolumeMounts: true })],
      },
      want: { phase: 'Succeeded', result: 'given' },
    },
    {
      title: 'a termination message becomes part of the message of the pod',
      given: shell('printf "disk is full" > /dev/termination-log; exit 3'),
      want: { phase: 'Failed', message: 'main: Error (exit code 3): disk is full' },
    },
    {
      title: 'a termination message of a pod that succeeds is not shown',
      given: shell('echo fine > /dev/termination-log'),
      want: { phase: 'Succeeded', message: undefined },
    },
    {
      title: 'a termination message may have another path',
      given: {
        container: container('', 'printf why > /tmp/why; exit 3', { terminationMessagePath: '/tmp/why' }),
      },
      want: { message: 'main: Error (exit code 3): why' },
    },
    {
      title: 'a termination message may come from the log',
      given: {
        container: container('', 'printf "last words" >&2; exit 3', {
          terminationMessagePolicy: 'FallbackToLogsOnError',
        }),
      },
      want: { message: 'main: Error (exit code 3): last words' },
    },
    {
      title: 'only the end of a long termination message is kept',
      given: shell('head -c 5000 /dev/zero | tr "\\0" x > /dev/termination-log; exit 3'),
      want: { message: `main: Error (exit code 3): ${'x'.repeat(4096)}` },
    },
  ])('$title', async ({ given, want }) => {
    await using bench = openBench();
    expect({ ...ABSENT, ...(await bench.execute(given)) }).toMatchObject(want);
  });

  test('a termination message does not reach this machine', async () => {
    await using bench = openBench();
    await bench.execute(shell('echo leaked > /dev/termination-log; exit 1'));
    expect(existsSync('/dev/termination-log')).toBe(false);
  });
});

describe('container sets', () => {
  const succeeded = { phase: 'Succeeded', exitCode: '0' };

  test.for<PodCase>([
    {
      title: 'the result and exit code are those of main',
      given: { containers: [container('first', 'echo first'), container('main', 'echo last')] },
      want: {
        phase: 'Succeeded',
        exitCode: '0',
        result: 'last',
        containers: { first: succeeded, main: succeeded },
      },
    },
    {
      title: 'without main there is neither a result nor an exit code',
      given: { containers: [container('a', 'echo first')] },
      want: { phase: 'Succeeded', exitCode: undefined, result: undefined, containers: { a: succeeded } },
    },
    {
      title: 'a container whose dependency fails does not start',
      given: {
        containers: [
          container('c', 'true', { dependencies: ['b'] }),
          container('b', 'true', { dependencies: ['a'] }),
          container('a', 'exit 7'),
        ],
      },
      want: {
        phase: 'Failed',
        message: 'a: Error (exit code 7)',
        containers: {
          a: { phase: 'Failed', message: 'a: Error (exit code 7): ', exitCode: '7' },
          b: {
            phase: 'Error',
            message: 'b: Error (exit code 64): dependency "a" exited with non-zero code: 7',
            exitCode: '64',
          },
          c: {
            phase: 'Error',
            message: 'c: Error (exit code 64): dependency "b" exited with non-zero code: 64',
            exitCode: '64',
          },
        },
      },
    },
    {
      title: 'a failure ends the containers that run and those that wait',
      given: {
        containers: [
          container('a', 'sleep 0.3; exit 1'),
          container('b', 'exec sleep 1000'),
          container('c', 'true', { dependencies: ['b'] }),
        ],
      },
      want: {
        phase: 'Failed',
        message: 'a: Error (exit code 1)',
        containers: {
          a: { phase: 'Failed' },
          b: { phase: 'Failed', message: 'b: Error (exit code 143): ' },
          c: { phase: expect.stringMatching(/Failed|Error/) },
        },
      },
    },
    {
      title: 'exit code 64 makes the container Error, and the pod Failed',
      given: { containers: [container('main', 'exit 64')] },
      want: {
        phase: 'Failed',
        message: 'main: Error (exit code 64)',
        containers: { main: { phase: 'Error', message: 'main: Error (exit code 64): ', exitCode: '64' } },
      },
    },
    {
      title: 'no attempts mean that nothing runs, and that it succeeds',
      given: { retryStrategy: { retries: '0' }, containers: [container('main', 'echo ran; exit 1')] },
      want: { phase: 'Succeeded', exitCode: '0', result: '', containers: { main: succeeded } },
    },
    {
      title: 'a retry strategy counts attempts',
      given: { retryStrategy: { retries: 2 }, containers: [container('main', 'echo tried; exit 5')] },
      want: { phase: 'Failed', message: 'main: Error (exit code 5)', result: 'tried\ntried' },
    },
    {
      title: 'an invalid pause between attempts is an error of the executor',
      given: {
        retryStrategy: { retries: 2, duration: 'soon' },
        containers: [container('main', 'true')],
      },
      want: {
        phase: 'Failed',
        message: 'main: Error (exit code 64): failed to get retry strategy: time: invalid duration "soon"',
      },
    },
  ])('$title', async ({ given, want }) => {
    await using bench = openBench();
    expect({ ...ABSENT, ...(await bench.execute({ containerSet: given })) }).toMatchObject(want);
  });

  test.skipIf(!namespaces)(
    `containers share volumes, and outputs come from main${needsNamespaces}`,
    async () => {
      await using bench = openBench();
      const end = await bench.execute({
        volumes: [{ name: 'ws', emptyDir: {} }],
        containerSet: {
          volumeMounts: [{ name: 'ws', mountPath: '/ws' }],
          containers: [
            container('main', 'cat /ws/f; cp /ws/f /tmp/o', { dependencies: ['a', 'b'] }),
            container('b', 'echo two >> /ws/f', { dependencies: ['a'] }),
            container('a', 'echo one > /ws/f; echo other > /tmp/o'),
          ],
        },
        ...outputParameter('/tmp/o'),
      });
      expect(end).toMatchObject({ phase: 'Succeeded', parameters: [{ value: 'one\ntwo' }] });
    },
  );

  test.skipIf(!namespaces)(`attempts see the files of earlier ones${needsNamespaces}`, async () => {
    await using bench = openBench();
    const text = 'echo x >> /tmp/n; [ $(wc -l < /tmp/n) -ge 3 ]';
    const end = await bench.execute({
      containerSet: { retryStrategy: { retries: '3' }, containers: [container('main', text)] },
      ...outputParameter('/tmp/n'),
    });
    expect(end).toMatchObject({ phase: 'Succeeded', parameters: [{ value: 'x\nx\nx' }] });
  });
});
