import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { podRequest } from '../../test/executor-bench.ts';
import type { Executor, PodRequest, PodResult } from '../contract/executor.ts';
import { podPath, runFolder } from '../contract/run-folder.ts';
import {
  createInProcessExecutor,
  type InProcessEnd,
  type InProcessExecutorOptions,
  type InProcessPod,
} from './in-process-executor.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'tiphys-in-process-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

type Run = (
  pod: InProcessPod,
  executor: ReturnType<typeof createInProcessExecutor>,
) => InProcessEnd | undefined;

let count = 0;

function pathOf({ podPaths = { kind: 'own' } }: Executor, nodeId: string, declared: string): string {
  return podPath(podPaths, nodeId, declared);
}

/** Runs a pod whose function may say nothing of its end if it succeeds. */
async function execute(
  template: object,
  run: Run,
  {
    request = {},
    ...options
  }: Partial<InProcessExecutorOptions> & { readonly request?: Partial<PodRequest> } = {},
): Promise<PodResult> {
  count += 1;
  const executor = createInProcessExecutor({
    folder: runFolder(path.join(directory, String(count))),
    run: async (pod) => run(pod, executor) ?? { exitCode: 0 },
    ...options,
  });
  return executor.start(podRequest(template, { captureResult: false, ...request })).done;
}

const script = { image: 'node', command: ['node'], source: '' };
const output = { parameters: [{ name: 'o', valueFrom: { path: '/tmp/o' } }] };

describe('a pod that is a function of this process', () => {
  test('gets the variables of its container, and none of this process', async () => {
    const seen: Readonly<Record<string, string>>[] = [];
    const env = [
      { name: 'A', value: 'a' },
      { name: 'B', value: '$(A) and $$(A)' },
      { name: 'C', valueFrom: { secretKeyRef: { name: 'api', key: 'token' } } },
    ];
    const objects = [{ kind: 'Secret', metadata: { name: 'api' }, stringData: { token: 'abc' } }];
    await execute(
      { script: { ...script, env } },
      ({ environment }) => {
        seen.push(environment);
        return undefined;
      },
      { request: { objects } },
    );
    expect(seen).toMatchObject([{ A: 'a', B: 'a and $(A)', C: 'abc', ARGO_NODE_ID: 'wf-1' }]);
    expect(seen[0]).not.toHaveProperty('PATH');
  });

  test.for<{
    title: string;
    template?: object;
    run?: Run;
    request?: Partial<PodRequest>;
    want: Partial<PodResult>;
  }>([
    {
      title: 'gives the parameters that it writes, without one newline',
      template: { outputs: output },
      run: ({ write }, executor) => void write(pathOf(executor, 'wf-1', '/tmp/o'), 'one\n\n'),
      want: {
        phase: 'Succeeded',
        exitCode: '0',
        parameters: [{ name: 'o', valueFrom: { path: '/tmp/o' }, value: 'one\n' }],
      },
    },
    {
      title: 'gives the default of a parameter that it does not write',
      template: { outputs: { parameters: [{ name: 'o', valueFrom: { path: '/tmp/o', default: 'none' } }] } },
      want: {
        phase: 'Succeeded',
        parameters: [{ name: 'o', valueFrom: { path: '/tmp/o', default: 'none' }, value: 'none' }],
      },
    },
    {
      title: 'is an error if it does not write a parameter',
      template: { outputs: output },
      want: {
        phase: 'Error',
        message:
          'wait: Error (exit code 64): open /var/run/argo/outputs/parameters/tmp/o: no such file or directory',
      },
    },
    {
      title: 'is an error if a parameter is too large',
      template: { outputs: output },
      run: ({ write }, executor) => void write(pathOf(executor, 'wf-1', '/tmp/o'), 'x'.repeat(2 ** 21)),
      want: {
        phase: 'Error',
        message:
          'wait: Error (exit code 64): /tmp/o is too large for an output parameter (limit parameterBytes: 1572864). Use --limit parameterBytes=NUMBER to raise it',
      },
    },
    {
      title: 'fails with its exit code',
      run: () => ({ exitCode: 137 }),
      want: { phase: 'Failed', exitCode: '137', message: 'main: Error (exit code 137)' },
    },
    {
      title: 'fails with what Kubernetes would say',
      run: () => ({ exitCode: 1, message: 'out of disk' }),
      want: { phase: 'Failed', message: 'main: Error (exit code 1): out of disk' },
    },
    {
      title: 'can be lost',
      run: () => ({ exitCode: 1, lost: true }),
      want: { phase: 'Error', message: 'pod deleted' },
    },
    {
      title: 'gives what it prints, if anything reads it',
      run: () => ({ exitCode: 0, output: 'hello' }),
      request: { captureResult: true },
      want: { phase: 'Succeeded', result: 'hello' },
    },
    {
      title: 'is an error if a Secret is missing',
      template: {
        script: {
          ...script,
          env: [{ name: 'C', valueFrom: { secretKeyRef: { name: 'api', key: 'token' } } }],
        },
      },
      want: { phase: 'Error', message: 'init: Error (exit code 64): secret "api" not found' },
    },
    {
      title: 'is an error if a variable is too large',
      template: { script: { ...script, env: [{ name: 'A', value: 'x'.repeat(131_070) }] } },
      want: {
        phase: 'Error',
        message:
          'ENGINE_VARIABLE_TOO_LARGE: the environment variable A has 129 KiB, but the limit is 128 KiB. Pass large values as a file or an artifact; in a function, declare the parameter as Large<...>.',
      },
    },
    {
      title: 'is an error if its function throws',
      run: () => {
        throw new Error('broken');
      },
      want: { phase: 'Error', message: 'broken' },
    },
  ])('$title', async ({ template = {}, run = () => undefined, request = {}, want }) => {
    expect(await execute({ script, ...template }, run, { request })).toMatchObject(want);
  });

  test('reads and writes artifacts as files', async () => {
    const folder = runFolder(path.join(directory, 'artifacts-run'));
    const outputs = { artifacts: [{ name: 'out', path: '/tmp/out', archive: { none: {} } }] };
    const made = await execute(
      { script, outputs },
      ({ write }, executor) => void write(pathOf(executor, 'wf-1', '/tmp/out'), 'content'),
      { folder },
    );
    expect(made).toMatchObject({
      phase: 'Succeeded',
      artifacts: [{ name: 'out', s3: { key: 'wf/wf-t-1/out' } }],
    });
    const read: string[] = [];
    const inputs = { artifacts: [{ name: 'in', path: '/tmp/in', s3: { key: 'wf/wf-t-1/out' } }] };
    await execute(
      { script, inputs },
      (_, executor) => void read.push(readFileSync(pathOf(executor, 'wf-2', '/tmp/in'), 'utf8')),
      { folder, request: { nodeId: 'wf-2' } },
    );
    expect(read).toEqual(['content']);
  });

  test('leaves no folder without artifacts', async () => {
    const folder = runFolder(path.join(directory, 'memory-run'));
    await execute(
      { script, outputs: output },
      ({ write }, executor) => void write(pathOf(executor, 'wf-1', '/tmp/o'), '1'),
      {
        folder,
      },
    );
    expect(existsSync(folder.directory)).toBe(false);
  });

  test('ends at its deadline by the clock of the run, and when it is stopped', async () => {
    const folder = runFolder(path.join(directory, 'deadline-run'));
    const due: (() => void)[] = [];
    const signals: AbortSignal[] = [];
    const executor = createInProcessExecutor({
      folder,
      run({ signal }) {
        signals.push(signal);
        return new Promise(() => {});
      },
      clock: {
        now: () => 0,
        callAt(time, callback) {
          expect(time).toBe(5000);
          due.push(callback);
          return () => {};
        },
      },
    });
    const late = executor.start(podRequest({ script }, { deadline: 5000 }));
    await Promise.resolve();
    due[0]?.();
    expect(await late.done).toMatchObject({
      phase: 'Failed',
      message: 'Pod was active on the node longer than the specified deadline',
    });
    const stopped = executor.start(podRequest({ script }));
    await Promise.resolve();
    stopped.stop('shutdown');
    expect(await stopped.done).toMatchObject({ phase: 'Failed', message: 'main: Error (exit code 143)' });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });
});
