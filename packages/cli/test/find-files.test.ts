import path from 'node:path';
import { expect, test } from 'vitest';
import { findFiles, MANIFEST_PATTERN } from '../src/source/find-files.ts';
import { temporaryFolder } from './temporary-folder.ts';

test('finds the manifests of a folder and its subfolders, sorted, without hidden, installed and package files', async () => {
  using folder = temporaryFolder({
    'b.yaml': '',
    'a/c.yml': '',
    'a/d.json': '',
    'package.json': '',
    'tsconfig.test.json': '',
    '.github/ci.yaml': '',
    'node_modules/x/x.yaml': '',
    '.tiphys/runs/a-b5c6d/manifest.yaml': '',
    'steps.ts': '',
  });
  const found = await findFiles(folder.path, MANIFEST_PATTERN);
  expect(found.map((file) => path.relative(folder.path, file))).toEqual(['a/c.yml', 'a/d.json', 'b.yaml']);
  const fewer = await findFiles(folder.path, ['**/*.yaml', '**/*.yml'], { ignore: ['a/**'] });
  expect(fewer.map((file) => path.relative(folder.path, file))).toEqual(['b.yaml']);
  const hidden = await findFiles(folder.path, MANIFEST_PATTERN, { hidden: true });
  expect(hidden.map((file) => path.relative(folder.path, file))).toEqual([
    '.github/ci.yaml',
    'a/c.yml',
    'a/d.json',
    'b.yaml',
  ]);
  const runs = await findFiles(`${folder.path}/.tiphys/runs`, MANIFEST_PATTERN);
  expect(runs).toHaveLength(1);
});
