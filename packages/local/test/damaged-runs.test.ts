import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore } from '@tiphys/engine';
import type { Workflow } from '@tiphys/models';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalRuns, openLocalRuns } from '../src/index.ts';
import { endingAs } from './fake-executor.ts';

let directory: string;
let runs: LocalRuns;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'tiphys-damaged-'));
  runs = openLocalRuns(directory, { openExecutor: async () => endingAs('Failed') });
});
afterEach(() => rmSync(directory, { recursive: true }));

const workflow = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Workflow',
  metadata: { generateName: 'wf-' },
  spec: {
    entrypoint: 'main',
    templates: [{ name: 'main', container: { image: 'alpine', command: ['false'] } }],
  },
} as Workflow;

async function run(name: string): Promise<void> {
  await (await runs.start({ workflow, name })).ended;
}

const inRun = (name: string, file: string): string => path.join(directory, 'runs', name, file);

describe('a run whose workflow.json is damaged', () => {
  test.for(['', '{"a', 'null', '[]', '{"status":1}'])('%j is rebuilt from its journal', async (text) => {
    await run('good');
    await run('hurt');
    const before = await runs.get('hurt');
    writeFileSync(inRun('hurt', 'workflow.json'), text);
    expect(await runs.get('hurt')).toEqual(before);
    const found = await runs.list();
    expect(Object.fromEntries(found.map((one) => [one.metadata.name, runs.statusOf(one)]))).toEqual({
      good: 'Failed',
      hurt: 'Failed',
    });
    await runs.retry('hurt');
    expect((await runs.drivenBy('hurt')?.ended)?.status?.phase).toBe('Failed');
    expect((await runs.get('hurt')).status?.phase).toBe('Failed');
  });

  test('is listed without its journal, and can only be deleted', async () => {
    await run('good');
    await run('hurt');
    writeFileSync(inRun('hurt', 'workflow.json'), '{"a');
    writeFileSync(inRun('hurt', 'journal.jsonl'), 'xx\n');
    const found = await runs.list();
    expect(found).toHaveLength(2);
    const hurt = found.find(({ metadata }) => metadata.name === 'hurt');
    expect(hurt).toMatchObject({
      metadata: { name: 'hurt' },
      status: { phase: 'Error', message: expect.stringContaining(inRun('hurt', 'workflow.json')) },
    });
    expect(hurt && runs.statusOf(hurt)).toBe('Damaged');
    expect(hurt && runs.noticeOf(hurt)).toContain('Delete the run: tiphys delete hurt');
    const damaged = { code: 'ENGINE_FILE_DAMAGED' };
    await expect(runs.retry('hurt')).rejects.toMatchObject(damaged);
    await expect(runs.resubmit('hurt')).rejects.toMatchObject(damaged);
    await expect(runs.resume('hurt')).rejects.toMatchObject(damaged);
    await expect(runs.stop('hurt')).rejects.toMatchObject(damaged);
    await expect(runs.terminate('hurt')).rejects.toMatchObject(damaged);
    await expect(runs.suspend('hurt')).rejects.toMatchObject(damaged);
    await runs.delete('hurt');
    expect((await runs.list()).map(({ metadata }) => metadata.name)).toEqual(['good']);
  });
});

test.for([
  { title: 'is empty', change: () => '', code: 'ENGINE_JOURNAL_FORMAT' },
  { title: 'is not JSON', change: () => 'xx\n', code: 'ENGINE_JOURNAL_DAMAGED' },
  {
    title: 'is that of another run',
    change: (text: string) => text.replace(/"uid":"[^"]*"/, '"uid":"other"'),
    code: 'ENGINE_JOURNAL_MISMATCH',
  },
])('a run that has ended is not run again from a journal that $title', async ({ change, code }) => {
  await run('hurt');
  const journal = inRun('hurt', 'journal.jsonl');
  writeFileSync(journal, change(readFileSync(journal, 'utf8')));
  const before = await runs.get('hurt');
  await expect(runs.retry('hurt')).rejects.toMatchObject({ code });
  await expect(runs.resubmit('hurt')).rejects.toMatchObject({ code });
  expect(await runs.list()).toEqual([before]);
});

test('results that a run keeps are not forgotten silently', async () => {
  await run('hurt');
  writeFileSync(inRun('hurt', 'kept.json'), '{"');
  const again = openStore(directory).reopenRun('hurt');
  again.journal.append({ kind: 'run' });
  await again.close();
  writeFileSync(inRun('hurt', 'workflow.json'), '{}');
  await expect(runs.resume('hurt')).rejects.toMatchObject({
    code: 'ENGINE_FILE_DAMAGED',
    message: expect.stringContaining('kept.json is damaged'),
  });
});

test.for([
  { title: 'was killed before it started', logs: [] },
  { title: 'has logs, but an empty journal', logs: ['wf.log'] },
])('a run that $title is to be deleted, not resumed', async ({ logs }) => {
  mkdirSync(inRun('early', 'logs'), { recursive: true });
  for (const name of logs) writeFileSync(inRun('early', `logs/${name}`), 'x');
  writeFileSync(inRun('early', 'journal.jsonl'), '');
  const found = await runs.get('early');
  expect(runs.statusOf(found)).toBe('Interrupted');
  const notice = runs.noticeOf(found);
  expect(notice).toContain('killed before the run had started, or the file was emptied');
  expect(notice).toContain('Delete it: tiphys delete early');
  expect(notice).not.toMatch(/resume|terminate/);
  await runs.delete('early');
  expect(await runs.list()).toEqual([]);
});
