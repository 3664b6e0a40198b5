import type { FieldGroup } from '@tiphys/schema';
import { expect, test } from 'vitest';
import { type Axis, findAxes } from './group-axes.ts';

const one = (...fields: string[]): FieldGroup => ({ kind: 'exactlyOne', fields });
const most = (...fields: string[]): FieldGroup => ({ kind: 'atMostOne', fields });

test.for<{ readonly title: string; readonly given: readonly FieldGroup[]; readonly want: readonly Axis[] }>([
  { title: 'no group leaves no choice', given: [], want: [] },
  {
    title: 'exactly one leaves a choice a field, in their order',
    given: [one('a', 'b')],
    want: [
      [
        { required: 'a', optional: [], absent: ['b'] },
        { required: 'b', optional: [], absent: ['a'] },
      ],
    ],
  },
  {
    title: 'at most one leaves every field optional',
    given: [most('a', 'b')],
    want: [
      [
        { optional: ['a'], absent: ['b'] },
        { optional: ['b'], absent: ['a'] },
      ],
    ],
  },
  {
    title: 'a pair that shares a field is folded into its member',
    given: [most('timeout', 'dag'), one('container', 'dag', 'script')],
    want: [
      [
        { required: 'container', optional: [], absent: ['dag', 'script'] },
        { required: 'dag', optional: [], absent: ['container', 'script', 'timeout'] },
        { required: 'script', optional: [], absent: ['container', 'dag'] },
      ],
    ],
  },
  {
    title: 'pairs with a field in common are one choice',
    given: [most('depends', 'dependencies'), most('depends', 'continueOn')],
    want: [
      [
        { optional: ['depends'], absent: ['dependencies', 'continueOn'] },
        { optional: ['dependencies'], absent: ['depends'] },
      ],
    ],
  },
  {
    title: 'groups without a common field are choices of their own',
    given: [most('a', 'b'), most('c', 'd')],
    want: [
      [
        { optional: ['a'], absent: ['b'] },
        { optional: ['b'], absent: ['a'] },
      ],
      [
        { optional: ['c'], absent: ['d'] },
        { optional: ['d'], absent: ['c'] },
      ],
    ],
  },
])('$title', ({ given, want }) => {
  expect(findAxes(given)).toEqual(want);
});
