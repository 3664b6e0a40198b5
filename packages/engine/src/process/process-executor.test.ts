import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  namespacesWork,
  openBench,
  podRequest,
  shell,
  uniqueSleep,
  untilGone,
} from '../../test/executor-bench.ts';
import type { PodRequest, PodResult } from '../contract/executor.ts';
import { logFile } from '../contract/run-folder.ts';

const namespaces = await namespacesWork();

describe('how a pod ends', () => {
  test.for<{ title: string; given: object; want: Partial<PodResult> }>([
    {
      title: 'exit code 0 is success',
      given: shell('true'),
      want: { phase: 'Succeeded', exitCode: '0', result: '' },
    },
    {
      title: 'another exit code is a failure',
      given: shell('exit 3'),
      want: { phase: 'Failed', message: 'main: Error (exit code 3)', exitCode: '3' },
    },
    {
      title: 'exit code 64 is also a failure of main',
      given: shell('exit 64'),
      want: { phase: 'Failed', message: 'main: Error (exit code 64)', exitCode: '64' },
    },
    {
      title: 'a signal counts 128 and its number',
      given: shell('kill -TERM $$$$'),
      want: { phase: 'Failed', message: 'main: Error (exit code 143)', exitCode: '143' },
    },
    {
      title: 'two dollars in a command are one',
      given: shell('echo "$$HOME_$$" | cut -c1'),
      want: { result: '$' },
    },
    {
      title: 'a missing command',
      given: { container: { command: ['no-such-command-here'] } },
      want: {
        phase: 'Failed',
        message:
          'main: Error (exit code 64): failed to find name in PATH: exec: "no-such-command-here": executable file not found in $PATH',
        exitCode: '64',
      },
    },
    {
      title: 'a script that is not at its path',
      given: { container: { command: ['/no/such/file'] } },
      want: {
        message:
          'main: Error (exit code 64): failed to find name in PATH: exec: "/no/such/file": stat /no/such/file: no such file or directory',
      },
    },
    {
      title: 'one newline is removed from the result',
      given: shell('echo err >&2; echo out; echo; echo'),
      want: { result: 'out\n\n' },
    },
    {
      title: 'the last 256 KiB of stdout are the result',
      given: shell('head -c 300000 /dev/zero | tr "\\\\0" a; echo end'),
      want: { result: `${'a'.repeat(262_144 - 3)}end` },
    },
  ])('$title', async ({ given, want }) => {
    await using bench = openBench();
    expect(await bench.execute(given)).toMatchObject(want);
  });

  test('stdout and stderr go to the log of the node', async () => {
    await using bench = openBench();
    await bench.execute(shell('echo out; echo err >&2'), { captureResult: false });
    const log = readFileSync(logFile(bench.run.folder, { nodeId: 'wf-1', nodeName: 'wf.a' }), 'utf8');
    expect(log).toBe('out\nerr\n');
  });

  test.for(['/dev/stdout', '/dev/stderr'])(
    '%s can be opened by path without losing output',
    async (device) => {
      await using bench = openBench();
      await bench.execute(shell(`echo 1; echo 2 > ${device}; echo 3`), { captureResult: false });
      const log = readFileSync(logFile(bench.run.folder, { nodeId: 'wf-1', nodeName: 'wf.a' }), 'utf8');
      expect(log).toBe('1\n2\n3\n');
    },
  );

  test('output that was written while this process was busy is still read', async () => {
    const busy = (): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 800);
    const spawnThenBlock = ((...given: Parameters<typeof spawn>) => {
      const child = spawn(...given);
      return child.once('exit', () => setImmediate(busy));
    }) as typeof spawn;
    await using bench = openBench({ isolation: 'mapped', spawn: spawnThenBlock });
    const late = shell("sleep 0.05; setsid sh -c 'head -c 60000 /dev/zero; echo end'");
    await bench.execute(late, { captureResult: false });
    const log = readFileSync(logFile(bench.run.folder, { nodeId: 'wf-1', nodeName: 'wf.a' }), 'utf8');
    expect(log).toHaveLength(60_004);
  });

  test('a background process of main ends with it', async () => {
    await using bench = openBench();
    const sleep = uniqueSleep();
    const end = await bench.execute(shell(`sleep ${sleep} & sleep 0.1`));
    expect(end).toMatchObject({ phase: 'Succeeded' });
    await untilGone(`sleep ${sleep}`);
  });
});

describe('scripts and containers', () => {
  test.for<{ title: string; given: object; want: string; request?: Partial<PodRequest> }>([
    {
      title: 'a script is the last argument of its command',
      given: { script: { command: ['sh'], source: 'echo "hi $#"' } },
      want: 'hi 0',
    },
    {
      title: 'an empty script adds no argument',
      given: { script: { command: ['echo', 'x'], source: '' } },
      want: 'x',
    },
    {
      title: 'an image without command runs the command of the table',
      given: { container: { image: 'tool:v2', args: ['a', 'b'] } },
      want: 'tool a b',
    },
    {
      title: 'arguments replace the default command of an image',
      given: { container: { image: 'busybox', args: ['echo', 'instead'] } },
      want: 'instead',
    },
    {
      title: 'variables come from values, each other, ConfigMaps and Secrets',
      given: {
        container: {
          command: ['sh', '-c', 'echo "$A|$B|$C|$D|$P_k|$E"'],
          env: [
            { name: 'A', value: '1' },
            { name: 'B', value: '$(A)$$(A)$(NONE)' },
            { name: 'C', valueFrom: { configMapKeyRef: { name: 'c', key: 'k' } } },
            { name: 'D', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
            { name: 'E', valueFrom: { configMapKeyRef: { name: 'c', key: 'none', optional: true } } },
          ],
          envFrom: [{ prefix: 'P_', configMapRef: { name: 'c' } }],
        },
      },
      request: {
        objects: [
          { kind: 'ConfigMap', metadata: { name: 'c' }, data: { k: 'from map' } },
          { kind: 'Secret', metadata: { name: 's' }, data: { k: 'aGlkZGVu' } },
        ],
      },
      want: '1|1$(A)$(NONE)|from map|hidden|from map|',
    },
    {
      title: 'Argo’s own variables are set',
      given: shell(
        'echo "$ARGO_CONTAINER_NAME $ARGO_NODE_ID $ARGO_WORKFLOW_NAME $ARGO_INCLUDE_SCRIPT_OUTPUT $ARGO_DEADLINE"',
      ),
      want: 'main wf-1 wf true 0001-01-01T00:00:00Z',
    },
    {
      title: 'the name of the pod comes from a field',
      given: {
        container: {
          command: ['sh', '-c', 'echo $N'],
          env: [{ name: 'N', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
        },
      },
      want: 'wf-t-1',
    },
  ])('$title', async ({ given, want, request }) => {
    await using bench = openBench({ images: { tool: { entrypoint: ['echo', 'tool'] } } });
    expect(await bench.execute(given, request)).toMatchObject({ phase: 'Succeeded', result: want });
  });

  test.for([
    {
      title: 'a ConfigMap that is missing',
      source: { configMapKeyRef: { name: 'c', key: 'k' } },
      want: 'configmap "c" not found',
    },
    { title: 'a field that is unknown', source: { fieldRef: { fieldPath: 'x.y' } }, want: 'field x.y' },
  ])('$title is an error before main', async ({ source, want }) => {
    await using bench = openBench();
    const end = await bench.execute({
      container: { command: ['true'], env: [{ name: 'A', valueFrom: source }] },
    });
    expect(end).toMatchObject({ phase: 'Error', message: expect.stringContaining(want) });
    expect(end.exitCode).toBeUndefined();
  });

  test('an argument too large for the kernel is passed in a file', async () => {
    await using bench = openBench();
    const end = await bench.execute({
      container: { command: ['sh', '-c', 'wc -c < "$${0#@}"'], args: ['x'.repeat(200_000)] },
    });
    expect(end).toMatchObject({ phase: 'Succeeded', result: '200000' });
  });
});

describe('templates that cannot run here', () => {
  test.for([
    {
      title: 'an image whose command is unknown',
      template: { container: { image: 'mystery:1' } },
      want: 'ENGINE_IMAGE_COMMAND',
    },
    {
      title: 'an artifact from an address that is no repository',
      template: shell('true', {
        inputs: { artifacts: [{ name: 'a', path: '/a', git: { repo: 'ext::sh' } }] },
      }),
      want: 'ENGINE_ARTIFACT_LOCATION',
    },
    {
      title: 'an artifact from git on a host that is not allowed',
      template: shell('true', {
        inputs: { artifacts: [{ name: 'a', path: '/a', git: { repo: 'https://example.com/r' } }] },
      }),
      want: 'ENGINE_HOST_NOT_ALLOWED',
    },
    {
      title: 'an output to a host that is not allowed, in a path with a tag',
      template: shell('true', {
        outputs: {
          artifacts: [{ name: 'a', path: '/a', http: { url: 'https://example.com/{{pod.name}}' } }],
        },
      }),
      want: 'ENGINE_HOST_NOT_ALLOWED',
    },
    {
      title: 'an artifact in a bucket',
      template: shell('true', {
        inputs: { artifacts: [{ name: 'a', path: '/a', s3: { bucket: 'b', key: 'k' } }] },
      }),
      want: undefined,
    },
    {
      title: 'a volume of a server',
      template: shell('true', { volumes: [{ name: 'v', nfs: { server: 's', path: '/' } }] }),
      want: 'ENGINE_VOLUME',
    },
    { title: 'nothing', template: shell('true'), want: undefined },
  ])('$title: $want', async ({ template, want }) => {
    await using bench = openBench();
    expect(bench.executor.findUnsupported(podRequest(template).template)?.code).toBe(want);
  });
});

test('many pods all end, with a bounded number at a time', async () => {
  await using bench = openBench({ maxProcesses: 8 });
  const pods = Array.from({ length: 100 }, (_, index) =>
    bench.execute(shell('true'), { nodeId: `wf-${index}`, nodeName: `wf.a(${index})`, captureResult: false }),
  );
  const ends = await Promise.all(pods);
  expect(ends.filter((end) => end.phase === 'Succeeded')).toHaveLength(100);
  const roots = readdirSync(bench.run.folder.pods).filter((name) => /^\d+$/.test(name));
  // The trial made another one.
  if (namespaces) expect(roots.length).toBeLessThanOrEqual(9);
});

test.for([{ isolation: 'auto' as const }, { isolation: 'mapped' as const }])(
  '2,000 pods at once, and much output, need few files and little memory: $isolation',
  { timeout: 300_000 },
  async ({ isolation }) => {
    await using bench = openBench({ isolation });
    const filesBefore = readdirSync('/proc/self/fd').length;
    const pods = Array.from({ length: 2000 }, (_, index) =>
      bench.execute(shell('true'), {
        nodeId: `wf-${index}`,
        nodeName: `wf.a(${index})`,
        captureResult: false,
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(readdirSync('/proc/self/fd').length - filesBefore).toBeLessThan(200);
    expect((await Promise.all(pods)).every((end) => end.phase === 'Succeeded')).toBe(true);
    const memoryBefore = process.memoryUsage().rss;
    const end = await bench.execute(shell('head -c 100000000 /dev/zero; echo end'), {
      nodeId: 'wf',
      nodeName: 'wf',
    });
    expect(end.result?.endsWith('end')).toBe(true);
    expect(process.memoryUsage().rss - memoryBefore).toBeLessThan(50_000_000);
    expect(statSync(logFile(bench.run.folder, { nodeId: 'wf', nodeName: 'wf' })).size).toBe(100_000_004);
  },
);
