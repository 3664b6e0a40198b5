import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const program = path.resolve(import.meta.dirname, 'fixtures/move-artifact.ts');

/** Returns the most memory, in MiB, that a process has had that moved an artifact of some MiB. */
async function measure(fields: object, megabytes: number): Promise<number> {
  const bytes = String(megabytes * 1024 * 1024);
  const args = ['--conditions=@tiphys/source', program, JSON.stringify(fields), bytes];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return Number(stdout) / 1024;
}

test.for([
  { title: 'as a tarball', fields: {} },
  { title: 'as a zip archive', fields: { archive: { zip: {} } } },
  { title: 'without archive', fields: { archive: { none: {} } } },
  { title: 'over http', fields: { archive: { none: {} }, http: { url: 'URL' } } },
])('a large artifact does not grow the memory $title', { timeout: 120_000 }, async ({ fields }) => {
  const small = await measure(fields, 1);
  const large = await measure(fields, 320);
  // Buffers that wait for the garbage collector take up to 100 MiB, whatever the size of the file.
  expect(large - small).toBeLessThan(160);
});
