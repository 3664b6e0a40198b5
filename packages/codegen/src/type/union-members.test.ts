import type { FieldGroup } from '@tiphys/schema';
import { expect, test } from 'vitest';
import { objectOf } from '../../test/small-definitions.ts';
import { findUnionMembers } from './union-members.ts';

const fields = ['a', 'b', 'c', 'd', 'e-f'];

test.for<{ readonly title: string; readonly given: readonly FieldGroup[]; readonly want: readonly string[] }>(
  [
    { title: 'no groups make no union', given: [], want: [] },
    { title: 'one group', given: [{ kind: 'exactlyOne', fields: ['a', 'b'] }], want: ['TWithA', 'TWithB'] },
    {
      title: 'every combination of two groups',
      given: [
        { kind: 'exactlyOne', fields: ['a', 'b'] },
        { kind: 'atMostOne', fields: ['c', 'd'] },
      ],
      want: ['TWithAAndC', 'TWithAAndD', 'TWithBAndC', 'TWithBAndD'],
    },
    {
      title: 'what two groups leave no room for is left out',
      given: [
        { kind: 'exactlyOne', fields: ['a', 'b', 'c'] },
        { kind: 'exactlyOne', fields: ['b', 'c', 'd'] },
      ],
      want: ['TWithAAndD', 'TWithBAndB', 'TWithCAndC'],
    },
    {
      title: 'a name that is not an identifier counts by its position',
      given: [{ kind: 'atMostOne', fields: ['a', 'e-f'] }],
      want: ['TWithA', 'TWithField4'],
    },
  ],
)('$title', ({ given, want }) => {
  expect(findUnionMembers('T', objectOf(fields, { groups: given })).map((member) => member.name)).toEqual(
    want,
  );
});

test('a group that would make the union too large is left to the tables', () => {
  const many = Array.from({ length: 40 }, (_, index) => `f${index}`);
  const groups: FieldGroup[] = [
    { kind: 'atMostOne', fields: many },
    { kind: 'atMostOne', fields: ['x', 'y'] },
  ];
  expect(findUnionMembers('T', objectOf([...many, 'x', 'y'], { groups }))).toHaveLength(40);
});
