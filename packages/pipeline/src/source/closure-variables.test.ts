import { expect, test } from 'vitest';
import { readClosure } from './closure-variables.ts';

const limit = 3;
const limits = { max: 3, scale: (x: number) => x * 2 };
let count = 1;
count += 1;

type AnyFunction = (...values: never[]) => unknown;

function made(word: string): AnyFunction {
  const special = [Number.NaN, -0, 5n, undefined, null];
  const [notNumber, zero, big, none, nothing] = special;
  return (n: number) => [n, word, notNumber, zero, big, none, nothing];
}

test.for<{ title: string; given: AnyFunction; want: object }>([
  { title: 'a constant of the module', given: (n: number) => n > limit, want: { limit } },
  { title: 'an object', given: (n: number) => n > limits.max, want: { limits } },
  { title: 'a variable', given: () => count, want: { count: 2 } },
  { title: 'a parameter with the name of a variable', given: (limit: number) => limit > 2, want: {} },
  {
    title: 'parameters and values that JSON cannot represent',
    given: made('x'),
    want: { word: 'x', notNumber: Number.NaN, zero: -0, big: 5n, none: undefined, nothing: null },
  },
  { title: 'no variable', given: (n: number) => n > 2, want: {} },
])('$title', ({ given, want }) => {
  expect(readClosure(given)).toEqual(want);
});

test('objects are the same, not copies', () => {
  expect(readClosure(() => limits)?.limits).toBe(limits);
});
