import { expect, test } from 'vitest';
import { argoFunctionNames, isArgoFunction } from './known-functions.ts';

test.for([
  { given: ['asInt'], want: true },
  { given: ['toJson'], want: true },
  { given: ['jsonpath'], want: true },
  { given: ['sprig', 'trim'], want: true },
  { given: ['sprig', 'env'], want: false },
  { given: ['sprig', 'expandenv'], want: false },
  { given: ['sprig', 'nope'], want: false },
  { given: ['sprig'], want: false },
  { given: ['sprig', 'trim', 'x'], want: false },
  { given: ['asInt', 'x'], want: false },
  { given: ['len'], want: false },
  { given: ['toString'], want: false },
  { given: [], want: false },
])('whether $given is a function of Argo: $want', ({ given, want }) => {
  expect(isArgoFunction(given)).toBe(want);
});

test('lists every function by the name that an expression calls', () => {
  const names = argoFunctionNames();
  expect(names).toEqual(expect.arrayContaining(['asInt', 'asFloat', 'jsonpath', 'toJson', 'sprig.trim']));
  expect(names.every((name) => isArgoFunction(name.split('.')))).toBe(true);
  expect(names).not.toContain('sprig.env');
});
