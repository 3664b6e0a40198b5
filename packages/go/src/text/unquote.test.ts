import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoteGo } from './quote.ts';
import { tryUnquoteGo } from './unquote.ts';

test.for([
  ['"a"', 'a'],
  ['""', ''],
  ['"a\\tb\\n"', 'a\tb\n'],
  ['"\\"\\\\"', '"\\'],
  ['"\\x41\\101\\u00e9\\U0001F600"', 'AAé😀'],
  ['"\\xc3\\xa9"', 'é'],
  ['"it\'s"', "it's"],
  ['`a\\n"b"`', 'a\\n"b"'],
  ["'a'", 'a'],
  ["'\\''", "'"],
  ["'😀'", '😀'],
] as const)('%s', ([text, want]) => {
  expect(tryUnquoteGo(text)).toBe(want);
});

test.for([
  '',
  '"',
  'a',
  '"a',
  'a"',
  '"a\'',
  '"a"b"',
  '"a\nb"',
  '"\\"',
  '"\\q"',
  '"\\\'"',
  "'\\\"'",
  "'ab'",
  "''",
  '`a`b`',
  '"\\x4"',
  '"\\400"',
  '"\\ud800"',
  '"\\U00110000"',
])('%s is not quoted', (text) => {
  expect(tryUnquoteGo(text)).toBeUndefined();
});

test('what Go quotes is unquoted', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(tryUnquoteGo(quoteGo(text))).toBe(text);
    }),
  );
});
