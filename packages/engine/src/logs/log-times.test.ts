import { appendFileSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { realFileSystem as files } from '../contract/file-system.ts';
import { createLogClock, readLogTimes } from './log-times.ts';

let directory: string;
let log: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'tiphys-log-times-'));
  mkdirSync(path.join(directory, 'logs'));
  log = path.join(directory, 'logs/wf.a.log');
});
afterEach(() => rmSync(directory, { recursive: true }));

/** Adds a text to the log, as at a number of seconds. */
function write(text: string, second: number): void {
  appendFileSync(log, text);
  utimesSync(log, second, second);
}

test('a log has the times at which it had grown', async () => {
  const clock = createLogClock(files, 5);
  const unwatch = clock.watch(log);
  write('one\n', 10);
  await vi.waitFor(() => expect(readLogTimes(files, log)).toEqual([{ time: 10_000, size: 4 }]));
  await new Promise((resolve) => setTimeout(resolve, 30));
  write('two\n', 20);
  await new Promise((resolve) => setTimeout(resolve, 30));
  unwatch();
  write('three\n', 30);
  await new Promise((resolve) => setTimeout(resolve, 30));
  clock.close();
  expect(readLogTimes(files, log)).toEqual([
    { time: 10_000, size: 4 },
    { time: 20_000, size: 8 },
    { time: 30_000, size: 14 },
  ]);
});

test('a log without noted times has that of its last change, and none if it does not exist', () => {
  expect(readLogTimes(files, log)).toEqual([]);
  write('text\n', 10);
  expect(readLogTimes(files, log)).toEqual([{ time: 10_000, size: 5 }]);
});

test('damaged notes are left out', () => {
  write('text\n', 10);
  mkdirSync(path.join(directory, 'log-times'));
  writeFileSync(path.join(directory, 'log-times/wf.a.log'), '7000 2\nx 3\n8000 99\n9000');
  expect(readLogTimes(files, log)).toEqual([
    { time: 7000, size: 2 },
    { time: 10_000, size: 5 },
  ]);
});
