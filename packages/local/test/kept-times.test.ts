import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore, replayWorkflow } from '@tiphys/engine';
import type { NodeStatus, Workflow } from '@tiphys/models';
import { expect, test } from 'vitest';
import { openLocalRuns } from '../src/index.ts';
import { endingAs } from './fake-executor.ts';

const call = (name: string, template: string, more: object = {}): object => ({ name, template, ...more });
const workflow = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Workflow',
  metadata: { name: 'wf' },
  spec: {
    entrypoint: 'main',
    arguments: { parameters: [{ name: 'p', value: 'a' }] },
    templates: [
      {
        name: 'main',
        steps: [
          [call('inner', 'inner'), call('skipped', 'leaf', { when: 'false' }), call('wait', 'wait')],
          [
            call('takes', 'takes', {
              arguments: { parameters: [{ name: 'p', value: '{{workflow.parameters.p}}' }] },
            }),
          ],
          [call('bad', 'leaf')],
        ],
      },
      { name: 'inner', dag: { tasks: [call('x', 'leaf'), call('y', 'again', { depends: 'x' })] } },
      { name: 'wait', suspend: { duration: '0' } },
      { name: 'leaf', container: { image: 'alpine', command: ['true'] } },
      {
        name: 'takes',
        inputs: { parameters: [{ name: 'p' }] },
        container: { image: 'alpine', command: ['true'] },
      },
      {
        name: 'again',
        // More than the maximum passes until the run is retried.
        retryStrategy: { limit: 1, backoff: { duration: '50ms', maxDuration: '1s' } },
        container: { image: 'alpine', command: ['true'] },
      },
    ],
  },
} as unknown as Workflow;

const timesOf = (ended: Workflow | undefined): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.values<NodeStatus>(ended?.status?.nodes ?? {}).map(({ finishedAt, name, startedAt }) => [
      name,
      [startedAt, finishedAt],
    ]),
  );

const phasesOf = (ended: Workflow | undefined): object =>
  Object.fromEntries(
    Object.values<NodeStatus>(ended?.status?.nodes ?? {}).map(({ name, phase }) => [name, phase]),
  );

/** Retries the run, and returns the nodes that have new times, and those that were started. */
async function retryWith(
  parameters: Readonly<Record<string, string>>,
): Promise<Readonly<Record<'renewed' | 'started', readonly string[]>>> {
  const directory = mkdtempSync(path.join(tmpdir(), 'tiphys-kept-times-'));
  const started: string[] = [];
  try {
    const runs = openLocalRuns(directory, {
      openExecutor: async () => ({
        ...endingAs('Succeeded'),
        start(request) {
          started.push(request.nodeName);
          const fails = ['bad', 'y(0)'].includes(request.displayName);
          return endingAs(fails ? 'Failed' : 'Succeeded').start(request);
        },
      }),
    });
    const first = await (await runs.start({ workflow, name: 'wf' })).ended;
    const [before, phases] = [timesOf(first), phasesOf(first)];
    await sleep(1100); // times are whole seconds
    started.length = 0;
    await runs.retry('wf', { parameters });
    const ended = await runs.drivenBy('wf')?.ended;
    expect(phasesOf(ended)).toEqual(phases);
    expect(replayWorkflow(openStore(directory).readRun('wf'))).toEqual(ended);
    const after = timesOf(ended);
    expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort());
    const renewed = Object.keys(after).filter((name) => `${after[name]}` !== `${before[name]}`);
    return { renewed, started };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

test('a retry runs what failed, and gives new times to it and to the groups around it', async () => {
  expect(await retryWith({})).toEqual({ renewed: ['wf', 'wf[2]', 'wf[2].bad'], started: ['wf[2].bad'] });
});

test('what runs again because its inputs have changed has new times, and so have the groups around it', async () => {
  expect(await retryWith({ p: 'b' })).toEqual({
    renewed: ['wf', 'wf[1]', 'wf[1].takes', 'wf[2]', 'wf[2].bad'],
    started: ['wf[1].takes', 'wf[2].bad'],
  });
});
