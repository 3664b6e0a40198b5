import { expect, test } from 'vitest';
import { dependsTasks, ExpressionError, evaluateDepends, parseDepends } from '../index.ts';

test.for([
  { given: 'A', want: [{ task: 'A' }] },
  { given: 'A && B.Failed', want: [{ task: 'A' }, { task: 'B', result: 'Failed' }] },
  {
    given: 'a-b.Succeeded || (a-b && !c1)',
    want: [{ task: 'a-b', result: 'Succeeded' }, { task: 'a-b' }, { task: 'c1' }],
  },
  { given: 'A || A', want: [{ task: 'A' }] },
  { given: '', want: [] },
])('finds the tasks of "$given"', ({ given, want }) => {
  expect(dependsTasks(given)).toEqual(want);
});

const held = new Set(['A', 'A.Succeeded', 'loop.AnySucceeded', 'a-b.Failed', 'in']);
const lookup = (task: string, result?: string): boolean =>
  held.has(result === undefined ? task : `${task}.${result}`);

test.for([
  { given: 'A', want: true },
  { given: 'A.Succeeded && B', want: false },
  { given: 'B || loop.AnySucceeded', want: true },
  { given: '!B', want: true },
  { given: 'a-b.Failed && !(a-b.Succeeded)', want: true },
  { given: 'in', want: true },
  { given: 'A.Succeeded || A.Failed', want: true },
  { given: 'A.Failed || A.Errored || A.Skipped || A.Omitted || A.Daemoned', want: false },
  { given: 'loop.AllFailed', want: false },
  { given: '!(A && !in) || B', want: true },
  { given: 'A == B', want: false },
  { given: 'A ? in : B', want: true },
  { given: '  A\n&&\tin ', want: true },
])('$given is $want', ({ given, want }) => {
  expect(evaluateDepends(given, lookup)).toBe(want);
});

test.for([
  { given: '', want: 'unexpected token EOF' },
  { given: '(A', want: 'unexpected token EOF (1:2)' },
  { given: 'A.Nope', want: "task result 'Nope' for task 'A' is invalid" },
  { given: 'A &&', want: 'unexpected token EOF (1:4)\n | A &&\n | ...^' },
  { given: 'A B', want: 'unexpected token Identifier("B") (1:3)\n | A B\n | ..^' },
  {
    given: 'a-b.Failed in',
    want: 'unexpected token Identifier("in") (1:12)\n | a-b.Failed in\n | ...........^',
  },
])('refuses $given', ({ given, want }) => {
  expect(() => parseDepends(given)).toThrow(ExpressionError);
  expect(() => parseDepends(given)).toThrow(want);
});

test('returns the tree with a name for every reference', () => {
  expect(parseDepends('x && y.Failed')).toMatchObject({
    tasks: [{ task: 'x' }, { task: 'y', result: 'Failed' }],
    expression: { kind: 'binary', operator: '&&' },
  });
});

test.for([
  { given: 'A + in', want: 'invalid operation: + (mismatched types bool and bool) (1:3)' },
  { given: 'A.succeeded', want: 'type bool has no field succeeded' },
  { given: '"x" && A', want: 'invalid operation: && (mismatched types' },
])('fails on $given', ({ given, want }) => {
  const run = (): boolean => evaluateDepends(given, lookup);
  expect(run).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_DEPENDS', message: expect.stringContaining(want) }),
  );
});
