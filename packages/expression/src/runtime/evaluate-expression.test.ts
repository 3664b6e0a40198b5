import { expect, test } from 'vitest';
import {
  ExpressionError,
  evaluateExpression,
  parseExpression,
  printGoValue,
  toPlainValue,
} from '../index.ts';

const environment = {
  n: 7,
  text: 'abc',
  list: [3, 1, 2],
  item: { k: 'v' },
  nothing: null,
  objects: [
    { n: 'a', v: 1 },
    { n: 'b', v: 2 },
  ],
};

test.for([
  { given: '1 + 2', want: 3n },
  { given: '1 + 2.0', want: 3 },
  { given: '10 / 4', want: 2.5 },
  { given: '1 / 0 >= 1 / 0', want: true },
  { given: '0 / 0 >= 0 / 0', want: false },
  { given: '7 % 4', want: 3n },
  { given: '2 ** 3', want: 8 },
  { given: '9223372036854775807 + 1', want: -9223372036854775808n },
  { given: 'n', want: 7 },
  { given: 'text[1:]', want: 'bc' },
  { given: 'list[-1]', want: 2 },
  { given: 'item.nope ?? "d"', want: 'd' },
  { given: 'item.nope?.x.y', want: null },
  { given: 'sort(list)', want: [1, 2, 3] },
  { given: 'map(filter(objects, .v > 1), .n)', want: ['b'] },
  { given: 'map(objects, {#index})', want: [0n, 1n] },
  { given: 'reduce(1..4, #acc + #)', want: 10n },
  { given: 'let x = 2; x * x', want: 4n },
  { given: 'list | map(# * 2) | sum()', want: 12 },
  { given: '"b" not in ["a"]', want: true },
  { given: 'text matches "^a.c$"', want: true },
  { given: 'if n > 5 { "big" } else { "small" }', want: 'big' },
  { given: '1 < 2 < 3', want: true },
  { given: 'asInt("12") + 1', want: 13n },
  { given: 'toJson({"b": 1, "a": "<"})', want: '{"a":"\\u003c","b":1}' },
  { given: 'jsonpath(\'{"a":[1,{"b":2}]}\', \'$.a[1].b\')', want: 2 },
  { given: "sprig.sha256sum('x')", want: '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881' },
  { given: `jsonpath('[{"n":"a","v":3},{"n":"b","v":1}]', '$[?(@.v > 2)].n')`, want: ['a'] },
  { given: `jsonpath('{"a":[1,2,3]}', '$.a[(@.length-1)]')`, want: 3 },
  { given: `jsonpath('{"a":{"n":1},"b":{"n":2}}', '$..n')`, want: [1, 2] },
  { given: 'sprig.nope', want: null },
  { given: 'len("héé")', want: 3n },
  { given: 'true and item.k', want: 'v' },
])('$given gives $want', ({ given, want }) => {
  expect(evaluateExpression(given, environment)).toEqual(want);
  expect(evaluateExpression(parseExpression(given), environment)).toEqual(want);
});

test.for([
  { given: '1 +', code: 'EXPRESSION_SYNTAX', want: 'unexpected token EOF (1:3)\n | 1 +\n | ..^' },
  {
    given: '1 + "a"',
    code: 'EXPRESSION_TYPE',
    want: 'invalid operation: + (mismatched types int and string) (1:3)\n | 1 + "a"\n | ..^',
  },
  { given: 'nope', code: 'EXPRESSION_TYPE', want: 'unknown name nope (1:1)\n | nope\n | ^' },
  {
    given: 'item.k + 1',
    code: 'EXPRESSION_EVALUATION',
    want: 'invalid operation: string + int (1:8)\n | item.k + 1\n | .......^',
  },
  {
    given: 'list[5]',
    code: 'EXPRESSION_EVALUATION',
    want: 'index out of range: 5 (array length is 3) (1:5)\n | list[5]\n | ....^',
  },
  {
    given: 'false && n + text',
    code: 'EXPRESSION_TYPE',
    want: 'invalid operation: + (mismatched types float64 and string) (1:12)\n | false && n + text\n | ...........^',
  },
  {
    given: 'a ?? b + c',
    code: 'EXPRESSION_SYNTAX',
    want: 'Operator (+) and coalesce expressions (??) cannot be mixed. Wrap either by parentheses. (1:8)\n | a ?? b + c\n | .......^',
  },
])('refuses $given with the place', ({ given, code, want }) => {
  expect(() => evaluateExpression(given, environment)).toThrow(
    expect.objectContaining({ code, message: want }),
  );
});

test.for([
  { given: '[1, "a", 1.0, nil, true]', want: '[1 a 1 <nil> true]' },
  { given: '{"b": 1e6, "a": [1]}', want: 'map[a:[1] b:1e+06]' },
  { given: '1e20', want: '1e+20' },
  { given: '1000000', want: '1000000' },
  { given: '0.00001', want: '1e-05' },
  { given: 'duration("90m")', want: '1h30m0s' },
  { given: 'date("2023-08-14")', want: '2023-08-14 00:00:00 +0000 UTC' },
  { given: 'date("2023-08-14").Month()', want: 'August' },
])('Go prints $given as $want', ({ given, want }) => {
  expect(printGoValue(evaluateExpression(given, {}))).toBe(want);
});

test('converts a result to plain data and to JSON', () => {
  const value = evaluateExpression('{"i": 1, "f": 1.0, "t": date("2020-01-02"), "d": duration("1s")}', {});
  expect(toPlainValue(value)).toEqual({ i: 1, f: 1, t: '2020-01-02T00:00:00Z', d: 1e9 });
  expect(evaluateExpression('toJson(value)', { value })).toBe(
    '{"d":1000000000,"f":1,"i":1,"t":"2020-01-02T00:00:00Z"}',
  );
  expect(() => toPlainValue(evaluateExpression('1 / 0', {}))).toThrow(ExpressionError);
});

test('returns frozen nodes without positions', () => {
  const node = parseExpression('a.b + 1');
  expect(node).toEqual({
    kind: 'binary',
    operator: '+',
    left: {
      kind: 'member',
      object: { kind: 'identifier', name: 'a' },
      property: { kind: 'string', value: 'b' },
      optional: false,
    },
    right: { kind: 'integer', value: 1n },
  });
  expect(Object.isFrozen(node)).toBe(true);
});

test('a variable hides the builtin of its name', () => {
  expect(() => evaluateExpression('duration("1h")', { duration: '5' })).toThrow('string is not callable');
  expect(evaluateExpression('duration', { duration: '5' })).toBe('5');
});
