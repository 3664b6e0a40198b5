import { describe, expect, test } from 'vitest';
import { readTexts, type SourceTexts } from '../../test/read-texts.ts';

const other = `export interface Row { id: number }
export function f(a: number) {}
export const g = (x: string) => x;
export default function d() { return 1; }
`;

/** `name` of each function, with `file:line:column` where it is declared. */
const cases: readonly {
  readonly title: string;
  readonly given: SourceTexts;
  readonly want: readonly string[];
}[] = [
  { title: 'a function declaration', given: 'export function f() {}', want: ['f main.ts:1:1'] },
  { title: 'an async function', given: 'export async function f() {}', want: ['f main.ts:1:1'] },
  { title: 'an arrow function', given: 'export const f = () => 1;', want: ['f main.ts:1:14'] },
  { title: 'a function expression', given: 'export const f = function () {};', want: ['f main.ts:1:14'] },
  {
    title: 'a function behind satisfies, as and parentheses',
    given:
      'export const f = ((a: number) => a) satisfies unknown;\nexport const g = (() => 1) as () => 1 | 2;',
    want: ['f main.ts:1:14', 'g main.ts:2:14'],
  },
  {
    title: 'functions in the order of the source',
    given: 'export const b = () => 1;\nexport function a() {}\nfunction z() {}\nexport { z };',
    want: ['b main.ts:1:14', 'a main.ts:2:1', 'z main.ts:3:1'],
  },
  { title: 'an export clause', given: 'function f() {}\nexport { f };', want: ['f main.ts:1:1'] },
  {
    title: 'the name that is exported',
    given: 'function f() {}\nexport { f as g };',
    want: ['g main.ts:1:1'],
  },
  {
    title: 'a default export that also has a name, by that name',
    given: 'export function f() {}\nexport default f;',
    want: ['f main.ts:1:1'],
  },
  {
    title: 'an ambient function',
    given: 'export declare function f(a: number): string;',
    want: ['f main.ts:1:1'],
  },
  {
    title: 'a re-exported import',
    given: { 'main.ts': "import { f } from './other.ts';\nexport { f };", 'other.ts': other },
    want: ['f other.ts:2:1'],
  },
  {
    title: 'a re-export with another name',
    given: { 'main.ts': "export { g as h, default as d } from './other.ts';", 'other.ts': other },
    want: ['h other.ts:3:14', 'd other.ts:4:1'],
  },
  {
    title: 'everything of another file but its default',
    given: { 'main.ts': "export * from './other.ts';\nexport function a() {}", 'other.ts': other },
    want: ['a main.ts:2:1', 'f other.ts:2:1', 'g other.ts:3:14'],
  },
  {
    title: 'nothing of a namespace',
    given: { 'main.ts': "export * as other from './other.ts';", 'other.ts': other },
    want: [],
  },
  {
    title: 'nothing of constants, types, enums and namespaces',
    given:
      'export const a = 5;\nexport type T = 1;\nexport interface I {}\nexport enum E { A }\nexport namespace N { export function g() {} }\nexport const o = { run() {} };',
    want: [],
  },
  {
    title: 'nothing that is marked @internal',
    given:
      '/** @internal */\nexport function f(a: Date) {}\n/** @internal */\nexport const g = Math.max;\n/** @internal */\nexport class C {}',
    want: [],
  },
  {
    title: 'nothing that is a component already',
    given:
      "import type { Component } from '@tiphys/pipeline';\ndeclare const square: Component<object>;\nexport const fast = square.with({});",
    want: [],
  },
];

describe('finds', () => {
  const files = readTexts(cases.map(({ given }) => given));

  test.for(cases.map((one, index) => ({ ...one, file: files[index] })))('$title', ({ want, file }) => {
    expect(file?.problems).toEqual([]);
    const found = file?.functions.map(
      ({ name, source }) => `${name} ${source.file}:${source.line}:${source.column}`,
    );
    expect(found).toEqual(want);
  });
});
