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
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Makes the folder belong to another process, by replacing words of its owner file by index. */
function changeOwner(words: Readonly<Record<number, string>>): void {
  const file = path.join(folder.pods, 'owner');
  const owner = readFileSync(file, 'utf8').trim().split(' ');
  for (const [at, word] of Object.entries(words)) owner[Number(at)] = word;
  writeFileSync(file, `${owner.join(' ')}\n`);
}

/** Returns the id of a process that has ended. */
const deadPid = (): string => String(spawnSync('true').pid);

describe('the folder of the pods', () => {
  test('is closed to others', () => {
    expect(statSync(folder.pods).mode & 0o777).toBe(0o700);
  });

  test.for([
    { title: 'of a process that has ended', owner: () => ({ 0: deadPid() }), removed: true },
    { title: 'of a process whose number came again', owner: () => ({ 1: '1' }), removed: true },
    { title: 'of a process that is alive', owner: () => ({}), removed: false },
    { title: 'of another system', owner: () => ({ 0: deadPid(), 2: 'other' }), removed: false },
  ])('$title is removed by the next run: $removed', async ({ owner, removed }) => {
    changeOwner(owner());
    expect(await openStore(directory).removeLeftovers()).toEqual([]);
    expect(existsSync(folder.pods)).toBe(!removed);
  });

  test('is removed although it has folders without permissions', async () => {
    changeOwner({ 0: deadPid() });
    chmodSync(path.join(folder.pods, '1/volumes'), 0);
    expect(await openStore(directory).removeLeftovers()).toEqual([]);
    expect(existsSync(folder.pods)).toBe(false);
  });

  test('that cannot be removed is a warning', async () => {
    changeOwner({ 0: deadPid() });
    const unlinkSync = (): never => {
      throw Object.assign(new Error('EPERM: operation not permitted'), { code: 'EPERM' });
    };
    const store = openStore(directory, { fileSystem: { ...files, unlinkSync } });
    expect(await store.removeLeftovers()).toEqual([
      `Cannot remove ${folder.pods}, which a killed run left behind: EPERM: operation not permitted. Remove it yourself.`,
    ]);
  });
});
