import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { LineReader, type ReadLine } from './read-lines.ts';

test('each line says where it ends in the file', async () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'tiphys-read-lines-'));
  const file = path.join(directory, 'log');
  const reader = new LineReader(file);
  const read: ReadLine[] = [];
  const long = 'é'.repeat(70_000);
  try {
    appendFileSync(file, `añ\n\n日`);
    for await (const line of reader.more()) read.push(line);
    appendFileSync(file, `本\n${long}\nlast`);
    for await (const line of reader.more()) read.push(line);
    read.push(...reader.rest());
  } finally {
    await reader.close();
    rmSync(directory, { recursive: true });
  }
  expect(read).toEqual([
    { text: 'añ', end: 4 },
    { text: '', end: 5 },
    { text: '日本', end: 12 },
    { text: long, end: 140_013 },
    { text: 'last', end: 140_017 },
  ]);
});
