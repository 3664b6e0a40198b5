import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFolder, writeFiles } from '../../test/read-texts.ts';
import { readSignatures } from './read-signatures.ts';

const files = {
  'main.ts': "import type { Row } from './row.ts';\nexport function f(a: Row) {}",
  'row.ts': 'export type Row = string;',
};

function readMain(folder: string) {
  const [file] = readSignatures(['main.ts'], { directory: folder, cacheDirectory: join(folder, 'cache') });
  return file?.functions[0]?.inputs[0]?.schema ?? file?.problems[0]?.code;
}

/** Puts something else into what is kept, to see whether it is used. */
function markEntries(folder: string): void {
  for (const name of readdirSync(join(folder, 'cache'))) {
    const path = join(folder, 'cache', name);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('"type":"string"', '"type":"kept"'));
  }
}

test('unchanged files are not read again', () => {
  using folder = createFolder(files);
  expect(readMain(folder.path)).toEqual({ type: 'string' });
  markEntries(folder.path);
  expect(readMain(folder.path)).toEqual({ type: 'kept' });
});

test.for([
  { title: 'the file itself changes', change: { 'main.ts': 'export function f(a: number) {}' } },
  { title: 'a file that it imports changes', change: { 'row.ts': 'export type Row = number;' } },
  { title: 'a file that it imports is removed', change: { 'row.ts': '' } },
])('files are read again when $title', ({ change }) => {
  using folder = createFolder(files);
  readMain(folder.path);
  markEntries(folder.path);
  writeFiles(folder.path, change);
  expect(readMain(folder.path)).not.toEqual({ type: 'kept' });
});

test('files are read again when the compiler options change', () => {
  using folder = createFolder(files);
  readMain(folder.path);
  markEntries(folder.path);
  writeFiles(folder.path, {
    'tsconfig.json': '{ "compilerOptions": { "strict": false, "module": "nodenext" } }',
  });
  expect(readMain(folder.path)).toEqual({ type: 'string' });
});

test('problems are not kept', () => {
  using folder = createFolder({ 'main.ts': files['main.ts'] });
  expect(readMain(folder.path)).toBe('SIGNATURE_UNRESOLVED_IMPORT');
  writeFiles(folder.path, files);
  expect(readMain(folder.path)).toEqual({ type: 'string' });
});

test('an entry that cannot be read is written anew', () => {
  using folder = createFolder(files);
  readMain(folder.path);
  const [name = ''] = readdirSync(join(folder.path, 'cache'));
  writeFiles(folder.path, { [`cache/${name}`]: '{"sources":' });
  expect(readMain(folder.path)).toEqual({ type: 'string' });
  expect(JSON.parse(readFileSync(join(folder.path, 'cache', name), 'utf8'))).toHaveProperty('files');
});

test('a folder that cannot be written only costs time', () => {
  using folder = createFolder({ ...files, cache: 'a file where the folder should be' });
  expect(readMain(folder.path)).toEqual({ type: 'string' });
});
