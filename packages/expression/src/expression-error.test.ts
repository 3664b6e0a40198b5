import { expect, test } from 'vitest';
import { expressionCodes } from './codes.ts';
import {
  ExpressionError,
  evaluateDepends,
  evaluateExpression,
  evaluateWhen,
  substituteTags,
} from './index.ts';

const strict = { allowUnresolved: false };
const causes: Readonly<Record<keyof typeof expressionCodes, () => unknown>> = {
  EXPRESSION_ABSENT: () => substituteTags('"{{a}}"', new Map([['a', null]]), strict),
  EXPRESSION_DEPENDS: () => evaluateDepends('A +', () => true),
  EXPRESSION_EVALUATION: () => evaluateExpression('int("a")', {}),
  EXPRESSION_SUBSTITUTION: () => substituteTags('"{{a}}"', new Map([['a', '\u0007']]), strict),
  EXPRESSION_SYNTAX: () => evaluateExpression('1 +', {}),
  EXPRESSION_TEMPLATE: () => substituteTags('"{{a"', new Map(), strict),
  EXPRESSION_TYPE: () => evaluateExpression('1 + "a"', {}),
  EXPRESSION_UNRESOLVED: () => substituteTags('"{{a}}"', new Map(), strict),
  EXPRESSION_WHEN: () => evaluateWhen('1 =='),
};

test.for(Object.entries(causes))('%s is the code of an error that occurs', ([code, run]) => {
  expect(run).toThrow(ExpressionError);
  expect(run).toThrow(expect.objectContaining({ code }));
});

test('every code has an error', () => {
  expect(Object.keys(expressionCodes).sort()).toEqual(Object.keys(causes).sort());
});

test.for([
  { given: '1 +\n  "a"', want: { line: 1, column: 3 } },
  { given: '[1,\n  nope]', want: { line: 2, column: 3 } },
])('$given fails at $want', ({ given, want }) => {
  expect(() => evaluateExpression(given, {})).toThrow(expect.objectContaining({ location: want }));
});
