import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GENERATED_MARK } from './generate-models.ts';
import { writeModels } from './write-models.ts';

function text(content: number): string {
  return `${GENERATED_MARK} a test.\n${content}\n`;
}

function temporaryFolder(): { readonly path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'tiphys-codegen-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

test('new and changed files are written, others left alone, stale ones removed', () => {
  using folder = temporaryFolder();
  const target = join(folder.path, 'generated');
  expect(writeModels(target, { 'a.ts': text(1), 'reply/b.ts': text(2) })).toEqual(['a.ts', 'reply/b.ts']);
  expect(writeModels(target, { 'a.ts': text(1), 'reply/b.ts': text(2) })).toEqual([]);
  expect(writeModels(target, { 'a.ts': text(1), 'reply/c.ts': text(3) })).toEqual([
    'reply/b.ts',
    'reply/c.ts',
  ]);
  expect(readdirSync(join(target, 'reply'))).toEqual(['c.ts']);
  expect(readFileSync(join(target, 'reply/c.ts'), 'utf8')).toBe(text(3));
});

test('a folder that cannot be written is an error that names it', () => {
  using folder = temporaryFolder();
  const target = join(folder.path, 'file');
  writeFileSync(target, '');
  expect(() => writeModels(target, {})).toThrow(
    expect.objectContaining({ code: 'CODEGEN_WRITE', subject: target }),
  );
  mkdirSync(join(folder.path, 'models', 'a.ts'), { recursive: true });
  expect(() => writeModels(join(folder.path, 'models'), { 'a.ts': '' })).toThrow(
    expect.objectContaining({ code: 'CODEGEN_WRITE' }),
  );
});

test.for([
  { title: 'a file that would go', file: 'notes.md', generated: 'a.ts' },
  { title: 'a file that would be overwritten', file: 'index.ts', generated: 'index.ts' },
])('$title and was not generated is an error, and nothing changes', ({ file, generated }) => {
  using folder = temporaryFolder();
  writeFileSync(join(folder.path, file), 'mine');
  const files = { 'b.ts': text(1), [generated]: text(2) };
  expect(() => writeModels(folder.path, files)).toThrow(
    expect.objectContaining({ code: 'CODEGEN_FOREIGN_FILE', subject: join(folder.path, file) }),
  );
  expect(readdirSync(folder.path)).toEqual([file]);
  expect(readFileSync(join(folder.path, file), 'utf8')).toBe('mine');
});
