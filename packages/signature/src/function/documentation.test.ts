import { describe, expect, test } from 'vitest';
import { readTexts } from '../../test/read-texts.ts';

const cases = [
  { title: 'a function', given: '/** Draws numbers. */\nexport function f() {}', want: 'Draws numbers.' },
  { title: 'a constant', given: '/** Draws numbers. */\nexport const f = () => 1;', want: 'Draws numbers.' },
  {
    title: 'several lines and an inline link',
    given:
      '/**\n * Draws `n` numbers,\n * see {@link g}.\n *\n * Twice.\n * @returns them\n */\nexport function f() {}',
    want: 'Draws `n` numbers,\nsee {@link g}.\n\nTwice.',
  },
  {
    title: 'the block next to the function',
    given: '/** The file. */\n\n/** The function. */\nexport function f() {}',
    want: 'The function.',
  },
  { title: 'no comment', given: 'export function f() {}', want: undefined },
  { title: 'a line comment', given: '// Draws numbers.\nexport function f() {}', want: undefined },
  { title: 'an empty block', given: '/** */\nexport function f() {}', want: undefined },
  { title: 'tags alone', given: '/** @returns it */\nexport function f() {}', want: undefined },
];

describe('the description of a function comes from', () => {
  const files = readTexts(cases.map(({ given }) => given));

  test.for(cases.map((one, index) => ({ ...one, file: files[index] })))('$title', ({ want, file }) => {
    expect(file?.functions[0]?.description).toBe(want);
    expect(Object.keys(file?.functions[0] ?? {}).includes('description')).toBe(want !== undefined);
  });
});

describe('the description of an input comes from', () => {
  const inputs = [
    { given: '@param count how many', want: 'how many' },
    { given: '@param count - how many', want: 'how many' },
    { given: '@param {number} count - how many', want: 'how many' },
    { given: '@param count - how\n *   many', want: 'how\nmany' },
    { given: '@param other - how many', want: undefined },
    { given: '@param count', want: undefined },
  ];
  const files = readTexts(
    inputs.map(({ given }) => `/**\n * ${given}\n */\nexport function f(count: number) {}`),
  );

  test.for(inputs.map((one, index) => ({ ...one, file: files[index] })))('$given', ({ want, file }) => {
    expect(file?.functions[0]?.inputs[0]?.description).toBe(want);
  });
});
