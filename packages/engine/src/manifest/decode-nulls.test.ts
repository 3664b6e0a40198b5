import { expect, test } from 'vitest';
import { decodeNulls } from './decode-nulls.ts';

const workflow = (spec: unknown): { readonly kind: string; readonly spec: unknown } => ({
  kind: 'Workflow',
  spec,
});

test.for([
  { title: 'a null field is absent', given: { entrypoint: 'a', onExit: null }, want: { entrypoint: 'a' } },
  {
    title: 'a null list is absent',
    given: { templates: [{ name: 'a', container: { command: null, args: ['x'] } }] },
    want: { templates: [{ name: 'a', container: { args: ['x'] } }] },
  },
  {
    title: 'a null element of a list is an empty value',
    given: { templates: [null, { name: 'a', steps: [null], container: { args: [null] } }] },
    want: { templates: [{}, { name: 'a', steps: [[]], container: { args: [''] } }] },
  },
  {
    title: 'a null value of a map is an empty text',
    given: { nodeSelector: { a: null } },
    want: { nodeSelector: { a: '' } },
  },
  {
    title: 'a loop item may be null',
    given: { templates: [{ dag: { tasks: [{ name: 'a', withItems: [null, { b: null }] }] } }] },
    want: { templates: [{ dag: { tasks: [{ name: 'a', withItems: [null, { b: null }] }] } }] },
  },
  { title: 'a field that Argo does not know stays', given: { unknown: null }, want: { unknown: null } },
])('$title', ({ given, want }) => {
  expect(decodeNulls(workflow(given))).toEqual(workflow(want));
});

test('an object of another kind stays as it is', () => {
  const map = { kind: 'ConfigMap', data: { a: null } };
  expect(decodeNulls(map)).toBe(map);
});
