import { expect, test } from 'vitest';
import type { FieldType } from '../definition-table.ts';
import { formatPath } from './json-path.ts';
import { walkObject } from './walk-object.ts';

const text: FieldType = { kind: 'string' };
const definitions = {
  Root: {
    fields: {
      name: { type: text },
      items: { type: { kind: 'list', element: { kind: 'reference', to: 'Item' } } },
      labels: { type: { kind: 'map', value: text } },
    },
  },
  Item: { fields: { root: { type: { kind: 'reference', to: 'Root' } } } },
} as const;

test.for<{ readonly title: string; readonly value: unknown; readonly want: readonly string[] }>([
  { title: 'an empty object', value: {}, want: [':reference'] },
  {
    title: 'lists, maps and objects in objects',
    value: { name: 'a', items: [{ root: { name: 'b' } }], labels: { x: 'y' } },
    want: [
      ':reference',
      'name:string@Root.name',
      'items:list@Root.items',
      'items[0]:reference',
      'items[0].root:reference@Item.root',
      'items[0].root.name:string@Root.name',
      'labels:map@Root.labels',
      'labels.x:string',
    ],
  },
  { title: 'unknown fields, which are left out', value: { other: { name: 'a' } }, want: [':reference'] },
  {
    title: 'a list in place of an object, which is not entered',
    value: [{ name: 'a' }],
    want: [':reference'],
  },
  {
    title: 'an object in place of a list, which is not entered',
    value: { items: { root: {} } },
    want: [':reference', 'items:list@Root.items'],
  },
  { title: 'names of the prototype, which are not fields', value: { constructor: {} }, want: [':reference'] },
])('walks $title', ({ value, want }) => {
  const visited = [...walkObject(value, { kind: 'reference', to: 'Root' }, definitions)];
  const shown = visited.map(({ path, type, field }) => {
    const place = field ? `@${field.definition}.${field.name}` : '';
    return `${formatPath(path)}:${type.kind}${place}`;
  });
  expect(shown).toEqual(want);
});
