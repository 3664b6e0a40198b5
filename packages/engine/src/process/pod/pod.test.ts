import type { spawn } from 'node:child_process';
import * as nodeFileSystem from 'node:fs';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  type ExecutorBench,
  namespacesWork,
  openBench,
  outputParameter,
  podRequest,
  shell,
} from '../../../test/executor-bench.ts';
import { logFile } from '../../contract/run-folder.ts';

const namespaces = await namespacesWork();
const needsNamespaces = namespaces ? '' : ' (skipped: this kernel allows no mount namespaces)';

describe.skipIf(!namespaces)(`outputs${needsNamespaces}`, () => {
  test.for<{ title: string; given: object; want: object }>([
    {
      title: 'a parameter loses one newline',
      given: shell('printf "a\\n\\n" > /tmp/o', outputParameter('/tmp/o')),
      want: { phase: 'Succeeded', parameters: [{ name: 'o', value: 'a\n' }] },
    },
    {
      title: 'a missing file uses the default',
      given: shell('true', outputParameter('/tmp/none', { default: 'd' })),
      want: { phase: 'Succeeded', parameters: [{ value: 'd' }] },
    },
    {
      title: 'a missing file without default is an error',
      given: shell('true', outputParameter('/tmp/none')),
      want: {
        phase: 'Error',
        exitCode: '0',
        message:
          'wait: Error (exit code 64): open /var/run/argo/outputs/parameters/tmp/none: no such file or directory',
      },
    },
    {
      title: 'outputs are kept if main fails',
      given: shell('echo 1 > /tmp/o; exit 2', outputParameter('/tmp/o')),
      want: { phase: 'Failed', message: 'main: Error (exit code 2)', parameters: [{ value: '1' }] },
    },
    {
      title: 'a missing artifact is an error',
      given: shell('true', { outputs: { artifacts: [{ name: 'f', path: '/tmp/none' }] } }),
      want: {
        phase: 'Error',
        artifacts: [],
        message:
          'wait: Error (exit code 64): open /var/run/argo/outputs/artifacts/tmp/none.tgz: no such file or directory; ',
      },
    },
    {
      title: 'a missing artifact may be optional',
      given: shell('true', { outputs: { artifacts: [{ name: 'f', path: '/tmp/none', optional: true }] } }),
      want: { phase: 'Succeeded', artifacts: [] },
    },
    {
      title: 'a file that is zipped has the name of the artifact',
      given: shell('echo 1 > /tmp/f; mkdir /tmp/d', {
        outputs: {
          artifacts: [
            { name: 'f', path: '/tmp/f', archive: { zip: {} } },
            { name: 'folder', path: '/tmp/d', archive: { zip: {} } },
          ],
        },
      }),
      want: { phase: 'Succeeded', artifacts: [{ name: 'f' }, { name: 'folder' }] },
    },
    {
      title: 'a file that is zipped under another name is an error',
      given: shell('echo 1 > /tmp/f', {
        outputs: { artifacts: [{ name: 'other', path: '/tmp/f', archive: { zip: {} } }] },
      }),
      want: {
        phase: 'Error',
        artifacts: [],
        message:
          'wait: Error (exit code 64): stat /tmp/argo/outputs/artifacts/other: no such file or directory; ',
      },
    },
  ])('$title', async ({ given, want }) => {
    await using bench = openBench();
    expect(await bench.execute(given)).toMatchObject(want);
  });
});

describe('a patch of the spec', () => {
  const patchOf = (fields: string): object => ({ podSpecPatch: `containers: [{name: main, ${fields}}]` });

  test.for([
    {
      title: 'changes variables',
      given: shell('echo $A', patchOf('env: [{name: A, value: b}]')),
      want: { result: 'b' },
    },
    {
      title: 'changes arguments',
      given: { container: { command: ['echo'], args: ['a'] }, ...patchOf('args: [b]') },
      want: { result: 'b' },
    },
    {
      title: 'changes the command',
      given: shell('echo a', patchOf('command: [echo, b]')),
      want: { result: 'b' },
    },
    {
      title: 'adds a sidecar',
      given: shell('sleep 0.3', {
        podSpecPatch: 'containers: [{name: s, image: busybox, command: [sh, -c, "exit 3"]}]',
      }),
      want: { phase: 'Failed', message: 's: Error (exit code 3)' },
    },
    {
      title: 'sets a deadline',
      given: shell('exec sleep 1000', { podSpecPatch: 'activeDeadlineSeconds: 1' }),
      want: { phase: 'Failed', message: 'Pod was active on the node longer than the specified deadline' },
    },
    {
      title: 'is refused with Argo’s message if it is not valid',
      given: shell('true', { podSpecPatch: '{not yaml' }),
      want: { phase: 'Error', message: 'Error applying PodSpecPatch' },
    },
  ])('$title', async ({ given, want }) => {
    await using bench = openBench();
    expect(await bench.execute(given)).toMatchObject(want);
  });

  test('sets the grace period', async () => {
    await using bench = openBench();
    const template = shell('trap "" TERM; echo ready; while :; do sleep 0.05; done', {
      podSpecPatch: 'terminationGracePeriodSeconds: 0',
    });
    const pod = bench.executor.start(podRequest(template));
    await untilLogged(bench, 'ready');
    pod.stop('shutdown');
    expect(await pod.done).toMatchObject({ message: 'main: Error (exit code 137)' });
  });
});

describe('stopping', () => {
  test('a deadline ends a pod with Argo’s message', async () => {
    await using bench = openBench();
    // Long enough for the process to start on a busy machine.
    const end = await bench.execute(shell('exec sleep 1000'), { deadline: Date.now() + 1_500 });
    expect(end).toMatchObject({
      phase: 'Failed',
      message: 'Pod was active on the node longer than the specified deadline',
      exitCode: '143',
    });
  });

  test('a pod that handles the signal can still succeed', async () => {
    await using bench = openBench();
    const pod = bench.executor.start(
      podRequest(shell('trap "exit 0" TERM; echo ready; while :; do sleep 0.05; done')),
    );
    await untilLogged(bench, 'ready');
    pod.stop('shutdown');
    expect(await pod.done).toMatchObject({ phase: 'Succeeded', exitCode: '0' });
  });

  test('a pod that ignores the signal is killed after the grace period', async () => {
    await using bench = openBench({ graceMilliseconds: 100 });
    const pod = bench.executor.start(
      podRequest(shell('trap "" TERM; echo ready; while :; do sleep 0.05; done')),
    );
    await untilLogged(bench, 'ready');
    pod.stop('shutdown');
    expect(await pod.done).toMatchObject({ message: 'main: Error (exit code 137)' });
  });

  test('closing the executor kills running pods', async () => {
    await using bench = openBench({ maxProcesses: 1 });
    const deaf = bench.executor.start(podRequest(shell('trap "" TERM; echo ready; sleep 1000')));
    const waiting = bench.executor.start(podRequest(shell('true'), { nodeId: 'wf-2', nodeName: 'wf.b' }));
    await untilLogged(bench, 'ready');
    await bench.executor.close();
    expect(await deaf.done).toMatchObject({ message: 'main: Error (exit code 137)' });
    expect(await waiting.done).toMatchObject({ phase: 'Failed' });
    expect(existsSync(bench.run.folder.pods)).toBe(false);
  });

  test('a pod that waits for its turn never starts', async () => {
    await using bench = openBench({ maxProcesses: 1 });
    const first = bench.executor.start(podRequest(shell('sleep 0.3')));
    const second = bench.executor.start(podRequest(shell('true'), { nodeId: 'wf-2', nodeName: 'wf.b' }));
    second.stop('shutdown');
    expect(await first.done).toMatchObject({ phase: 'Succeeded' });
    const end = await second.done;
    expect(end).toMatchObject({ phase: 'Failed', message: 'workflow shutdown with strategy: Stop' });
    expect(end.exitCode).toBeUndefined();
  });
});

async function untilLogged(bench: ExecutorBench, text: string): Promise<void> {
  const file = logFile(bench.run.folder, { nodeId: 'wf-1', nodeName: 'wf.a' });
  while (!existsSync(file) || !readFileSync(file, 'utf8').includes(text)) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('if this machine refuses', () => {
  const refuse = (code: string) => (): never => {
    throw Object.assign(new Error(`${code}: refused`), { code });
  };

  test.for([
    { code: 'EAGAIN', want: 'run fewer at a time' },
    { code: 'EMFILE', want: 'too many open files' },
  ])('to start a process ($code), the node ends in Error with advice', async ({ code, want }) => {
    await using bench = openBench({
      isolation: 'mapped',
      spawn: refuse(code) as unknown as typeof spawn,
    });
    expect(await bench.execute(shell('true'))).toMatchObject({
      phase: 'Error',
      message: expect.stringContaining(want),
    });
  });

  test.for([
    {
      title: 'a variable of 200 KB',
      given: { env: [{ name: 'A', value: 'x'.repeat(200_000) }] },
      want: 'ENGINE_VARIABLE_TOO_LARGE: the environment variable A has 196 KiB, but the limit is 128 KiB. Pass large values',
    },
    {
      title: 'many variables of 100 KB',
      given: {
        env: Array.from({ length: 40 }, (_, at) => ({ name: `A${at}`, value: 'x'.repeat(100_000) })),
      },
      want: 'ENGINE_VARIABLE_TOO_LARGE: the environment variables together',
    },
  ])('$title, the node ends with an error code', async ({ given, want }) => {
    await using bench = openBench();
    const end = await bench.execute({ container: { command: ['true'], ...given } });
    expect(end).toMatchObject({ phase: 'Error', message: expect.stringContaining(want) });
  });

  test.for([
    { title: 'the output of a step', captureResult: false, isolation: 'auto' as const },
    { title: 'output that is also a result', captureResult: true, isolation: 'auto' as const },
    { title: 'the output of a step without namespaces', captureResult: false, isolation: 'mapped' as const },
    {
      title: 'output that is also a result without namespaces',
      captureResult: true,
      isolation: 'mapped' as const,
    },
  ])(
    'to write $title, the node ends in Error, and the step does not hang',
    async ({ captureResult, isolation }) => {
      await using bench = openBench({ isolation });
      symlinkSync('/dev/full', logFile(bench.run.folder, { nodeId: 'wf-1', nodeName: 'wf.a' }));
      const end = await bench.execute(shell('head -c 300000 /dev/zero'), { captureResult });
      expect(end).toMatchObject({ phase: 'Error', message: expect.stringContaining('free space') });
      // The next one is not affected.
      const next = await bench.execute(shell('echo x'), { nodeId: 'wf-2', nodeName: 'wf.b' });
      expect(next).toMatchObject({ phase: 'Succeeded', result: 'x' });
    },
  );

  test('a folder for the pods, the node ends in Error', async () => {
    const mkdirSync = refuse('EACCES') as unknown as typeof nodeFileSystem.mkdirSync;
    await using bench = openBench({ isolation: 'mapped', fileSystem: { ...nodeFileSystem, mkdirSync } });
    expect(await bench.execute(shell('true'))).toMatchObject({
      phase: 'Error',
      message: expect.stringContaining('EACCES'),
    });
  });
});
