import { expect, test } from 'vitest';
import { printable } from './printable.ts';

test.for([
  { title: 'plain text', given: 'añ\t日本\n👍\r\n', want: 'añ\t日本\n👍\r\n' },
  { title: 'a window title', given: '\u001B]0;gotcha\u0007', want: '\\u001b]0;gotcha\\u0007' },
  { title: 'a cleared screen', given: '\u001B[2J\u001B[H', want: '\\u001b[2J\\u001b[H' },
  { title: 'an overwritten line', given: 'failed\rok', want: 'failed\\u000dok' },
  { title: 'a C1 control', given: '\u009B2J', want: '\\u009b2J' },
  { title: 'a reordered line', given: 'a\u202Eb', want: 'a\\u202eb' },
  {
    title: 'colours if colours are off',
    given: '\u001B[31mred\u001B[39m',
    want: '\\u001b[31mred\\u001b[39m',
  },
])('escapes $title', ({ given, want }) => {
  expect(printable(given, false)).toBe(want);
});

test.for([
  {
    title: 'keeps the colours of this program',
    given: '\u001B[31mred\u001B[39m',
    want: '\u001B[31mred\u001B[39m',
  },
  {
    title: 'ends colours with their line',
    given: 'a\u001B[31mred\n\u001B[1mbold\u001B[22m\n\u001B[32m\u001B[2mdim\u001B[39m',
    want: 'a\u001B[31mred\u001B[0m\n\u001B[1mbold\u001B[22m\n\u001B[32m\u001B[2mdim\u001B[39m\u001B[0m',
  },
  { title: 'escapes concealed text', given: '\u001B[8mhidden', want: '\\u001b[8mhidden' },
  { title: 'escapes a mixed sequence', given: '\u001B[31;8mhidden', want: '\\u001b[31;8mhidden' },
])('with colours, $title', ({ given, want }) => {
  expect(printable(given, true)).toBe(want);
});
