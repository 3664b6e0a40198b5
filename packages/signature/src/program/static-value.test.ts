import { describe, expect, test } from 'vitest';
import { readTexts } from '../../test/read-texts.ts';

const before = `const limit = 5;
const name = 'x' as string;
const settings = { depth: 3 } as const;
enum Level { Low = 1, High = Low + 1 }
declare function now(): number;
`;

const nothing = 'no value';

const cases: readonly { readonly given: string; readonly want: unknown }[] = [
  { given: '1', want: 1 },
  { given: '-1.5e3', want: -1500 },
  { given: '0x10', want: 16 },
  { given: '1_000', want: 1000 },
  { given: 'name.length', want: nothing },
  { given: String.raw`'a\n"b"'`, want: 'a\n"b"' },
  { given: '`plain`', want: 'plain' },
  { given: 'true', want: true },
  { given: 'null as string | null', want: null },
  { given: '[1, [2, 3]]', want: [1, [2, 3]] },
  { given: "{ a: 1, 'b-c': { d: false } }", want: { a: 1, 'b-c': { d: false } } },
  { given: '(60 * 60 + 1) / 2 - 2 ** 3', want: 1792.5 },
  { given: "'a' + 'b'", want: 'ab' },
  { given: "['a', 'b'] as const", want: ['a', 'b'] },
  { given: '(5 satisfies number)', want: 5 },
  { given: 'limit', want: 5 },
  { given: 'limit * 2', want: 10 },
  { given: 'settings.depth', want: 3 },
  { given: 'Level.High', want: 2 },
  { given: 'name', want: nothing },
  { given: 'now()', want: nothing },
  { given: '[now()]', want: nothing },
  { given: '{ ...settings }', want: nothing },
  { given: '1 / 0', want: nothing },
  { given: 'limit > 3 ? 1 : 2', want: nothing },
];

describe('the value of a default', () => {
  const files = readTexts(cases.map(({ given }) => `${before}export function f(a = ${given}) {}`));

  test.for(cases.map((one, index) => ({ ...one, file: files[index] })))(
    '$given is $want',
    ({ given, want, file }) => {
      const found = file?.functions[0]?.inputs[0]?.default;
      expect(found?.text).toBe(given);
      expect(found && 'value' in found ? found.value : nothing).toEqual(want);
    },
  );
});
