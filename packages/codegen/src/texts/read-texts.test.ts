import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { objectOf, schemaOf } from '../../test/small-definitions.ts';
import { checkTexts } from './check-texts.ts';
import { readTexts } from './read-texts.ts';

function folderOf(files: Readonly<Record<string, string>>): { readonly path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'tiphys-texts-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}

test('the texts of all files form one set', () => {
  using folder = folderOf({ 'a.json': '{"A": "One."}', 'b.json': '{"A.b": "Two."}', 'notes.md': '' });
  expect(readTexts(folder.path)).toEqual({ A: 'One.', 'A.b': 'Two.' });
});

test.for([
  { title: 'no JSON', files: { 'a.json': '{' }, want: 'is not valid JSON' },
  { title: 'a list', files: { 'a.json': '[]' }, want: 'is not an object' },
  { title: 'an empty text', files: { 'a.json': '{"A": ""}' }, want: '"A" has no text' },
  {
    title: 'a text twice',
    files: { 'a.json': '{"A": "x"}', 'b.json': '{"A": "x"}' },
    want: 'in another file',
  },
])('$title is an error that names the file', ({ files, want }) => {
  using folder = folderOf(files);
  expect(() => readTexts(folder.path)).toThrow(
    expect.objectContaining({ code: 'CODEGEN_TEXTS', message: expect.stringContaining(want) }),
  );
  expect(() => readTexts(join(folder.path, 'gone'))).toThrow(
    expect.objectContaining({ code: 'CODEGEN_TEXTS' }),
  );
});

test('fields of Argo without text and texts without field are found', () => {
  const definitions = {
    Own: objectOf(['a', 'b'], { origin: 'io.argoproj.workflow.v1alpha1.Own' }),
    Theirs: objectOf(['c'], { origin: 'io.k8s.api.core.v1.Theirs' }),
  };
  const texts = { Own: 'Own.', 'Own.a': 'A.', 'Own.gone': 'Gone.' };
  expect(checkTexts([schemaOf(definitions)], texts)).toEqual({ missing: ['Own.b'], stale: ['Own.gone'] });
});
