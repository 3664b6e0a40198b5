import { expect, test } from 'vitest';
import { workflowWith } from '../test/run-status.ts';
import { labelOf } from './node-label.ts';

test.for([
  { title: 'a task', given: 'draw', want: 'draw' },
  { title: 'a number', given: 'body(0:3)', want: 'body(0:3)' },
  { title: 'a plain text', given: 'l(0:a b)', want: 'l(0:a b)' },
  { title: 'an escaped quote', given: 'l(0:a\\"b)', want: 'l(0:a"b)' },
  { title: 'the JSON text of a string', given: 'body(1:\\"Krak\\\\u00f3w\\")', want: 'body(1:Kraków)' },
  { title: 'the JSON text of an object', given: 'body(1:{\\"a\\":1})', want: 'body(1:{"a":1})' },
  { title: 'what is no JSON', given: 'l(0:a\\qb)', want: 'l(0:a\\qb)' },
  { title: 'an attempt', given: 'a(0)', want: 'a(0)' },
])('$title is shown as $want', ({ given, want }) => {
  const [node] = Object.values(
    workflowWith([['wf.x', 'Pod', 'Succeeded', { displayName: given }]]).status?.nodes ?? {},
  );
  expect(node && labelOf(node)).toBe(want);
});
