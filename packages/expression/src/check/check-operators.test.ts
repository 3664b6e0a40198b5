import { expect, test } from 'vitest';
import { evaluateExpression } from '../runtime/evaluate-expression.ts';

const environment = {
  n: 7,
  half: 2.5,
  text: 'abc',
  list: [3, 1, 2],
  item: { k: 'v' },
  nothing: null,
  yes: true,
  no: false,
};

const evaluate = (text: string): unknown => evaluateExpression(text, environment);

test.for([
  { given: 'yes ? 1', want: 'unexpected token EOF (1:7)' },
  { given: '1()', want: 'unexpected token Bracket("(") (1:2)' },
  { given: '"a"()', want: 'unexpected token Bracket("(") (1:4)' },
  { given: '#', want: 'unexpected token Operator("#") (1:1)' },
  { given: '#index', want: 'unexpected token Operator("#") (1:1)' },
])('cannot read $given', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_SYNTAX', message: expect.stringContaining(want) }),
  );
});

test.for([
  { given: '1 + "a"', want: 'invalid operation: + (mismatched types int and string) (1:3)' },
  { given: '"a" + 1', want: 'invalid operation: + (mismatched types string and int) (1:5)' },
  {
    given: 'nothing contains "a"',
    want: 'invalid operation: contains (mismatched types unknown and string) (1:9)',
  },
  {
    given: 'nothing matches "a"',
    want: 'invalid operation: matches (mismatched types unknown and string) (1:9)',
  },
  { given: '"k" in nothing', want: 'invalid operation: in (mismatched types string and unknown) (1:5)' },
  { given: '5 % 0', want: 'integer divide by zero (1:3)' },
  { given: 'yes or 1 % 0 == 1', want: 'integer divide by zero (1:10)' },
  { given: '1 % (2 - 2)', want: 'integer divide by zero (1:3)' },
  { given: '1 + true', want: 'invalid operation: + (mismatched types int and bool) (1:3)' },
  { given: '1 - "a"', want: 'invalid operation: - (mismatched types int and string) (1:3)' },
  { given: '"a" - "b"', want: 'invalid operation: - (mismatched types string and string) (1:5)' },
  { given: '"a" * 2', want: 'invalid operation: * (mismatched types string and int) (1:5)' },
  { given: 'true * 1', want: 'invalid operation: * (mismatched types bool and int) (1:6)' },
  { given: '"a" / 2', want: 'invalid operation: / (mismatched types string and int) (1:5)' },
  { given: '1.5 % 2', want: 'invalid operation: % (mismatched types float64 and int) (1:5)' },
  { given: 'n % 2', want: 'invalid operation: % (mismatched types float64 and int) (1:3)' },
  { given: '"a" % 2', want: 'invalid operation: % (mismatched types string and int) (1:5)' },
  { given: '"a" ** 2', want: 'invalid operation: ** (mismatched types string and int) (1:5)' },
  { given: 'true ^ 1', want: 'invalid operation: ^ (mismatched types bool and int) (1:6)' },
  { given: '1 < "a"', want: 'invalid operation: < (mismatched types int and string) (1:3)' },
  { given: '"a" > 1', want: 'invalid operation: > (mismatched types string and int) (1:5)' },
  { given: 'true < false', want: 'invalid operation: < (mismatched types bool and bool) (1:6)' },
  {
    given: '[1] < [2]',
    want: 'invalid operation: < (mismatched types []interface {} and []interface {}) (1:5)',
  },
  { given: 'nil < 1', want: 'invalid operation: < (mismatched types unknown and int) (1:5)' },
  { given: '1 == "a"', want: 'invalid operation: == (mismatched types int and string) (1:3)' },
  { given: 'true == 1', want: 'invalid operation: == (mismatched types bool and int) (1:6)' },
  { given: '"a" != 1', want: 'invalid operation: != (mismatched types string and int) (1:5)' },
  { given: '[1] == "a"', want: 'invalid operation: == (mismatched types []interface {} and string) (1:5)' },
  { given: '-"a"', want: 'invalid operation: - (mismatched type string) (1:1)' },
  { given: '+"a"', want: 'invalid operation: + (mismatched type string) (1:1)' },
  { given: '!1', want: 'invalid operation: ! (mismatched type int) (1:1)' },
  { given: 'not "a"', want: 'invalid operation: not (mismatched type string) (1:1)' },
  { given: '-nil', want: 'invalid operation: - (mismatched type unknown) (1:1)' },
  { given: '1 and 2', want: 'invalid operation: and (mismatched types int and int) (1:3)' },
  { given: 'yes or "a"', want: 'invalid operation: or (mismatched types bool and string) (1:5)' },
  { given: '1 && yes', want: 'invalid operation: && (mismatched types int and bool) (1:3)' },
  { given: '1 ? 2 : 3', want: 'non-bool expression (type int) used as condition (1:1)' },
  { given: 'nil ? 1 : 2', want: 'non-bool expression (type unknown) used as condition (1:1)' },
  { given: 'text contains 1', want: 'invalid operation: contains (mismatched types string and int) (1:6)' },
  { given: '1 contains "a"', want: 'invalid operation: contains (mismatched types int and string) (1:3)' },
  { given: 'text matches 1', want: 'invalid operation: matches (mismatched types string and int) (1:6)' },
  { given: 'text matches "["', want: 'error parsing regexp: missing closing ]: `[` (1:6)' },
  {
    given: '1 startsWith "a"',
    want: 'invalid operation: startsWith (mismatched types int and string) (1:3)',
  },
  { given: '"a" in "abc"', want: 'invalid operation: in (mismatched types string and string) (1:5)' },
  { given: '1 in "abc"', want: 'invalid operation: in (mismatched types int and string) (1:3)' },
  { given: '1 in 2', want: 'invalid operation: in (mismatched types int and int) (1:3)' },
  { given: '1 in item', want: 'cannot use int as type string in map key (1:3)' },
  { given: '1 in ["a"]', want: 'cannot use int as type string in array (1:3)' },
  { given: '"a" in [1]', want: 'cannot use string as type int in array (1:5)' },
  { given: '1.5..2', want: 'invalid operation: .. (mismatched types float64 and int) (1:4)' },
  { given: '"a".."b"', want: 'invalid operation: .. (mismatched types string and string) (1:4)' },
  { given: 'nil + 1', want: 'invalid operation: + (mismatched types unknown and int) (1:5)' },
  {
    given: 'item + 1',
    want: 'invalid operation: + (mismatched types map[string]interface {} and int) (1:6)',
  },
  {
    given: 'list + list',
    want: 'invalid operation: + (mismatched types []interface {} and []interface {}) (1:6)',
  },
  {
    given: 'date("2024-01-01") - 1',
    want: 'invalid operation: - (mismatched types time.Time and int) (1:20)',
  },
  {
    given: 'date("2024-01-01") * 2',
    want: 'invalid operation: * (mismatched types time.Time and int) (1:20)',
  },
  {
    given: 'duration("1s") + 1',
    want: 'invalid operation: + (mismatched types time.Duration and int) (1:16)',
  },
  { given: '[1] in [1]', want: 'cannot use []interface {} as type int in array (1:5)' },
  { given: 'let x = 1; let x = 2; x', want: 'cannot redeclare variable x (1:16)' },
  { given: 'let n = 1; n', want: 'cannot redeclare n (1:5)' },
  { given: 'let len = 1; len', want: 'cannot redeclare builtin len (1:5)' },
  { given: 'nope', want: 'unknown name nope (1:1)' },
  { given: 'nope.x', want: 'unknown name nope (1:1)' },
  { given: '$env.nope', want: 'unknown name nope (1:6)' },
  { given: '$env()', want: 'map[string]interface {} is not callable (1:1)' },
  { given: 'nothing()', want: 'nothing is nil; cannot call nil as function (1:1)' },
])('refuses $given before it runs', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_TYPE', message: expect.stringContaining(want) }),
  );
});
