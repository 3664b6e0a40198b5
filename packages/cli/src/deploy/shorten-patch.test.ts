import { expect, test } from 'vitest';
import { shortenPatch } from './shorten-patch.ts';

const packed = (sign: string, lines: number, last = 'G6w='): readonly string[] => [
  ...Array.from({ length: lines }, (_, index) => `${sign}    ${String(index % 10).repeat(119)}/`),
  `${sign}    ${last}`,
];

test.for([
  [
    'packed code that is new',
    ['+  value: |-', ...packed('+', 40), '+  name: a'],
    ['+  value: |-', '+    (4.7 KiB of packed code)', '+  name: a'],
  ],
  [
    'packed code that changes',
    ['   value: |-', ...packed('-', 9), ...packed('+', 20), ''],
    ['   value: |-', '-    (1.1 KiB of packed code)', '+    (2.3 KiB of packed code)', ''],
  ],
  [
    'packed code around a change',
    [...packed(' ', 2), '-a', '+b'],
    ['     (244 B of packed code)', '-a', '+b'],
  ],
  ['a single line', [`+    ${'a'.repeat(120)}`, '+  name: a'], [`+    ${'a'.repeat(120)}`, '+  name: a']],
  ['a long line', [`+  ${'a '.repeat(150)}`], [`+  ${'a '.repeat(98)}a… (103 more characters)`]],
] as const)('%s', ([, lines, wanted]) => {
  expect(shortenPatch(lines.join('\n'), { isWhole: false }).split('\n')).toEqual(wanted);
});

test('of a long object that is new, the beginning is shown', () => {
  const lines = Array.from({ length: 300 }, (_, index) => `+line ${index}`);
  const patch = `${lines.join('\n')}\n`;
  expect(shortenPatch(patch, { isWhole: true })).toBe(
    `${lines.slice(0, 120).join('\n')}\n+… (180 more lines)\n`,
  );
  expect(shortenPatch(patch, { isWhole: false })).toBe(patch);
  const short = `${lines.slice(0, 120).join('\n')}\n`;
  expect(shortenPatch(short, { isWhole: true })).toBe(short);
});
