import type { Workflow } from '@tiphys/models';
import { expect, test } from 'vitest';
import { createFakeExecutor, podResult } from '../../../test/fake-executor.ts';
import { runWorkflow } from '../../driver/run-workflow.ts';

/** Returns a deterministic text that hardly compresses. */
function noise(length: number, seed: number): string {
  let text = '';
  for (let x = seed + 1; text.length < length; x = (x * 48_271) % 2_147_483_647) text += x.toString(36);
  return text.slice(0, length);
}

/** A loop over 40 items whose results another task takes as a raw artifact, as pipelines pass them. */
function fanIn(spec: object = {}): Workflow {
  const templates = [
    {
      name: 'main',
      dag: {
        tasks: [
          { name: 'each', template: 'each' },
          {
            name: 'join',
            depends: 'each',
            template: 'join',
            arguments: {
              artifacts: [{ name: 'parts', raw: { data: '{{tasks.each.outputs.parameters.results}}' } }],
            },
          },
        ],
      },
    },
    {
      name: 'each',
      outputs: {
        parameters: [
          { name: 'results', valueFrom: { parameter: '{{tasks.chunk.outputs.parameters}}', default: '[]' } },
        ],
      },
      dag: {
        tasks: [
          { name: 'chunk', template: 'chunk', withItems: Array.from({ length: 40 }, (_, item) => item) },
        ],
      },
    },
    {
      name: 'chunk',
      outputs: { parameters: [{ name: 'output', valueFrom: { path: '/tmp/output' } }] },
      container: { image: 'busybox', command: ['true'] },
    },
    {
      name: 'join',
      inputs: { artifacts: [{ name: 'parts', path: '/tmp/parts' }] },
      container: { image: 'busybox', command: ['true'] },
    },
  ];
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { name: 'wf' },
    spec: { entrypoint: 'main', templates, ...spec },
  } as Workflow;
}

async function run(kib: number, options: { readonly maximumWorkflowBytes?: number } = {}, spec = {}) {
  let seed = 0;
  const executor = createFakeExecutor(({ nodeName }) => {
    seed += 1;
    const value = noise(kib * 1024, seed);
    const parameters = nodeName.includes('chunk') ? [{ name: 'output', value }] : [];
    return { result: podResult({ parameters }) };
  });
  const { status } = await runWorkflow(fanIn(spec), { executor, ...options });
  return { phase: status?.phase, message: status?.message, started: executor.started.length };
}

// What a cluster with Argo 4.1.2 did with the same values.
test.for([
  { kib: 1, want: { phase: 'Succeeded', message: undefined, started: 41 } },
  { kib: 5, want: { phase: 'Succeeded', message: undefined, started: 41 } },
  { kib: 8, want: { phase: 'Error', message: tooLong(1_100_000, 1_250_000), started: 41 } },
])('40 results of $kib KiB that another task takes: $want.phase', async ({ kib, want }) => {
  expect(await run(kib)).toEqual(want);
});

test('the run ends before another task starts if the results alone are too large', async () => {
  expect(await run(60)).toEqual({ phase: 'Error', message: expect.stringContaining('longer'), started: 40 });
});

test('a workflow may be as large as the limit says', async () => {
  expect(await run(8, { maximumWorkflowBytes: 2_000_000 })).toMatchObject({ phase: 'Succeeded' });
  expect(await run(1, { maximumWorkflowBytes: 50_000 })).toMatchObject({ phase: 'Error' });
});

test('the spec counts, too, and the exit handler does not run', async () => {
  const text = noise(1_000_000, 7);
  const spec = { onExit: 'chunk', arguments: { parameters: [{ name: 'code', value: text }] } };
  expect(await run(1, {}, spec)).toEqual({
    phase: 'Error',
    message: tooLong(1_048_577, 1_250_000),
    started: expect.any(Number),
  });
});

function tooLong(least: number, most: number): string {
  return expect.toSatisfy((message: string) => {
    const [, size] =
      /^workflow is longer than maximum allowed size\. compressed size (\d+) > maxSize 1048576$/.exec(
        message,
      ) ?? [];
    return Number(size) >= least && Number(size) <= most;
  }) as unknown as string; // an asymmetric matcher
}
