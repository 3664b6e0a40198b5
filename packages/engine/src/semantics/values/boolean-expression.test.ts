import { expect, test } from 'vitest';
import { expressionHolds } from './boolean-expression.ts';

const variables = new Map<string, unknown>([['workflow.status', 'Failed']]);

test.for([
  { expression: 'workflow.status == "Failed"', want: true },
  { expression: 'asInt("3") > 5', want: false },
])('$expression holds: $want', ({ expression, want }) => {
  expect(expressionHolds(expression, variables)).toBe(want);
});

test.for([
  { expression: '1 + 1', want: "unable to cast expression result '%!s(int=2)' to bool" },
  { expression: '2.5', want: "unable to cast expression result '%!s(float64=2.5)' to bool" },
  { expression: 'nil', want: "unable to cast expression result '%!s(<nil>)' to bool" },
  { expression: 'workflow.status', want: "unable to cast expression result 'Failed' to bool" },
  { expression: '[1, "a"]', want: "unable to cast expression result '[%!s(int=1) a]' to bool" },
  {
    expression: '{b: true, a: "x"}',
    want: "unable to cast expression result 'map[a:x b:%!s(bool=true)]' to bool",
  },
  { expression: '1 +', want: 'unexpected token EOF (1:3)\n | 1 +\n | ..^' },
  { expression: 'int("x") > 1', want: 'unable to evaluate expression \'int("x") > 1\': ' },
])('$expression is refused: $want', ({ expression, want }) => {
  expect(() => expressionHolds(expression, variables)).toThrow(want);
});
