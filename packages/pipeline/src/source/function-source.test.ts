import { expect, test } from 'vitest';
import { findFunctionSource, registerFunctionSource } from './function-source.ts';

test('finds the text of a function that was registered, and of no other', () => {
  const text = '(n: number): boolean => n > 3';
  const isLarge = (n: number): boolean => n > 3;
  const source = { text, file: '/project/pipeline.ts', line: 4, column: 11 };
  expect(registerFunctionSource(isLarge, source)).toBe(isLarge);
  expect(findFunctionSource(isLarge)).toEqual(source);
  expect(findFunctionSource((n: number) => n > 3)).toBeUndefined();
  expect(findFunctionSource(text)).toBeUndefined();
});
