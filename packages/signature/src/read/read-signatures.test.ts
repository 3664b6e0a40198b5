import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFolder } from '../../test/read-texts.ts';
import { readSignatures } from './read-signatures.ts';

const f = 'export function f(a: number) {}';
const g = 'export function g(a: number) {}';

test('returns one result for each file, with its given path and in the given order', () => {
  using folder = createFolder({ 'a.ts': f, 'sub/b.ts': g });
  const files = ['sub/b.ts', join(folder.path, 'a.ts'), './sub/../a.ts', 'sub/b.ts'];
  const results = readSignatures(files, { directory: folder.path });
  expect(results.map(({ file, functions }) => [file, functions[0]?.name])).toEqual([
    ['sub/b.ts', 'g'],
    [join(folder.path, 'a.ts'), 'f'],
    ['./sub/../a.ts', 'f'],
    ['sub/b.ts', 'g'],
  ]);
});

test('places are absolute paths with line and column from 1', () => {
  using folder = createFolder({ 'a.ts': `\n${f}` });
  const [result] = readSignatures(['a.ts'], { directory: folder.path });
  expect(result?.functions[0]?.source).toEqual({ file: join(folder.path, 'a.ts'), line: 2, column: 1 });
});

test('a missing file and a folder are problems, and the other files are read', () => {
  using folder = createFolder({ 'a.ts': f });
  mkdirSync(join(folder.path, 'folder.ts'));
  const results = readSignatures(['missing.ts', 'a.ts', 'folder.ts'], { directory: folder.path });
  expect(
    results.map(({ functions, problems }) => [functions.length, problems.map((one) => one.code)]),
  ).toEqual([
    [0, ['SIGNATURE_FILE_MISSING']],
    [1, []],
    [0, ['SIGNATURE_FILE_MISSING']],
  ]);
  expect(results[0]?.problems).toEqual([
    {
      code: 'SIGNATURE_FILE_MISSING',
      message: 'The file missing.ts does not exist or cannot be read; check the path.',
      location: { file: join(folder.path, 'missing.ts'), line: 1, column: 1 },
    },
  ]);
});

test('an empty list results in an empty list', () => {
  expect(readSignatures([])).toEqual([]);
});

test('code of the files never runs', () => {
  using folder = createFolder({ 'a.ts': `throw new Error('ran');\n${f}` });
  const [result] = readSignatures(['a.ts'], { directory: folder.path });
  expect(result?.functions).toHaveLength(1);
});

test('results are plain data', () => {
  using folder = createFolder({ 'a.ts': f });
  const results = readSignatures(['a.ts'], { directory: folder.path });
  expect(JSON.parse(JSON.stringify(results))).toEqual(results);
  expect(structuredClone(results)).toEqual(results);
});

test('a file with a problem in one function returns the others', () => {
  using folder = createFolder({ 'a.ts': `${f}\nexport function bad(a: Date) {}\n${g}` });
  const [result] = readSignatures(['a.ts'], { directory: folder.path });
  expect(result?.functions.map(({ name }) => name)).toEqual(['f', 'g']);
  expect(result?.problems).toHaveLength(1);
});

test('all problems of a function are reported', () => {
  using folder = createFolder({ 'a.ts': 'export function f(a: Date, b: any): bigint { return 1n; }' });
  const [result] = readSignatures(['a.ts'], { directory: folder.path });
  expect(result?.problems.map(({ location }) => location.column)).toEqual([22, 31, 37]);
});
