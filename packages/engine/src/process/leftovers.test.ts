import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { realFileSystem as files } from '../contract/file-system.ts';
import type { ProcessIdentity } from '../contract/process-identity.ts';
import { type RunFolder, runFolder } from '../contract/run-folder.ts';
import { openStore } from '../driver/store.ts';
import { openPodsFolder } from './leftovers.ts';

let directory: string;
let folder: RunFolder;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'tiphys-leftovers-'));
  folder = runFolder(path.join(directory, 'runs/a'));
  openPodsFolder(files, folder);
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

/** Makes the folder belong to another process. */
function changeOwner(changes: Partial<ProcessIdentity>): void {
  const file = path.join(folder.pods, 'owner');
  const owner = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...owner, ...changes }));
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
    changeOwner(owner());
    expect(await openStore(directory).removeLeftovers()).toEqual([]);
    expect(existsSync(folder.pods)).toBe(!removed);
  });

  test.for([
    { title: 'whose status is running', change: () => finish(false) },
    { title: 'without a status', change: () => rmSync(folder.workflow) },
    { title: 'whose status is damaged', change: () => writeFileSync(folder.workflow, '{') },
  ])('of a run $title stays, so that the run can be resumed', async ({ change }) => {
    changeOwner({ pid: deadPid() });
    change();
    expect(await openStore(directory).removeLeftovers()).toEqual([]);
    expect(existsSync(folder.pods)).toBe(true);
  });

  test('is removed although it has folders without permissions', async () => {
    changeOwner({ pid: deadPid() });
    chmodSync(path.join(folder.pods, '1/volumes'), 0);
    expect(await openStore(directory).removeLeftovers()).toEqual([]);
    expect(existsSync(folder.pods)).toBe(false);
  });

  test('that cannot be removed is a warning', async () => {
    changeOwner({ pid: deadPid() });
    const unlinkSync = (): never => {
      throw Object.assign(new Error('EPERM: operation not permitted'), { code: 'EPERM' });
    };
    const store = openStore(directory, { fileSystem: { ...files, unlinkSync } });
    expect(await store.removeLeftovers()).toEqual([
      `Cannot remove ${folder.pods}, which a killed run left behind: EPERM: operation not permitted. Remove it yourself.`,
    ]);
  });
});
