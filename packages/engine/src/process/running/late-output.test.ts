import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { realFileSystem } from '../../contract/file-system.ts';
import { watchLateOutput } from './late-output.ts';

test.for([
  { title: 'ends soon if nothing comes', growsUntil: 0, want: 2 },
  { title: 'goes on while a relay writes', growsUntil: 7, want: 8 },
  { title: 'ends if something never stops writing', growsUntil: 1000, want: 40 },
])('the wait for late output $title', ({ growsUntil, want }) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tiphys-late-'));
  try {
    const log = path.join(folder, 'log');
    const output = watchLateOutput(realFileSystem, log);
    let looks = 0;
    do {
      if (looks < growsUntil) appendFileSync(log, 'x');
      looks++;
    } while (!output.isOver());
    expect(looks).toBe(want);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
