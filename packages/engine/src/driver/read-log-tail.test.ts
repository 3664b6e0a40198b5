import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { logFile, type RunFolder, runFolder } from '../contract/run-folder.ts';
import { readLogTail } from './read-log-tail.ts';

const node = { nodeId: 'wf-1', nodeName: 'wf.a' };
let folder: RunFolder;
beforeEach(() => {
  folder = runFolder(mkdtempSync(path.join(tmpdir(), 'tiphys-tail-')));
  mkdirSync(folder.logs);
});
afterEach(() => rmSync(folder.directory, { recursive: true }));

test.for([
  { title: 'a short log', text: 'a\nb\n', want: ['a', 'b'] },
  { title: 'a log with more lines', text: 'a\nb\nc\nd\n', want: ['b', 'c', 'd'] },
  { title: 'a log that ends without a newline', text: 'a\nb', want: ['a', 'b'] },
  { title: 'an empty log', text: '\n', want: [] },
  {
    title: 'the end of a line that is too long',
    text: `${'x'.repeat(100_000)}y`,
    want: [`${'x'.repeat(65_535)}y`],
  },
])('reads $title', ({ text, want }) => {
  writeFileSync(logFile(folder, node), text);
  expect(readLogTail(folder, node, { lines: 3 })).toEqual(want);
});

test('reads nothing if there is no log', () => {
  expect(readLogTail(folder, node, { lines: 3 })).toEqual([]);
});

test('reads only the end of a log of many gigabytes', () => {
  writeFileSync(logFile(folder, node), '');
  truncateSync(logFile(folder, node), 50 * 1024 ** 3);
  expect(readLogTail(folder, node, { lines: 3 }).join('')).toHaveLength(65_536);
});
