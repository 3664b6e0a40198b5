import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Workflow } from '@tiphys/models';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { resumeRun } from '../../src/driver/resume-run.ts';
import { runWorkflow, startWorkflow } from '../../src/driver/run-workflow.ts';
import { openStore, type Store } from '../../src/driver/store.ts';
import { createFakeExecutor, type FakeExecutor } from '../fake-executor.ts';

let directory: string;
let store: Store;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'tiphys-shared-'));
  store = openStore(directory);
});
afterEach(() => rmSync(directory, { recursive: true }));

function workflowOf(template: object, spec: object = {}): Workflow {
  const container = { image: 'busybox', command: ['true'] };
  const steps = [[{ name: 'a', template: 'leaf', withItems: [1, 2] }]];
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: {},
    spec: {
      entrypoint: 'main',
      templates: [
        { name: 'main', steps },
        { name: 'leaf', container, ...template },
      ],
      ...spec,
    },
  };
}

async function run(name: string, workflow: Workflow, executor: FakeExecutor): Promise<Workflow> {
  const created = store.createRun(name);
  try {
    return await runWorkflow(workflow, { executor, run: created });
  } finally {
    await created.close();
  }
}

test.for([
  {
    title: 'templates',
    workflow: workflowOf({ synchronization: { mutexes: [{ name: 'm' }] } }),
    most: 1,
  },
  {
    title: 'workflows',
    workflow: workflowOf({}, { synchronization: { mutexes: [{ name: 'm' }] } }),
    most: 2,
  },
])('runs of one store share the locks of $title', async ({ workflow, most }) => {
  let running = 0;
  let together = 0;
  const executor = createFakeExecutor(() => {
    running += 1;
    together = Math.max(together, running);
    const leave = (): void => {
      running -= 1;
    };
    return { ends: sleep(20).then(leave) };
  });
  const ends = await Promise.all(['a', 'b', 'c'].map((name) => run(name, workflow, executor)));
  expect(ends.map(({ status }) => status?.phase)).toEqual(['Succeeded', 'Succeeded', 'Succeeded']);
  expect(executor.started).toHaveLength(6);
  expect(together).toBe(most);
});

test('a run that is resumed has the lock that its task had', async () => {
  const workflow = workflowOf({ synchronization: { mutexes: [{ name: 'm' }] } });
  const first = store.createRun('a');
  startWorkflow(workflow, {
    executor: createFakeExecutor(() => ({ ends: new Promise(() => undefined) })),
    run: { ...first, watchCommands: () => () => undefined },
    clock: { now: Date.now, callAt: () => () => undefined },
  });
  await expect.poll(() => existsSync(path.join(directory, 'locks/locks.json'))).toBe(true);
  await sleep(50);
  await first.close();
  const executor = createFakeExecutor();
  const again = store.openRun('a');
  expect((await resumeRun(again, { executor }).ended).status?.phase).toBe('Succeeded');
  await again.close();
  expect(executor.started).toHaveLength(2);
});

test('runs of one store share results that are cached', async () => {
  const workflow = workflowOf({
    memoize: { key: 'k', cache: { configMap: { name: 'my-cache' } } },
    outputs: { parameters: [{ name: 'o', valueFrom: { path: '/tmp/o' } }] },
  });
  const executor = createFakeExecutor(() => ({ result: { parameters: [{ name: 'o', value: 'v' }] } }));
  await run('a', workflow, executor);
  const before = executor.started.length;
  const { status } = await run('b', workflow, executor);
  expect(executor.started).toHaveLength(before);
  const leaves = Object.values(status?.nodes ?? {}).filter(({ templateName }) => templateName === 'leaf');
  expect(
    leaves.map(({ memoizationStatus, outputs }) => [memoizationStatus?.hit, outputs?.parameters]),
  ).toEqual([
    [true, [{ name: 'o', value: 'v' }]],
    [true, [{ name: 'o', value: 'v' }]],
  ]);
  expect(existsSync(path.join(directory, 'cache/my-cache.json'))).toBe(true);
});
