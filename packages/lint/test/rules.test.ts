import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { rules, textRules } from '../src/all-rules.ts';
import { listRules } from '../src/index.ts';

const folder = path.join(import.meta.dirname, '../src/rules');
const all = [...textRules, ...rules];

test('every rule is in the file of its code, and has its cases beside it', () => {
  const missing = all.flatMap(({ id }) =>
    ['.ts', '.test.ts'].map((end) => `${id}${end}`).filter((file) => !existsSync(path.join(folder, file))),
  );
  expect(missing).toEqual([]);
});

test('no two rules have the same code', () => {
  const ids = all.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('rules yield to rules that exist', () => {
  const ids = new Set(rules.map(({ id }) => id));
  expect(rules.flatMap(({ yieldsTo = [] }) => yieldsTo).filter((id) => !ids.has(id))).toEqual([]);
});

test('rules are listed in the order of their codes, each with what must hold in one sentence', () => {
  const listed = listRules();
  expect(listed.filter(({ summary }) => !/^[A-Z][^.]*(?:\.[^. ][^.]*)*\.$/.test(summary))).toEqual([]);
  expect(listed.map(({ id }) => id)).toEqual(all.map(({ id }) => id).sort());
});
