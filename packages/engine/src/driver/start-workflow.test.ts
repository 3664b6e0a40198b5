import type { Template, Workflow } from '@tiphys/models';
import { describe, expect, test } from 'vitest';
import { createFakeExecutor, podResult } from '../../test/fake-executor.ts';
import type { StartedRun } from './run-handle.ts';
import type { StartOptions } from './run-options.ts';
import { startWorkflow } from './run-workflow.ts';

const release = {
  name: 'release',
  inputs: { parameters: [{ name: 'strategy', default: 'canary', enum: ['canary', 'all'] }] },
  suspend: {},
  outputs: {
    parameters: [
      { name: 'strategy', valueFrom: { supplied: {} } },
      { name: 'share', valueFrom: { supplied: {} } },
    ],
  },
};

const use = {
  name: 'use',
  inputs: { parameters: [{ name: 'how' }] },
  container: { image: 'busybox', command: ['echo', '{{inputs.parameters.how}}'] },
};

const asking = workflowOf([
  {
    name: 'main',
    dag: {
      tasks: [
        { name: 'ask', template: 'release' },
        {
          name: 'use',
          depends: 'ask',
          template: 'use',
          arguments: {
            parameters: [
              {
                name: 'how',
                value: '{{tasks.ask.outputs.parameters.strategy}} {{tasks.ask.outputs.parameters.share}}',
              },
            ],
          },
        },
      ],
    },
  },
  release,
  use,
]);

function workflowOf(templates: readonly object[]): Workflow {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { name: 'wf' },
    spec: { entrypoint: 'main', templates: templates as readonly Template[] },
  };
}

/** Starts a workflow, and waits until it waits. */
async function startAndWait(workflow: Workflow, options: Partial<StartOptions> = {}): Promise<StartedRun> {
  const waits = Promise.withResolvers<void>();
  const run = startWorkflow(workflow, {
    executor: createFakeExecutor(),
    onWait: waits.resolve,
    ...options,
  });
  await waits.promise;
  return run;
}

describe('a run that has started', () => {
  test('waits at a suspended node, and goes on with the values that it is given', async () => {
    const executor = createFakeExecutor();
    const run = await startAndWait(asking, { executor });
    const [node] = run.suspended();
    expect(node).toMatchObject({
      name: 'wf.ask',
      displayName: 'ask',
      inputs: [{ name: 'strategy', value: 'canary' }],
      outputs: [{ name: 'strategy' }, { name: 'share' }],
    });
    expect(node).not.toHaveProperty('until');
    expect(run.current().status?.phase).toBe('Running');
    run.resume(node?.nodeId ?? '', { strategy: 'all', share: '10' });
    const { status } = await run.ended;
    expect(status?.phase).toBe('Succeeded');
    expect(run.suspended()).toEqual([]);
    const nodes = Object.values(status?.nodes ?? {});
    expect(nodes.find(({ name }) => name === 'wf.ask')?.outputs?.parameters).toEqual([
      { name: 'strategy', value: 'all' },
      { name: 'share', value: '10' },
    ]);
    expect(nodes.find(({ name }) => name === 'wf.use')?.inputs?.parameters).toEqual([
      { name: 'how', value: 'all 10' },
    ]);
  });

  test('gives outputs without a value the default of the input, and fails where there is none', async () => {
    const run = await startAndWait(asking);
    run.resume(run.suspended()[0]?.nodeId ?? '');
    const { status } = await run.ended;
    const node = Object.values(status?.nodes ?? {}).find(({ name }) => name === 'wf.ask');
    expect(node).toMatchObject({
      phase: 'Error',
      message:
        "task 'wf.ask' errored: raw output parameter 'share' has not been set and does not have a default value",
    });
  });

  test('says until when a node is suspended, and can be resumed before', async () => {
    const run = await startAndWait(workflowOf([{ name: 'main', suspend: { duration: '1h' } }]), {
      clock: { now: () => 1000, callAt: () => () => {} },
    });
    expect(run.suspended()).toMatchObject([{ displayName: 'wf', until: 3_601_000 }]);
    run.resume(run.suspended()[0]?.nodeId ?? '');
    expect((await run.ended).status?.phase).toBe('Succeeded');
  });

  test('ignores values for a node that is not suspended', async () => {
    const run = await startAndWait(asking);
    run.resume('wf-1', { strategy: 'all' });
    expect(run.suspended()).toHaveLength(1);
    run.terminate();
    await run.ended;
  });

  test('ends all pods at once when it is terminated, without exit handlers', async () => {
    const executor = createFakeExecutor(() => ({ result: podResult(), ends: new Promise(() => {}) }));
    const exit = { name: 'exit', container: { image: 'busybox', command: ['true'] } };
    const main = { name: 'main', container: { image: 'busybox', command: ['sleep', '9'] } };
    const workflow = workflowOf([main, exit]);
    const run = await startAndWait({ ...workflow, spec: { ...workflow.spec, onExit: 'exit' } }, { executor });
    expect(run.pods).toBe(1);
    run.terminate();
    expect((await run.ended).status?.phase).toBe('Failed');
    expect(executor.started).toEqual(['wf']);
    expect(run.pods).toBe(0);
  });

  test('is stuck in a suspended node if nobody follows it', async () => {
    const { ended } = startWorkflow(asking, { executor: createFakeExecutor() });
    await expect(ended).rejects.toMatchObject({ code: 'ENGINE_STUCK' });
  });
});
