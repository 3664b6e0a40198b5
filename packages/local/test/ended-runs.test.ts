import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore, type PodResult, replayWorkflow } from '@tiphys/engine';
import type { Workflow } from '@tiphys/models';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalRuns, openLocalRuns } from '../src/index.ts';
import { endingAs } from './fake-executor.ts';

let directory: string;
let runs: LocalRuns;
/** How the tasks end. */
let phase: PodResult['phase'];
beforeEach(() => {
  phase = 'Succeeded';
  directory = mkdtempSync(path.join(tmpdir(), 'tiphys-ended-'));
  runs = openLocalRuns(directory, {
    openExecutor: async () => ({
      ...endingAs('Succeeded'),
      start: (request) => endingAs(request.displayName === 'second' ? phase : 'Succeeded').start(request),
    }),
  });
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function workflowOf(main: object): Workflow {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { generateName: 'wf-' },
    spec: {
      entrypoint: 'main',
      templates: [
        { name: 'main', ...main },
        { name: 'leaf', container: { image: 'alpine', command: ['true'] } },
        { name: 'ask', suspend: {} },
      ],
    },
  } as Workflow;
}

const two = workflowOf({
  steps: [[{ name: 'first', template: 'leaf' }], [{ name: 'second', template: 'leaf' }]],
});

describe('a run that is refused after it has started', () => {
  const huge = workflowOf({
    steps: [
      [
        { name: 'beside', template: 'ask' },
        { name: 'loop', template: 'leaf', withSequence: { count: '1000000000' } },
      ],
    ],
  });
  const refusal = expect.stringContaining('The limit for all loops of a local run is 10000.');

  test('is recorded as an Error with its message, and its journal says the same', async () => {
    const run = await runs.start({ workflow: huge, name: 'huge' });
    await expect(run.ended).rejects.toMatchObject({ code: 'ENGINE_TOO_MANY_ITERATIONS' });
    const found = await runs.get('huge');
    expect(runs.statusOf(found)).toBe('Error');
    expect(found.status).toMatchObject({ phase: 'Error', message: refusal, finishedAt: expect.any(String) });
    const phases = Object.values(found.status?.nodes ?? {}).map((node) => node.phase);
    expect(phases).not.toContain('Running');
    expect(phases).not.toContain('Pending');
    expect(replayWorkflow(openStore(directory).readRun('huge'))).toEqual(found);
    await expect(runs.terminate('huge')).rejects.toMatchObject({ code: 'RUNS_ENDED' });
    await runs.retry('huge');
    await expect(runs.drivenBy('huge')?.ended).rejects.toMatchObject({ code: 'ENGINE_TOO_MANY_ITERATIONS' });
    expect((await runs.get('huge')).status?.phase).toBe('Error');
  });

  test.for(['stop', 'terminate', 'resume'] as const)(
    'is ended by %s if it was killed just then',
    async (command) => {
      const run = await runs.start({ workflow: huge, name: 'huge' });
      await expect(run.ended).rejects.toThrow();
      const journal = path.join(directory, 'runs/huge/journal.jsonl');
      const lines = readFileSync(journal, 'utf8').split('\n');
      writeFileSync(journal, `${lines.slice(0, -2).join('\n')}\n`);
      rmSync(path.join(directory, 'runs/huge/workflow.json'));
      expect(runs.statusOf(await runs.get('huge'))).toBe('Interrupted');
      await runs[command]('huge');
      await runs.drivenBy('huge')?.ended.catch(() => {});
      expect((await runs.get('huge')).status).toMatchObject({ phase: 'Error', message: refusal });
    },
  );
});

test('retry keeps the times of tasks that it does not run again, and that of the creation', async () => {
  phase = 'Failed';
  await (await runs.start({ workflow: two, name: 'wf' })).ended;
  const before = await runs.get('wf');
  const timesOf = ({ status }: Workflow, name: string) => {
    const node = Object.values(status?.nodes ?? {}).find(({ displayName }) => displayName === name);
    return { startedAt: node?.startedAt, finishedAt: node?.finishedAt };
  };
  await new Promise((resolve) => setTimeout(resolve, 1100));
  phase = 'Succeeded';
  await runs.retry('wf');
  await runs.drivenBy('wf')?.ended;
  const after = await runs.get('wf');
  expect(after.status?.phase).toBe('Succeeded');
  expect(after.metadata.creationTimestamp).toBe(before.metadata.creationTimestamp);
  expect(timesOf(after, 'first')).toEqual(timesOf(before, 'first'));
  expect(timesOf(after, 'second')).not.toEqual(timesOf(before, 'second'));
  expect(after.status?.startedAt).not.toBe(before.status?.startedAt);
});

test.for([
  { title: 'stop', apply: () => runs.stop('wf') },
  { title: 'terminate', apply: () => runs.terminate('wf') },
  { title: 'suspend', apply: () => runs.suspend('wf') },
  { title: 'resume', apply: () => runs.resume('wf') },
  {
    title: 'node set',
    apply: () => runs.setNode('wf', { nodeFieldSelector: 'displayName=first', phase: 'Failed' }),
  },
])('$title says that a run has ended', async ({ apply }) => {
  await (await runs.start({ workflow: two, name: 'wf' })).ended;
  await expect(apply()).rejects.toMatchObject({
    code: 'RUNS_ENDED',
    message: expect.stringMatching(/^The run wf has ended with phase Succeeded, so it cannot be /),
  });
});

test('of two that terminate a run at once, both get what they want', async () => {
  const run = await runs.start({ workflow: workflowOf({ suspend: {} }), name: 'wf' });
  const other = openLocalRuns(directory);
  await Promise.all([runs.terminate('wf'), other.terminate('wf')]);
  expect((await run.ended).status?.phase).toBe('Failed');
});

test('a run whose folder is removed says so, and does not make it again', async () => {
  const run = await runs.start({ workflow: workflowOf({ suspend: {} }), name: 'wf' });
  rmSync(run.folder.directory, { recursive: true });
  run.engine.terminate();
  await expect(run.ended).rejects.toMatchObject({
    code: 'ENGINE_RUN_REMOVED',
    message: expect.stringContaining('was removed while the run went on'),
  });
  expect(readdirSync(path.join(directory, 'runs'))).toEqual([]);
});

test('a run that is deleted while it is shown keeps what is known of it', async () => {
  const run = await runs.start({ workflow: two, name: 'wf' });
  const ended = await run.ended;
  await openLocalRuns(directory).delete('wf');
  expect(runs.statusOf(ended)).toBe('Succeeded');
  expect(runs.noticeOf(ended)).toBeUndefined();
  expect(runs.folderOf('wf')).toEqual(run.folder);
});

test('logs that are followed end when the run is deleted', async () => {
  const run = await runs.start({ workflow: workflowOf({ suspend: {} }), name: 'wf' });
  const readAll = async (): Promise<readonly string[]> => {
    const texts: string[] = [];
    for await (const { text } of runs.logs('wf', { follow: true })) texts.push(text);
    return texts;
  };
  const lines = readAll();
  await openLocalRuns(directory).delete('wf');
  await run.ended;
  expect(await lines).toEqual([]);
});
