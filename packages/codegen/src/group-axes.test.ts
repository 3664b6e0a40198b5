import type { FieldGroup } from '@tiphys/schema';
import { expect, test } from 'vitest';
import { type Axis, findAxes } from './group-axes.ts';

const one = (...fields: string[]): FieldGroup => ({ kind: 'exactlyOne', fields });
const most = (...fields: string[]): FieldGroup => ({ kind: 'atMostOne', fields });

test.for<{ readonly title: string; readonly given: readonly FieldGroup[]; readonly want: readonly Axis[] }>([
  { title: 'no group leaves no choice', given: [], want: [] },
  {
    title: 'the first field comes last, for tsc explains the last choice',
    given: [one('a', 'b')],
    want: [
      [
        { required: 'b', optional: [], absent: ['a'] },
        { required: 'a', optional: [], absent: ['b'] },
      ],
    ],
  },
  {
    title: 'at most one leaves every field optional',
    given: [most('a', 'b')],
    want: [
      [
        { optional: ['b'], absent: ['a'] },
        { optional: ['a'], absent: ['b'] },
      ],
    ],
  },
  {
    title: 'a pair that shares a field is folded into its member',
    given: [most('timeout', 'dag'), one('container', 'dag', 'script')],
    want: [
      [
        { required: 'script', optional: [], absent: ['container', 'dag'] },
        { required: 'dag', optional: [], absent: ['container', 'script', 'timeout'] },
        { required: 'container', optional: [], absent: ['dag', 'script'] },
      ],
    ],
  },
  {
    title: 'pairs with a field in common are one choice',
    given: [most('depends', 'dependencies'), most('depends', 'continueOn')],
    want: [
      [
        { optional: ['dependencies'], absent: ['depends'] },
        { optional: ['depends'], absent: ['dependencies', 'continueOn'] },
      ],
    ],
  },
  {
    title: 'groups without a common field are choices of their own',
    given: [most('a', 'b'), most('c', 'd')],
    want: [
      [
        { optional: ['b'], absent: ['a'] },
        { optional: ['a'], absent: ['b'] },
      ],
      [
        { optional: ['d'], absent: ['c'] },
        { optional: ['c'], absent: ['d'] },
      ],
    ],
  },
])('$title', ({ given, want }) => {
  expect(findAxes(given)).toEqual(want);
});
