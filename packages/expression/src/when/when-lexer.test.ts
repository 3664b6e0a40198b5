import { expect, test } from 'vitest';
import { ExpressionError } from '../expression-error.ts';
import { evaluateWhen } from './evaluate-when.ts';

test.for([
  {
    given: '"2021-01-02" - "2021-01-01" == 86400',
    want: 'Invalid \'when\' expression \'"2021-01-02" - "2021-01-01" == 86400\': Cannot transition token types from MODIFIER [-] to TIME [2021-01-01 00:00:00 +0000 UTC]',
  },
  { given: 'a', want: "Expected boolean evaluation for 'a'. Got a" },
  { given: '1', want: "Expected boolean evaluation for '1'. Got 1" },
  { given: '"true"', want: 'Expected boolean evaluation for \'"true"\'. Got true' },
  { given: '1 + 1', want: "Expected boolean evaluation for '1 + 1'. Got 2" },
  { given: 'a + b', want: "Expected boolean evaluation for 'a + b'. Got ab" },
  { given: 'True', want: "Expected boolean evaluation for 'True'. Got True" },
  { given: '1 ==', want: "Invalid 'when' expression '1 ==': Unexpected end of expression" },
  {
    given: '== 1',
    want: "Invalid 'when' expression '== 1': Cannot transition token types from UNKNOWN [<nil>] to COMPARATOR [==]",
  },
  {
    given: '&& true',
    want: "Invalid 'when' expression '&& true': Cannot transition token types from UNKNOWN [<nil>] to LOGICALOP [&&]",
  },
  { given: '(1 == 1', want: "Invalid 'when' expression '(1 == 1': Unbalanced parenthesis" },
  { given: '1 == 1)', want: "Invalid 'when' expression '1 == 1)': Unbalanced parenthesis" },
  { given: '()', want: "Expected boolean evaluation for '()'. Got <nil>" },
  {
    given: '1 1',
    want: "Invalid 'when' expression '1 1': Cannot transition token types from NUMERIC [1] to NUMERIC [1]",
  },
  {
    given: 'a b',
    want: "Invalid 'when' expression 'a b': Cannot transition token types from VARIABLE [a] to VARIABLE [b]",
  },
  {
    given: 'a == b c',
    want: "Invalid 'when' expression 'a == b c': Cannot transition token types from VARIABLE [b] to VARIABLE [c]",
  },
  { given: '"a', want: "Invalid 'when' expression '\"a': Unclosed string literal" },
  { given: "'a", want: "Invalid 'when' expression ''a': Unclosed string literal" },
  { given: '[a', want: "Invalid 'when' expression '[a': Unclosed parameter bracket" },
  { given: 'a == "b', want: "Invalid 'when' expression 'a == \"b': Unclosed string literal" },
  {
    given: '1 = 1',
    want: "Invalid 'when' expression '1 = 1': Invalid token: '=' (hint: try wrapping the affected expression in quotes (\"))",
  },
  {
    given: '1 === 1',
    want: "Invalid 'when' expression '1 === 1': Invalid token: '===' (hint: try wrapping the affected expression in quotes (\"))",
  },
  {
    given: '1 <> 2',
    want: "Invalid 'when' expression '1 <> 2': Invalid token: '<>' (hint: try wrapping the affected expression in quotes (\"))",
  },
  {
    given: '@',
    want: "Invalid 'when' expression '@': Invalid token: '@' (hint: try wrapping the affected expression in quotes (\"))",
  },
  {
    given: '{{x}} == 1',
    want: "Invalid 'when' expression '{{x}} == 1': Invalid token: '{{' (hint: try wrapping the affected expression in quotes (\"))",
  },
  {
    given: '$a == 1',
    want: "Invalid 'when' expression '$a == 1': Invalid token: '$' (hint: try wrapping the affected expression in quotes (\"))",
  },
  {
    given: 'a; b',
    want: "Invalid 'when' expression 'a; b': Invalid token: ';' (hint: try wrapping the affected expression in quotes (\"))",
  },
  {
    given: '!a',
    want: "Failed to parse 'when' expression '!a': Cannot transition token types from PREFIX [!] to STRING [a]",
  },
  {
    given: '!1',
    want: "Failed to evaluate 'when' expresion '!1': Value '1' cannot be used with the prefix '!'",
  },
  {
    given: '-a',
    want: "Failed to parse 'when' expression '-a': Cannot transition token types from PREFIX [-] to STRING [a]",
  },
  {
    given: '-true == 1',
    want: "Failed to evaluate 'when' expresion '-true == 1': Value 'true' cannot be used with the prefix '-'",
  },
  {
    given: '~a == 1',
    want: "Failed to parse 'when' expression '~a == 1': Cannot transition token types from PREFIX [~] to STRING [a]",
  },
  {
    given: '1 && true',
    want: "Failed to evaluate 'when' expresion '1 && true': Value '1' cannot be used with the logical operator '&&', it is not a bool",
  },
  {
    given: 'true && 1',
    want: "Failed to evaluate 'when' expresion 'true && 1': Value '1' cannot be used with the logical operator '&&', it is not a bool",
  },
  {
    given: 'a || true',
    want: "Failed to evaluate 'when' expresion 'a || true': Value 'a' cannot be used with the logical operator '||', it is not a bool",
  },
  {
    given: 'false || "x"',
    want: "Failed to evaluate 'when' expresion 'false || \"x\"': Value 'x' cannot be used with the logical operator '||', it is not a bool",
  },
  {
    given: '1 > a',
    want: "Failed to evaluate 'when' expresion '1 > a': Value '1' cannot be used with the comparator '>', it is not a number",
  },
  {
    given: 'a < 1',
    want: "Failed to evaluate 'when' expresion 'a < 1': Value 'a' cannot be used with the comparator '<', it is not a number",
  },
  {
    given: 'true > false',
    want: "Failed to evaluate 'when' expresion 'true > false': Value 'true' cannot be used with the comparator '>', it is not a number",
  },
  {
    given: '1 - a == 1',
    want: "Failed to evaluate 'when' expresion '1 - a == 1': Value 'a' cannot be used with the modifier '-', it is not a number",
  },
  {
    given: 'a - b == a',
    want: "Failed to evaluate 'when' expresion 'a - b == a': Value 'a' cannot be used with the modifier '-', it is not a number",
  },
  {
    given: 'a * 2 == 2',
    want: "Failed to evaluate 'when' expresion 'a * 2 == 2': Value 'a' cannot be used with the modifier '*', it is not a number",
  },
  {
    given: 'true / 2 == 1',
    want: "Failed to evaluate 'when' expresion 'true / 2 == 1': Value 'true' cannot be used with the modifier '/', it is not a number",
  },
  {
    given: 'a % 2 == 0',
    want: "Failed to evaluate 'when' expresion 'a % 2 == 0': Value 'a' cannot be used with the modifier '%', it is not a number",
  },
  {
    given: 'a ** 2 == 1',
    want: "Failed to evaluate 'when' expresion 'a ** 2 == 1': Value 'a' cannot be used with the modifier '**', it is not a number",
  },
  {
    given: 'a & 1 == 1',
    want: "Failed to evaluate 'when' expresion 'a & 1 == 1': Value 'a' cannot be used with the modifier '&', it is not a number",
  },
  {
    given: 'a | b',
    want: "Failed to evaluate 'when' expresion 'a | b': Value 'a' cannot be used with the modifier '|', it is not a number",
  },
  {
    given: '1 << a',
    want: "Failed to evaluate 'when' expresion '1 << a': Value 'a' cannot be used with the modifier '<<', it is not a number",
  },
  {
    given: '1 =~ a',
    want: "Failed to evaluate 'when' expresion '1 =~ a': Value '1' cannot be used with the comparator '=~', it is not a number",
  },
  {
    given: 'a =~ 1',
    want: "Failed to evaluate 'when' expresion 'a =~ 1': Value '1' cannot be used with the comparator '=~', it is not a number",
  },
  {
    given: 'true !~ a',
    want: "Failed to evaluate 'when' expresion 'true !~ a': Value 'true' cannot be used with the comparator '!~', it is not a number",
  },
  {
    given: 'a =~ "["',
    want: "Invalid 'when' expression 'a =~ \"[\"': error parsing regexp: missing closing ]: `[`",
  },
  {
    given: '1 in 2',
    want: "Failed to evaluate 'when' expresion '1 in 2': Value '2' cannot be used with the comparator 'in', it is not a number",
  },
  {
    given: 'a in b',
    want: "Failed to evaluate 'when' expresion 'a in b': Value 'b' cannot be used with the comparator 'in', it is not a number",
  },
  {
    given: '1 in (2)',
    want: "Failed to evaluate 'when' expresion '1 in (2)': Value '2' cannot be used with the comparator 'in', it is not a number",
  },
  { given: 'f(1)', want: "Invalid 'when' expression 'f(1)': Undefined function f" },
  { given: 'f(1) == 1', want: "Invalid 'when' expression 'f(1) == 1': Undefined function f" },
  {
    given: 'a ? b : c',
    want: "Failed to evaluate 'when' expresion 'a ? b : c': Value 'a' cannot be used with the ternary operator '?', it is not a bool",
  },
  {
    given: '1 ? true : false',
    want: "Failed to evaluate 'when' expresion '1 ? true : false': Value '1' cannot be used with the ternary operator '?', it is not a bool",
  },
  { given: 'true ? 1 : 2', want: "Expected boolean evaluation for 'true ? 1 : 2'. Got 1" },
  {
    given: '1.2.3 == 1',
    want: "Invalid 'when' expression '1.2.3 == 1': Unable to parse numeric value '1.2.3' to float64\n",
  },
  {
    given: '1..2 == 1',
    want: "Invalid 'when' expression '1..2 == 1': Unable to parse numeric value '1..2' to float64\n",
  },
  {
    given: '1e3 == 1000',
    want: "Invalid 'when' expression '1e3 == 1000': Cannot transition token types from NUMERIC [1] to VARIABLE [e3]",
  },
  {
    given: '10Gi == 10Gi',
    want: "Invalid 'when' expression '10Gi == 10Gi': Cannot transition token types from NUMERIC [10] to VARIABLE [Gi]",
  },
  {
    given: '/a/b == c',
    want: "Invalid 'when' expression '/a/b == c': Cannot transition token types from UNKNOWN [<nil>] to MODIFIER [/]",
  },
  {
    given: 'a-b == a-b',
    want: "Failed to evaluate 'when' expresion 'a-b == a-b': Value 'a' cannot be used with the modifier '-', it is not a number",
  },
  { given: 'x. == 1', want: "Invalid 'when' expression 'x. == 1': Hanging accessor on token 'x.'" },
  { given: '1 == 1 &&', want: "Invalid 'when' expression '1 == 1 &&': Unexpected end of expression" },
  { given: '1 , 2', want: "Expected boolean evaluation for '1 , 2'. Got [1 2]" },
  { given: '(1, 2)', want: "Expected boolean evaluation for '(1, 2)'. Got [1 2]" },
  {
    given: '"a" in ["a", "b"]',
    want: 'Failed to evaluate \'when\' expresion \'"a" in ["a", "b"]\': Value \'"a", "b"\' cannot be used with the comparator \'in\', it is not a number',
  },
  {
    given: 'true true',
    want: "Invalid 'when' expression 'true true': Cannot transition token types from BOOLEAN [true] to BOOLEAN [true]",
  },
  {
    given: '1 + == 2',
    want: "Invalid 'when' expression '1 + == 2': Cannot transition token types from MODIFIER [+] to COMPARATOR [==]",
  },
  {
    given: '* 2 == 2',
    want: "Invalid 'when' expression '* 2 == 2': Cannot transition token types from UNKNOWN [<nil>] to MODIFIER [*]",
  },
  {
    given: '"2021-01-02" + 1',
    want: 'Expected boolean evaluation for \'"2021-01-02" + 1\'. Got 1.609545601e+09',
  },
  {
    given: ', 1',
    want: "Invalid 'when' expression ', 1': Cannot transition token types from UNKNOWN [<nil>] to SEPARATOR [,]",
  },
  {
    given: 'not true',
    want: "Invalid 'when' expression 'not true': Cannot transition token types from VARIABLE [not] to BOOLEAN [true]",
  },
  {
    given: 'a and b',
    want: "Invalid 'when' expression 'a and b': Cannot transition token types from VARIABLE [a] to VARIABLE [and]",
  },
])('refuses $given with the message of Argo', ({ given, want }) => {
  expect(() => evaluateWhen(given)).toThrow(new ExpressionError('EXPRESSION_WHEN', want));
});
