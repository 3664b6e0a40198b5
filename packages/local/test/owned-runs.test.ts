import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createProcessExecutor, EngineError, openStore, type RunFolder, startWorkflow } from '@tiphys/engine';
import type { Workflow } from '@tiphys/models';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LocalDriver, type LocalExecutor, openLocalRuns } from '../src/index.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'tiphys-owned-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const environment = { PATH: process.env.PATH ?? '' };

function openProcesses(folder: RunFolder): LocalExecutor {
  return createProcessExecutor({ folder, environment });
}

function running(...command: readonly string[]): Workflow {
  const container = { image: 'alpine', command };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { name: 'wf' },
    spec: { entrypoint: 'main', templates: [{ name: 'main', container }] },
  } as Workflow;
}

/** Starts a run and leaves it before its first task, as a killed process does. */
async function interrupt(workflow: Workflow): Promise<void> {
  const run = openStore(directory).createRun('wf');
  const left = { start: () => ({ done: new Promise<never>(() => {}), stop: () => {} }) };
  startWorkflow(workflow, {
    executor: {
      ...left,
      findUnsupported: () => undefined,
      podPaths: openProcesses(run.folder).podPaths ?? { kind: 'own' },
    },
    run: { ...run, watchCommands: () => () => undefined },
    clock: { now: Date.now, callAt: () => () => undefined },
  });
  await run.close();
}

test('of two that resume a run at once, the second one touches nothing in its folder', async () => {
  await interrupt(running('sleep', '300'));
  const opened: string[] = [];
  const warnings: string[] = [];
  const gate = Promise.withResolvers<void>();
  const driverOf = (name: string, ready: Promise<void>): LocalDriver => ({
    async openExecutor(folder) {
      opened.push(name);
      await ready;
      return openProcesses(folder);
    },
    onWarning: (text) => void warnings.push(text),
  });
  const first = openLocalRuns(directory, driverOf('first', gate.promise));
  const second = openLocalRuns(directory, driverOf('second', Promise.resolve()));
  const resumed = [first.resume('wf'), second.resume('wf')];
  gate.resolve();
  await Promise.all(resumed);
  expect(opened).toEqual(['first']);
  expect(second.drivenBy('wf')).toBeUndefined();
  await second.terminate('wf');
  expect((await first.drivenBy('wf')?.ended)?.status?.phase).toBe('Failed');
  expect(warnings).toEqual([]);
});

test('a run that another process owns is refused before anything of it is opened', async () => {
  await interrupt(running('true'));
  const opened: string[] = [];
  const runs = openLocalRuns(directory, {
    async openExecutor({ name }) {
      opened.push(name);
      return openProcesses(runs.folderOf(name));
    },
  });
  const owner = openStore(directory).openRun('wf');
  // What the owner and its tasks need must stay.
  writeFileSync(path.join(owner.folder.directory, 'workflow.json'), JSON.stringify(ended));
  await expect(runs.retry('wf')).rejects.toMatchObject({ code: 'ENGINE_RUN_LIVE' });
  expect(opened).toEqual([]);
  expect(existsSync(owner.folder.journal)).toBe(true);
  await owner.close();
});

const ended = {
  ...running('true'),
  status: {
    phase: 'Failed',
    startedAt: '2026-01-01T00:00:00Z',
    finishedAt: '2026-01-01T00:00:01Z',
    nodes: {},
  },
};

test('a run whose retry is refused stays as it was', async () => {
  const runs = openLocalRuns(directory, { openExecutor: async (folder) => openProcesses(folder) });
  const { folder, ended: first } = await runs.start({ workflow: running('false') });
  await first;
  const before = contentOf(folder.directory);
  const absent = openLocalRuns(directory, {
    openExecutor: () => Promise.reject(new Error('docker does not answer')),
  });
  await expect(absent.retry('wf')).rejects.toThrow('docker does not answer');
  expect(contentOf(folder.directory)).toEqual(before);
  const unable = openLocalRuns(directory, {
    openExecutor: async (opened) => ({
      ...openProcesses(opened),
      findUnsupported: () => ({ code: 'ENGINE_IMAGE_COMMAND', message: 'no command' }),
    }),
  });
  await expect(unable.retry('wf')).rejects.toMatchObject({ code: 'ENGINE_IMAGE_COMMAND' });
  expect(contentOf(folder.directory)).toEqual(before);
  await runs.retry('wf');
  expect((await runs.drivenBy('wf')?.ended)?.status?.phase).toBe('Failed');
  expect(contentOf(folder.directory)['journal.1.jsonl']).toBe(before['journal.jsonl']);
});

/** Returns the files in a folder but those of owners, with their texts. */
function contentOf(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map(({ parentPath, name }) => path.join(parentPath, name));
  return Object.fromEntries(
    paths
      .filter((file) => !file.includes('/owner/'))
      .map((file) => [path.relative(folder, file), readFileSync(file, 'utf8')]),
  );
}

test('nobody else can drive a run again before its executor is closed', async () => {
  const tries: unknown[] = [];
  const runs = openLocalRuns(directory, {
    async openExecutor(folder) {
      const executor = openProcesses(folder);
      const close = async (): Promise<readonly string[]> => {
        try {
          await openStore(directory).reopenRun('wf').close();
        } catch (error) {
          tries.push(error instanceof EngineError && error.code);
        }
        return executor.close();
      };
      return { ...executor, podPaths: executor.podPaths ?? { kind: 'own' }, close };
    },
  });
  const run = await runs.start({ workflow: running('true') });
  expect((await run.ended).status?.phase).toBe('Succeeded');
  expect(tries).toEqual(['ENGINE_RUN_LIVE']);
});
