import { parseExpression } from '@tiphys/expression';
import { expect, test } from 'vitest';
import { printTag } from './print-tag.ts';

test.for([
  { given: 'a > 1', want: '{{=a > 1}}' },
  { given: '{"a": 1}', want: '{{={a: 1} }}' },
  { given: '{"a": {"b": 1}}', want: '{{={a: {b: 1} } }}' },
  { given: '"x{" + "{{y}}"', want: "{{='x{' + '\\x7b\\x7by\\x7d\\x7d'}}" },
])('$given becomes $want, without adjacent braces', ({ given, want }) => {
  const tag = printTag(parseExpression(given));
  expect(tag).toBe(want);
  expect(tag.slice(2, -2)).not.toMatch(/\{\{|\}\}/);
  expect(parseExpression(tag.slice(3, -2))).toMatchObject(structure(given));
});

/** The tree without positions. */
function structure(text: string): object {
  return JSON.parse(
    JSON.stringify(parseExpression(text), (_, value) => (typeof value === 'bigint' ? undefined : value)),
  );
}
