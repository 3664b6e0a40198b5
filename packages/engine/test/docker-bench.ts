import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PodRequest, PodResult } from '../src/contract/executor.ts';
import {
  createDockerExecutor,
  type DockerExecutor,
  type DockerExecutorOptions,
} from '../src/docker/docker-executor.ts';
import { openStore } from '../src/driver/store.ts';
import { podRequest } from './executor-bench.ts';

/** The folder of the program that behaves like Docker. */
export const fixtures: string = path.resolve(import.meta.dirname, 'fixtures/docker');

/** Opens an executor with a program that behaves like Docker, in a folder of its own. */
export function openDocker(options: Partial<DockerExecutorOptions> = {}) {
  const directory = mkdtempSync(path.join(tmpdir(), 'tiphys-docker-'));
  const run = openStore(directory).createRun('wf');
  const environment = {
    PATH: `${fixtures}:${process.env.PATH ?? ''}`,
    DOCKER_FAKE_HOME: path.join(directory, 'docker'),
    ...options.environment,
  };
  const open = (): DockerExecutor => createDockerExecutor({ folder: run.folder, ...options, environment });
  const executor = open();
  return {
    directory,
    run,
    executor,
    environment,
    /** Opens the executor again, as a later process does. */
    open,
    execute: (template: object, request: Partial<PodRequest> = {}): Promise<PodResult> =>
      executor.start(podRequest(template, request)).done,
    calls: (): readonly (readonly string[])[] =>
      readFileSync(path.join(directory, 'docker/calls.log'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as readonly string[]),
    /** The containers that there are. */
    containers: (): readonly string[] => readdirSync(path.join(directory, 'docker/containers')),
    async [Symbol.asyncDispose]() {
      await executor.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Returns a container that runs a line of shell. */
export function container(text: string, more: object = {}): object {
  return { image: 'busybox', command: ['sh', '-c', text], ...more };
}
