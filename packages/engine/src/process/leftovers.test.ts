import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { realFileSystem as files } from '../contract/file-system.ts';
import { type ProcessIdentity, thisProcess } from '../contract/process-identity.ts';
import { type RunFolder, runFolder } from '../contract/run-folder.ts';
import { openStore } from '../driver/store.ts';
import { openPodsFolder } from './leftovers.ts';

let directory: string;
let folder: RunFolder;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'tiphys-leftovers-'));
  folder = runFolder(path.join(directory, 'runs/a'));
  openPodsFolder(files, folder);
  mkdirSync(folder.owner);
  belongTo({ pid: deadPid() });
  mkdirSync(path.join(folder.pods, '1/volumes'), { recursive: true });
  writeFileSync(path.join(folder.pods, '1/volumes/secret'), 'hidden');
  finish(true);
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Writes the status of the run. */
function finish(isFinished: boolean): void {
  const status = isFinished
    ? { phase: 'Succeeded', finishedAt: '2026-01-01T00:00:00Z' }
    : { phase: 'Running' };
  writeFileSync(folder.workflow, JSON.stringify({ status }));
}

/** Makes the run belong to a process that differs from this one. */
function belongTo(changes: Partial<ProcessIdentity>): void {
  writeFileSync(path.join(folder.owner, '1'), JSON.stringify({ ...thisProcess(files), ...changes }));
}

/** Returns the id of a process that has ended. */
const deadPid = (): number => spawnSync('true').pid;

describe('the folder of the pods', () => {
  test('is closed to others', () => {
    expect(statSync(folder.pods).mode & 0o777).toBe(0o700);
  });

  test.for([
    { title: 'of a process that has ended', owner: () => ({ pid: deadPid() }), removed: true },
    { title: 'of a process whose number came again', owner: () => ({ start: '1' }), removed: true },
    { title: 'of a process that is alive', owner: () => ({}), removed: false },
    {
      title: 'of another system',
      owner: () => ({ pid: deadPid(), boot: 'other', host: 'other' }),
      removed: false,
    },
  ])('$title is removed by the next run: $removed', async ({ owner, removed }) => {
    belongTo(owner());
    expect(await openStore(directory).removeLeftovers()).toEqual([]);
    expect(existsSync(folder.pods)).toBe(!removed);
  });

  test.for([
    { title: 'whose status is running', change: () => finish(false) },
    { title: 'without a status', change: () => rmSync(folder.workflow) },
    { title: 'whose status is damaged', change: () => writeFileSync(folder.workflow, '{') },
  ])('of a run $title stays, so that the run can be resumed', async ({ change }) => {
    change();
    expect(await openStore(directory).removeLeftovers()).toEqual([]);
    expect(existsSync(folder.pods)).toBe(true);
  });

  test('is removed although its process was killed while it removed it', async () => {
    rmSync(path.join(folder.pods, '1'), { recursive: true });
    expect(await openStore(directory).removeLeftovers()).toEqual([]);
    expect(existsSync(folder.pods)).toBe(false);
  });

  test('can be removed again and again by other processes', async () => {
    const store = openStore(directory);
    await store.removeLeftovers();
    mkdirSync(folder.pods);
    await Promise.all([store.removeLeftovers(), store.removeLeftovers()]);
    expect(existsSync(folder.pods)).toBe(false);
    await store.deleteRun('a');
  });

  test('is removed although it has folders without permissions', async () => {
    chmodSync(path.join(folder.pods, '1/volumes'), 0);
    expect(await openStore(directory).removeLeftovers()).toEqual([]);
    expect(existsSync(folder.pods)).toBe(false);
  });

  test('that cannot be removed is a warning', async () => {
    const unlinkSync = (): never => {
      throw Object.assign(new Error('EPERM: operation not permitted'), { code: 'EPERM' });
    };
    const store = openStore(directory, { fileSystem: { ...files, unlinkSync } });
    expect(await store.removeLeftovers()).toEqual([
      expect.stringMatching(
        /^Cannot remove \S+\/deleted\/pods\.\S+, what is left of a run: EPERM: operation not permitted\. Remove it yourself\.$/,
      ),
    ]);
  });
});

test('a run can be opened again while the folder of its pods is removed', async () => {
  const opened: string[] = [];
  const unlinkSync: typeof files.unlinkSync = (file) => {
    const run = openStore(directory).reopenRun('a');
    opened.push(run.name);
    void run.journal.close();
    files.unlinkSync(file);
  };
  await openStore(directory, { fileSystem: { ...files, unlinkSync } }).removeLeftovers();
  expect(opened).toEqual(['a']);
  expect(existsSync(folder.pods)).toBe(false);
});

describe('the Secrets of a run', () => {
  test.for([
    { title: 'that has ended', isFinished: true },
    { title: 'that goes on', isFinished: false },
  ])('$title are removed by the next run: $isFinished', async ({ isFinished }) => {
    rmSync(folder.pods, { recursive: true });
    writeFileSync(folder.secrets, '[]');
    finish(isFinished);
    expect(await openStore(directory).removeLeftovers()).toEqual([]);
    expect(existsSync(folder.secrets)).toBe(!isFinished);
  });
});
