import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { realFileSystem as files } from '../contract/file-system.ts';
import { thisProcess } from '../contract/process-identity.ts';
import { findOwner, takeOwnership } from './ownership.ts';

let directory: string;
let folder: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'tiphys-owner-'));
  folder = path.join(directory, 'owner');
});
afterEach(() => rmSync(directory, { recursive: true }));

test('one owner at a time', () => {
  const first = takeOwnership(files, folder);
  expect(first.taken).toBe(true);
  expect(takeOwnership(files, folder)).toMatchObject({ taken: false, owner: { pid: process.pid } });
  expect(findOwner(files, folder)?.pid).toBe(process.pid);
  if (first.taken) first.release();
  expect(findOwner(files, folder)).toBeUndefined();
  expect(takeOwnership(files, folder).taken).toBe(true);
});

describe('an owner', () => {
  const here = thisProcess(files);

  test.for([
    { title: 'that is alive keeps it', owner: {}, taken: false },
    { title: 'whose number came again has lost it', owner: { start: '1' }, taken: true },
    { title: 'of an earlier boot of this machine has lost it', owner: { boot: 'earlier' }, taken: true },
    { title: 'of another machine keeps it', owner: { boot: 'other', host: 'other' }, taken: false },
    { title: 'of another container keeps it', owner: { pid: 1e9, namespace: 'pid:[1]' }, taken: false },
    { title: 'that has ended has lost it', owner: { pid: 1e9 }, taken: true },
  ])('$title', ({ owner, taken }) => {
    mkdirSync(folder);
    writeFileSync(path.join(folder, '7'), JSON.stringify({ ...here, ...owner }));
    expect(takeOwnership(files, folder).taken).toBe(taken);
    expect(readdirSync(folder)).toEqual([taken ? '8' : '7']);
  });
});

test.for(['', '{"pid"', 'null', '{}'])('the file %j of an owner counts for nobody', (text) => {
  mkdirSync(folder);
  writeFileSync(path.join(folder, '7'), text);
  expect(findOwner(files, folder)).toBeUndefined();
  expect(takeOwnership(files, folder).taken).toBe(true);
});

test('a folder whose parent is gone is not made again', () => {
  rmSync(directory, { recursive: true });
  expect(() => takeOwnership(files, folder)).toThrow('ENOENT');
  mkdirSync(directory);
});

test('of many processes that try again and again, and are killed, one at a time wins', async () => {
  const module = new URL('./ownership.ts', import.meta.url).href;
  const fileSystem = new URL('../contract/file-system.ts', import.meta.url).href;
  const log = path.join(directory, 'log');
  // The first write of the owner fails if another one is inside.
  const script = `
    import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
    const { takeOwnership } = await import('${module}');
    const { realFileSystem } = await import('${fileSystem}');
    for (let turn = 0; turn < 20; ) {
      const owned = takeOwnership(realFileSystem, '${folder}');
      if (!owned.taken) continue;
      turn += 1;
      writeFileSync('${directory}/inside', '', { flag: 'wx' });
      appendFileSync('${log}', 'x');
      rmSync('${directory}/inside');
      if (turn === 20) process.kill(process.pid, 'SIGKILL');
      owned.release();
    }`;
  const children = Array.from({ length: 4 }, () =>
    spawn(process.execPath, ['--conditions=@tiphys/source', '--input-type=module', '--eval', script], {
      stdio: ['ignore', 'ignore', 'inherit'],
    }),
  );
  const signals = await Promise.all(children.map(async (child) => (await once(child, 'exit'))[1]));
  expect(signals).toEqual(['SIGKILL', 'SIGKILL', 'SIGKILL', 'SIGKILL']);
  expect(readFileSync(log, 'utf8')).toHaveLength(80);
});
