import { expect, test } from 'vitest';
import { findTags } from '../index.ts';

test.for([
  { given: 'no tag', want: [] },
  { given: 'a {{ x }} b', want: [{ kind: 'simple', start: 2, end: 9, text: 'x' }] },
  { given: '{{=1 + 1}}', want: [{ kind: 'expression', start: 0, end: 10, text: '1 + 1' }] },
  { given: '{{ =1}}', want: [{ kind: 'simple', start: 0, end: 7, text: '=1' }] },
  { given: '{{a.{{b}}}}', want: [{ kind: 'simple', start: 0, end: 9, text: 'a.{{b' }] },
  { given: '{{}}', want: [{ kind: 'simple', start: 0, end: 4, text: '' }] },
  {
    given: '}} {{a}}{{b}}',
    want: [
      { kind: 'simple', start: 3, end: 8, text: 'a' },
      { kind: 'simple', start: 8, end: 13, text: 'b' },
    ],
  },
])('finds the tags of $given', ({ given, want }) => {
  expect(findTags(given)).toEqual(want);
});

test('refuses a tag that is not closed', () => {
  expect(() => findTags('x {{y')).toThrow(
    'Cannot find end tag="}}" in the template="x {{y" starting from "y"',
  );
});
