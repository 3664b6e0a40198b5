import * as nodeFileSystem from 'node:fs';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createNamedPipes } from './named-pipes.ts';
import { openOutput } from './process-output.ts';

test('no file stays open if the limit of open files is reached', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'tiphys-pipes-'));
  const opened = new Set<number>();
  const files = {
    ...nodeFileSystem,
    openSync(file: nodeFileSystem.PathLike, flags: nodeFileSystem.OpenMode): number {
      if (opened.size === 3)
        throw Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' });
      const descriptor = nodeFileSystem.openSync(file, flags);
      opened.add(descriptor);
      return descriptor;
    },
    closeSync(descriptor: number): void {
      nodeFileSystem.closeSync(descriptor);
      opened.delete(descriptor);
    },
  };
  const world = { files, pipes: createNamedPipes(files, directory) };
  expect(() => openOutput(world, true)).toThrow('EMFILE');
  expect(opened.size).toBe(0);
  expect(readdirSync(directory)).toHaveLength(16);
  rmSync(directory, { recursive: true });
});
