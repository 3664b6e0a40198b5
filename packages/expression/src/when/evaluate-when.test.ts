import { describe, expect, test } from 'vitest';
import { ExpressionError, evaluateCondition, evaluateWhen } from '../index.ts';

test.for([
  { given: '', want: true },
  { given: '1 == 1.0', want: true },
  { given: '01 == 1', want: true },
  { given: "'1' == 1", want: false },
  { given: 'true == "true"', want: false },
  { given: 'hello == hello', want: true },
  { given: "'a' in ('a','b')", want: true },
  { given: "a =~ '^a'", want: true },
  { given: 'a !~ b', want: true },
  { given: '!true', want: false },
  { given: '!(a == b)', want: true },
  { given: '1 + 1 == 2', want: true },
  { given: '10 - 2 - 3 == 5', want: true },
  { given: "'2021-01-02' > '2021-01-01'", want: true },
  { given: "[foo bar] == 'foo bar'", want: true },
  { given: 'Succeeded != Failed && 2 < 10', want: true },
  { given: 'false && (a > 1)', want: false },
  { given: 'true ? false : true', want: false },
  { given: '0x10 == 16', want: true },
])('$given is $want', ({ given, want }) => {
  expect(evaluateWhen(given)).toBe(want);
});

test.for([
  { given: 'True', want: "Expected boolean evaluation for 'True'. Got True" },
  { given: '1 + 1', want: "Expected boolean evaluation for '1 + 1'. Got 2" },
  {
    given: '!a',
    want: "Failed to parse 'when' expression '!a': Cannot transition token types from PREFIX [!] to STRING [a]",
  },
  {
    given: 'foo-bar == foo-bar',
    want: "Failed to evaluate 'when' expresion 'foo-bar == foo-bar': Value 'foo' cannot be used with the modifier '-', it is not a number",
  },
  {
    given: 'hello world == hello',
    want: "Invalid 'when' expression 'hello world == hello': Cannot transition token types from VARIABLE [hello] to VARIABLE [world]",
  },
  {
    given: '{{x}} == 1',
    want: "Invalid 'when' expression '{{x}} == 1': Invalid token: '{{' (hint: try wrapping the affected expression in quotes (\"))",
  },
  { given: '1 == ', want: "Invalid 'when' expression '1 == ': Unexpected end of expression" },
  {
    given: 'foo.bar == x',
    want: "Invalid 'when' expression 'foo.bar == x': Unable to access unexported field 'bar' in token 'foo.bar'",
  },
  { given: 'f(1)', want: "Invalid 'when' expression 'f(1)': Undefined function f" },
  { given: "a == 'b", want: "Invalid 'when' expression 'a == 'b': Unclosed string literal" },
])('refuses $given with the message of Argo', ({ given, want }) => {
  expect(() => evaluateWhen(given)).toThrow(new ExpressionError('EXPRESSION_WHEN', want));
});

describe('conditions in which bare words are no strings', () => {
  test.for([
    { text: '', want: true },
    { text: '2 < 3', want: true },
    { text: "'a' == 'b'", want: false },
    { text: 'true || a', want: true },
  ])('$text', ({ text, want }) => {
    expect(evaluateCondition(text)).toBe(want);
  });

  test.for([
    { text: 'a == a', message: "No parameter 'a' found." },
    { text: '1 + 1', message: "Expected boolean evaluation for '1 + 1'. Got 2" },
    { text: '(true', message: 'Unbalanced parenthesis' },
  ])('$text is refused', ({ text, message }) => {
    expect(() => evaluateCondition(text)).toThrow(
      expect.objectContaining({ code: 'EXPRESSION_WHEN', message }),
    );
  });
});
