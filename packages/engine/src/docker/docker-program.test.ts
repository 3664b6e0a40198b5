import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { container, fixtures, openDocker } from '../../test/docker-bench.ts';
import { podRequest } from '../../test/executor-bench.ts';
import { openStore } from '../driver/store.ts';
import { createDockerExecutor } from './docker-executor.ts';

describe('the program', () => {
  test('one whose server does not answer is an error with advice', () => {
    expect(() => openDocker({ environment: { DOCKER_FAKE_STOPPED: '1' } })).toThrow(
      expect.objectContaining({
        code: 'ENGINE_DOCKER_UNREACHABLE',
        message: expect.stringMatching(
          /Cannot connect to the Docker daemon.*running\? Start Docker.*docker ps/,
        ),
      }),
    );
  });

  test.for([
    { program: undefined, want: 'docker and podman are not installed' },
    { program: 'podman', want: 'podman is not installed' },
  ] as const)('one that is not installed is an error: $want', ({ program, want }) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tiphys-docker-'));
    const options = { folder: openStore(folder).createRun('wf').folder, environment: { PATH: folder } };
    expect(() => createDockerExecutor(program === undefined ? options : { ...options, program })).toThrow(
      expect.objectContaining({ code: 'ENGINE_DOCKER_NOT_FOUND', message: expect.stringContaining(want) }),
    );
    rmSync(folder, { recursive: true });
  });

  test('the one that is installed is named if the other is asked for', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tiphys-docker-'));
    const bin = path.join(folder, 'bin');
    mkdirSync(bin);
    symlinkSync(path.join(fixtures, 'docker'), path.join(bin, 'docker'));
    symlinkSync(process.execPath, path.join(bin, 'node'));
    symlinkSync('/usr/bin/env', path.join(bin, 'env'));
    expect(() => openDocker({ program: 'podman', environment: { PATH: bin } })).toThrow(
      expect.objectContaining({
        message: expect.stringContaining('Use --executor docker, which is installed'),
      }),
    );
    rmSync(folder, { recursive: true });
  });

  test('podman is used if docker is not installed', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tiphys-podman-'));
    const bin = path.join(folder, 'bin');
    mkdirSync(bin);
    symlinkSync(path.join(fixtures, 'docker'), path.join(bin, 'podman'));
    symlinkSync(process.execPath, path.join(bin, 'node'));
    for (const name of ['sh', 'env']) symlinkSync(`/usr/bin/${name}`, path.join(bin, name));
    try {
      await using bench = openDocker({ environment: { PATH: bin } });
      expect(bench.executor.program).toBe('podman');
      expect(await bench.execute({ container: container('echo hi') })).toMatchObject({ result: 'hi' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('what containers cannot provide', () => {
  test.for([
    {
      title: 'a container without image',
      given: { container: { command: ['true'] } },
      want: 'ENGINE_NO_IMAGE',
    },
    {
      title: 'a privileged container',
      given: { container: container('true', { securityContext: { privileged: true } }) },
      want: 'ENGINE_PRIVILEGED',
    },
    {
      title: 'a privileged sidecar',
      given: {
        container: container('true'),
        sidecars: [
          { name: 's', ...container('true', { securityContext: { capabilities: { add: ['SYS_ADMIN'] } } }) },
        ],
      },
      want: 'ENGINE_PRIVILEGED',
    },
    {
      title: 'a folder of this machine',
      given: { container: container('true'), volumes: [{ name: 'v', hostPath: { path: '/' } }] },
      want: 'ENGINE_VOLUME',
    },
    { title: 'nothing', given: { container: container('true') }, want: undefined },
  ])('$title: $want', async ({ given, want }) => {
    await using bench = openDocker();
    expect(bench.executor.findUnsupported(podRequest(given).template)?.code).toBe(want);
  });
});
