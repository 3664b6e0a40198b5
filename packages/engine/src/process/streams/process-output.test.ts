import { spawn } from 'node:child_process';
import * as nodeFileSystem from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createNamedPipes, type NamedPipes } from './named-pipes.ts';
import { openOutput } from './process-output.ts';

const withoutPipes: NamedPipes = { open: () => undefined, giveBack: () => {} };

async function outputOf(pipes: NamedPipes, separate: boolean): Promise<{ stdout: string; stderr: string }> {
  const output = openOutput({ files: nodeFileSystem, pipes }, separate);
  const child = spawn('sh', ['-c', 'echo out; echo err >&2'], { stdio: ['ignore', ...output.ends] });
  const read = { stdout: '', stderr: '' };
  const end = output.read(child, {
    stdout: (chunk) => {
      read.stdout += chunk;
    },
    stderr: (chunk) => {
      read.stderr += chunk;
    },
  });
  await end.within(5000);
  return read;
}

test('stdout and stderr are read separately without named pipes', async () => {
  expect(await outputOf(withoutPipes, true)).toEqual({ stdout: 'out\n', stderr: 'err\n' });
});

test.for([
  { separate: true, want: { stdout: 'out\n', stderr: 'err\n' } },
  { separate: false, want: { stdout: 'out\nerr\n', stderr: '' } },
])(
  'a shared named pipe keeps the order of stdout and stderr; separate: $separate',
  async ({ separate, want }) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tiphys-output-'));
    try {
      expect(await outputOf(createNamedPipes(nodeFileSystem, folder), separate)).toEqual(want);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
