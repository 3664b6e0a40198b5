import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createDockerExecutor } from '../src/docker/docker-executor.ts';
import { openStore } from '../src/driver/store.ts';
import { container } from './docker-bench.ts';
import { outputParameter, podRequest } from './executor-bench.ts';

const IMAGE = 'busybox';

describe.for(['docker', 'podman'] as const)('containers of a real %s', (program) => {
  const isReady = spawnSync(program, ['image', 'inspect', IMAGE]).status === 0;
  const title = isReady
    ? '$title'
    : `$title (skipped: ${program} is not installed, or has no image ${IMAGE})`;

  test.skipIf(!isReady).for<{ title: string; given: object; want: object }>([
    {
      title: 'a result',
      given: { container: container('echo out') },
      want: { phase: 'Succeeded', result: 'out' },
    },
    {
      title: 'a missing program',
      given: { container: { image: IMAGE, command: ['no-such-program'] } },
      want: {
        phase: 'Failed',
        message:
          'main: Error (exit code 64): failed to find name in PATH: exec: "no-such-program": executable file not found in $PATH',
      },
    },
    {
      title: 'an output',
      given: { container: container('mkdir /x; ln -s o /x/l; echo one > /x/o'), ...outputParameter('/x/l') },
      want: { phase: 'Succeeded', parameters: [{ value: 'one' }] },
    },
    {
      title: 'a missing output',
      given: { container: container('true'), ...outputParameter('/x/o', { default: 'd' }) },
      want: { phase: 'Succeeded', parameters: [{ value: 'd' }] },
    },
    {
      title: 'a working folder that the image does not have',
      given: { container: container('pwd', { workingDir: '/a/b' }) },
      want: { phase: 'Succeeded', result: '/a/b' },
    },
    {
      title: 'a volume that another user writes',
      given: {
        securityContext: { runAsUser: 1000 },
        volumes: [{ name: 'v', emptyDir: {} }],
        container: container('touch /v/x && id -u', { volumeMounts: [{ name: 'v', mountPath: '/v' }] }),
      },
      want: { phase: 'Succeeded', result: '1000' },
    },
    {
      title: 'a limit of less than a thousandth of a processor',
      given: { container: container('echo slow', { resources: { limits: { cpu: '1m' } } }) },
      want: { phase: 'Succeeded', result: 'slow' },
    },
    {
      title: 'a deadline, of a program without a handler',
      given: { activeDeadlineSeconds: 2, container: container('sleep 1000') },
      want: { phase: 'Failed', exitCode: '143' },
    },
  ])(title, async ({ given, want }) => {
    const directory = mkdtempSync(path.join(tmpdir(), 'tiphys-real-'));
    const { folder } = openStore(directory).createRun('wf');
    const executor = createDockerExecutor({ folder, program, environment: { PATH: process.env.PATH ?? '' } });
    try {
      const deadline = 'activeDeadlineSeconds' in given ? { deadline: Date.now() + 2000 } : {};
      expect(await executor.start(podRequest(given, deadline)).done).toMatchObject(want);
      expect(await executor.close()).toEqual([]);
      const label = `label=dev.tiphys.run=${folder.directory}`;
      expect(spawnSync(program, ['ps', '--all', '--quiet', '--filter', label]).stdout.toString()).toBe('');
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
