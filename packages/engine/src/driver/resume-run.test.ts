import * as nodeFileSystem from 'node:fs';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Template, Workflow } from '@tiphys/models';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFakeExecutor, type FakePod, podResult } from '../../test/fake-executor.ts';
import type { Executor, PodHandle, PodRequest, PodResult } from '../contract/executor.ts';
import { readJournal } from '../contract/journal.ts';
import { resumeRun } from './resume-run.ts';
import { runWorkflow, startWorkflow } from './run-workflow.ts';
import { type SendOptions, sendToRun } from './send-to-run.ts';
import { openStore, type Store } from './store.ts';

let directory: string;
let store: Store;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'tiphys-resume-'));
  store = openStore(directory);
});
afterEach(() => rmSync(directory, { recursive: true }));

const leaf = { name: 'leaf', container: { image: 'busybox', command: ['true'] } };
const never = new Promise<never>(() => undefined);

function workflowOf(main: object, spec: object = {}): Workflow {
  const templates = [{ ...main, name: 'main' }, leaf] as readonly Template[];
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { name: 'wf' },
    spec: { entrypoint: 'main', templates, ...spec },
  };
}

const sequence = workflowOf({
  steps: [[{ name: 'a', template: 'leaf' }], [{ name: 'b', template: 'leaf' }]],
});

/** Starts a workflow in the store, and leaves it as a killed process would when nothing more happens. */
async function runAndKill(
  workflow: Workflow,
  podOf: (request: PodRequest) => FakePod,
  objects: readonly unknown[] = [],
): Promise<void> {
  const run = store.createRun('wf');
  startWorkflow(workflow, {
    executor: createFakeExecutor(podOf),
    objects,
    run: { ...run, watchCommands: () => () => undefined },
    clock: { now: Date.now, callAt: () => () => undefined },
  });
  await new Promise(setImmediate);
  await run.close();
}

/** Ends the pods of the named nodes, and lets all others run for ever. */
function ending(...names: readonly string[]): (request: PodRequest) => FakePod {
  return ({ displayName }) => (names.includes(displayName) ? {} : { ends: never });
}

/** Resumes the run, and returns it at its end. */
async function resume(executor: Executor): Promise<Workflow> {
  const run = store.openRun('wf');
  try {
    return await resumeRun(run, { executor }).ended;
  } finally {
    await run.close();
  }
}

function opening(executor: Executor): SendOptions {
  return { openExecutor: async () => ({ ...executor, close: async () => [] }) };
}

function handleOf(result: Partial<PodResult>): PodHandle {
  return { done: Promise.resolve(podResult(result)), stop: () => undefined };
}

describe('a run that is resumed', () => {
  test('runs what had not run, and nothing that had ended', async () => {
    await runAndKill(sequence, ending('a'));
    expect(store.readRun('wf')).toMatchObject({
      liveness: 'interrupted',
      workflow: { status: { phase: 'Running' } },
    });
    const executor = createFakeExecutor();
    const { status } = await resume(executor);
    expect(status?.phase).toBe('Succeeded');
    expect(executor.started).toEqual(['wf[1].b']);
    expect(store.readRun('wf')).toMatchObject({ liveness: 'finished', workflow: { status } });
  });

  test('takes the results of pods that went on without it', async () => {
    await runAndKill(sequence, ending());
    const executor = {
      ...createFakeExecutor(),
      recover: ({ displayName }: PodRequest) =>
        displayName === 'a' ? handleOf({ phase: 'Failed', message: 'main: Error (exit code 3)' }) : undefined,
    };
    const { status } = await resume(executor);
    expect(status).toMatchObject({
      phase: 'Failed',
      message: expect.stringMatching(/^child 'wf-\d+' failed$/),
    });
    expect(executor.started).toEqual([]);
  });

  test.for([
    { title: 'again if nothing retries errors', strategy: undefined, want: ['wf'] },
    { title: 'again if only failures are retried', strategy: { limit: 2 }, want: ['wf(0)'] },
    {
      title: 'as the next try if errors are retried',
      strategy: { limit: 2, retryPolicy: 'Always' },
      want: ['wf(1)'],
    },
  ])('runs a lost pod $title', async ({ strategy, want }) => {
    await runAndKill(workflowOf({ ...leaf, ...(strategy && { retryStrategy: strategy }) }), ending());
    const executor = createFakeExecutor();
    const { status } = await resume(executor);
    expect(status?.phase).toBe('Succeeded');
    expect(executor.started).toEqual(want);
    const lost = Object.values(status?.nodes ?? {}).filter(({ message }) => message === 'pod deleted');
    expect(lost.map(({ name }) => name)).toEqual(want.includes('wf(1)') ? ['wf(0)'] : []);
  });

  test('stops a pod that was being stopped, and runs the exit handler', async () => {
    await runAndKill(workflowOf(leaf, { onExit: 'leaf' }), ending());
    const stopped = Promise.withResolvers<PodResult>();
    const recover = (): PodHandle => ({
      done: stopped.promise,
      stop: () => stopped.resolve(podResult({ phase: 'Failed', message: 'main: Error (exit code 143)' })),
    });
    const executor = { ...createFakeExecutor(), recover };
    await sendToRun(store, 'wf', { kind: 'shutdown', strategy: 'Stop' }, opening(executor));
    expect(store.readRun('wf').workflow?.status).toMatchObject({
      phase: 'Failed',
      message: "Stopped with strategy 'Stop'",
    });
    expect(executor.started).toEqual(['wf.onExit']);
  });

  test('wakes at the times that were requested before', async () => {
    await runAndKill(
      workflowOf({ steps: [[{ name: 'wait', inline: { suspend: { duration: '1' } } }]] }),
      ending(),
    );
    const before = Date.now();
    const { status } = await resume(createFakeExecutor());
    expect(status?.phase).toBe('Succeeded');
    expect(Date.now() - before).toBeGreaterThan(500);
  });

  test('has the Secrets that it was given, which no file keeps afterwards', async () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, stringData: { k: 'hidden' } };
    await runAndKill(workflowOf(leaf), ending(), [secret]);
    const { folder } = store.readRun('wf');
    expect(readFileSync(folder.journal, 'utf8')).not.toContain('hidden');
    const requests: PodRequest[] = [];
    const executor = createFakeExecutor((request) => {
      requests.push(request);
      return {};
    });
    await resume(executor);
    expect(requests[0]?.objects).toEqual([secret]);
    expect(() => readFileSync(folder.secrets)).toThrow('ENOENT');
  });

  test('starts if it was killed before its first event', async () => {
    await runAndKill(sequence, ending());
    const { journal } = store.readRun('wf').folder;
    const [record = ''] = readFileSync(journal, 'utf8').split('\n');
    writeFileSync(journal, `${record}\n`);
    const { status } = await resume(createFakeExecutor());
    expect(status?.phase).toBe('Succeeded');
  });
});

describe('a run whose journal was cut off', () => {
  const result = { parameters: [{ name: 'o', value: 'x'.repeat(50) }] };

  test('by a full disk ends with the error, and goes on when there is space again', async () => {
    let room = 2000;
    const writeSync = (descriptor: number, line: Buffer, offset: number): number => {
      if (room <= 0) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
      const written = nodeFileSystem.writeSync(
        descriptor,
        line,
        offset,
        Math.min(room, line.length - offset),
      );
      room -= written;
      return written;
    };
    // The overloads of writeSync are more than the journal uses.
    const broken = {
      ...nodeFileSystem,
      writeSync: writeSync as unknown as typeof nodeFileSystem.writeSync,
    };
    const many = Array.from({ length: 20 }, (_, index) => [{ name: `s${index}`, template: 'leaf' }]);
    const run = openStore(directory, { fileSystem: broken }).createRun('wf');
    const first = createFakeExecutor(() => ({ result }));
    await expect(runWorkflow(workflowOf({ steps: many }), { executor: first, run })).rejects.toMatchObject({
      code: 'ENGINE_WRITE_FAILED',
      message: expect.stringContaining('no space left'),
    });
    await run.close();
    const second = createFakeExecutor(() => ({ result }));
    const { status } = await resume(second);
    expect(status?.phase).toBe('Succeeded');
    // The pod whose end did not fit was stopped with the run, so it runs again.
    expect(second.started).toEqual(
      many.map(([step], index) => `wf[${index}].${step?.name}`).slice(-second.started.length),
    );
    expect(first.started.length + second.started.length).toBeLessThanOrEqual(many.length + 1);
  });

  test('at any byte goes on, and runs nothing again whose end it holds', async () => {
    const run = store.createRun('wf');
    await runWorkflow(sequence, { executor: createFakeExecutor(() => ({ result })), run });
    await run.close();
    const whole = readFileSync(run.folder.journal);
    for (let size = whole.indexOf('\n') + 1; size < whole.length; size += 13) {
      rmSync(run.folder.workflow);
      writeFileSync(run.folder.journal, whole.subarray(0, size));
      const ended = readJournal(run.folder.journal).filter(({ kind }) => kind === 'podFinished').length;
      const executor = createFakeExecutor(() => ({ result }));
      const { status } = await resume(executor);
      expect(status?.phase).toBe('Succeeded');
      expect(executor.started).toEqual(['wf[0].a', 'wf[1].b'].slice(ended));
    }
  });
});

describe('a run that cannot be resumed', () => {
  test.for([
    { title: 'has no journal', journal: [], want: 'ENGINE_JOURNAL_FORMAT' },
    { title: 'has a journal of another version', journal: [{ kind: 'run' }], want: 'ENGINE_JOURNAL_FORMAT' },
  ])('$title', async ({ journal, want }) => {
    const run = store.createRun('wf');
    run.journal.append(...journal);
    await run.close();
    await expect(resume(createFakeExecutor())).rejects.toMatchObject({ code: want });
  });

  test('has a journal of pods that its workflow does not start', async () => {
    await runAndKill(sequence, ending());
    const run = store.openRun('wf');
    run.journal.append({ kind: 'podFinished', at: 0, seed: '', nodeId: 'wf-7', result: podResult() });
    await run.close();
    await expect(resume(createFakeExecutor())).rejects.toMatchObject({
      code: 'ENGINE_JOURNAL_MISMATCH',
      message: expect.stringContaining('wf-7'),
    });
  });

  test('has ended, or is live', async () => {
    const run = store.createRun('wf');
    const executor = createFakeExecutor();
    const started = startWorkflow(sequence, { executor, run });
    expect(() => store.openRun('wf')).toThrow(expect.objectContaining({ code: 'ENGINE_RUN_LIVE' }));
    await started.ended;
    await run.close();
    const finished = { code: 'ENGINE_RUN_FINISHED' };
    expect(() => store.openRun('wf')).toThrow(expect.objectContaining(finished));
    await expect(sendToRun(store, 'wf', { kind: 'suspend' }, opening(executor))).rejects.toMatchObject(
      finished,
    );
  });
});

describe('a command', () => {
  const asking = workflowOf({
    steps: [[{ name: 'ask', inline: { suspend: {} } }], [{ name: 'b', template: 'leaf' }]],
  });

  test('reaches a run that another process drives', async () => {
    const run = store.createRun('wf');
    const executor = createFakeExecutor();
    const { ended } = startWorkflow(asking, { executor, run });
    await sendToRun(store, 'wf', { kind: 'resume' }, opening(executor));
    expect((await ended).status?.phase).toBe('Succeeded');
    await run.close();
  });

  test('is applied by its sender to a run that nobody drives, and the rest is left to who resumes it', async () => {
    await runAndKill(asking, ending());
    const executor = createFakeExecutor();
    await sendToRun(store, 'wf', { kind: 'resume' }, opening(executor));
    expect(executor.started).toEqual([]);
    expect(store.readRun('wf').liveness).toBe('interrupted');
    expect((await resume(executor)).status?.phase).toBe('Succeeded');
    expect(executor.started).toEqual(['wf[1].b']);
  });

  test('suspends a run of another process, and lets it go on', async () => {
    const run = store.createRun('wf');
    const first = Promise.withResolvers<void>();
    const executor = createFakeExecutor(({ displayName }) =>
      displayName === 'a' ? { ends: first.promise } : {},
    );
    const started = startWorkflow(sequence, { executor, run });
    await sendToRun(store, 'wf', { kind: 'suspend' }, opening(executor));
    first.resolve();
    await expect.poll(() => started.pods).toBe(0);
    expect(executor.started).toEqual(['wf[0].a']);
    await sendToRun(store, 'wf', { kind: 'resume' }, opening(executor));
    expect((await started.ended).status?.phase).toBe('Succeeded');
    await run.close();
  });

  test('sets the outputs of a suspended node of a run that nobody drives', async () => {
    const suspend = {
      suspend: {},
      outputs: { parameters: [{ name: 'how', valueFrom: { supplied: {} } }] },
    };
    await runAndKill(workflowOf(suspend), ending());
    const executor = createFakeExecutor();
    const set = { kind: 'setNode', nodeId: 'wf', parameters: { how: 'all' } } as const;
    await sendToRun(store, 'wf', set, opening(executor));
    await sendToRun(store, 'wf', { kind: 'resume' }, opening(executor));
    expect(store.readRun('wf').workflow?.status?.nodes?.wf?.outputs?.parameters).toEqual([
      { name: 'how', value: 'all' },
    ]);
  });

  test('ends a run that nobody drives if there is nothing more to run', async () => {
    await runAndKill(workflowOf({ suspend: {} }), ending());
    await sendToRun(store, 'wf', { kind: 'resume' }, opening(createFakeExecutor()));
    expect(store.readRun('wf')).toMatchObject({
      liveness: 'finished',
      workflow: { status: { phase: 'Succeeded' } },
    });
  });
});
