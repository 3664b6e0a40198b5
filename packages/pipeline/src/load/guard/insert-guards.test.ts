import { describe, expect, test } from 'vitest';
import { createGuards } from '../../guard/guards.ts';
import { insertGuards } from './insert-guards.ts';

describe('the text of functions', () => {
  test.for([
    { given: 'when([n], (x: number) => x! > 3, go);', want: ['(x: number) => x! > 3'] },
    {
      given: 'const big = function <T>(x: T): x is T { return true; };',
      want: ['function <T>(x: T): x is T { return true; }'],
    },
    {
      given: 'export function big(x) {\n  return x > 3;\n}',
      want: ['function big(x) {\n  return x > 3;\n}'],
    },
    { given: 'export default (x) => x;', want: ['(x) => x'] },
    { given: 'const o = { big: (x) => (y) => x > y };', want: ['(x) => (y) => x > y', '(y) => x > y'] },
    { given: '(() => { run(async () => 1); })();', want: ['async () => 1'] },
    { given: 'function big(x: number): void;\nfunction big(x: any) {}', want: ['function big(x: any) {}'] },
    { given: 'declare function big(x: number): void; const o = { method() {} };', want: [] },
  ])('$given', ({ given, want }) => {
    const guards = createGuards();
    insertGuards(`// first\n${given}`, '/project/pipeline.ts', guards);
    expect(guards.functions.map(({ source }) => source.text)).toEqual(want);
  });

  test('has its place', () => {
    const guards = createGuards();
    insertGuards('\n  call((x) => x);', '/project/pipeline.ts', guards);
    expect(guards.functions).toEqual([
      { source: { text: '(x) => x', file: '/project/pipeline.ts', line: 2, column: 8 }, guarded: false },
    ]);
  });
});

test.for([
  { title: 'a module that cannot be parsed', given: 'const x = {;' },
  { title: 'a module without code', given: "export type A = typeof import('./a.ts');" },
])('$title stays as it is', ({ given }) => {
  expect(insertGuards(given, '/project/pipeline.ts', createGuards())).toBeUndefined();
});
