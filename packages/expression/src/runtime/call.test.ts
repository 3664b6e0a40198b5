import { expect, test } from 'vitest';
import { toPlainValue } from '../to-plain-value.ts';
import { evaluateExpression } from './evaluate-expression.ts';

const environment = { list: [3, 1, 2], item: { k: 'v' }, nothing: null, any: { f: null } };

const evaluate = (text: string): unknown => toPlainValue(evaluateExpression(text, environment));

test.for([
  { given: 'sprig.trim(nothing)', want: '' },
  { given: 'sprig.ternary(1, 2, nothing)', want: 2 },
  { given: 'sprig.atoi(nil)', want: 0 },
  { given: 'sprig.repeat(nil, "a")', want: '' },
  { given: 'sprig.round(nil, nil)', want: 0 },
  { given: 'sprig.keys(nil)', want: [] },
  { given: 'sprig.unixEpoch(nil)', want: '-62135596800' },
  { given: 'sprig.first(split("a b", " "))', want: 'a' },
  { given: 'sprig.until(fromJSON("null"))', want: [] },
  { given: 'sprig.join(nil, ["a"])', want: 'a' },
  { given: 'sprig.maxf(nil)', want: 0 },
  { given: 'sprig.htmlDateInZone(0, nil)', want: '1970-01-01' },
  { given: 'sprig?.upper("a")', want: 'A' },
  { given: 'sprig.list(nil, nil)', want: [null, null] },
  { given: 'sprig.pick({"a": 1}, "a")', want: { a: 1 } },
  { given: 'let up = sprig.upper; up("a")', want: 'A' },
  { given: 'map(["a", "b"], sprig.upper(#))', want: ['A', 'B'] },
  { given: 'sprig.default(nil, nil)', want: null },
  { given: 'sprig.sortAlpha(["b", "a"]) | join(",")', want: 'a,b' },
  { given: 'asInt("3") + asFloat("1.5")', want: 4.5 },
  { given: 'toJson(list)', want: '[3,1,2]' },
  { given: 'sprig.dict("a", nil)', want: { a: null } },
  { given: 'sprig.pluck("a", nil)', want: [] },
  { given: 'sprig.seq(nil)', want: '1 0' },
])('$given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'sprig["upper"]("a")', want: 'unexpected token Bracket("(") (1:15)' },
  { given: '"a" | sprig.upper()', want: 'unexpected token Operator(".") (1:12)' },
  { given: 'list[0]()', want: 'unexpected token Bracket("(") (1:8)' },
])('cannot read $given', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_SYNTAX', message: expect.stringContaining(want) }),
  );
});

test.for([
  { given: 'toJson()', want: 'not enough arguments to call toJson (1:1)' },
  { given: 'toJson(1, 2)', want: 'too many arguments to call toJson (1:1)' },
  { given: 'jsonpath("{}")', want: 'not enough arguments to call jsonpath (1:1)' },
  { given: 'nothing("a")', want: 'nothing is nil; cannot call nil as function (1:1)' },
  { given: 'item("a")', want: 'map[string]interface {} is not callable (1:1)' },
  { given: 'sprig("a")', want: 'map[string]interface {} is not callable (1:1)' },
])('refuses $given before it runs', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_TYPE', message: expect.stringContaining(want) }),
  );
});

test.for([
  { given: 'sprig.trim()', want: 'invalid number of arguments: expected 1, got 0 (1:7)' },
  { given: 'sprig.trim("a", "b")', want: 'invalid number of arguments: expected 1, got 2 (1:7)' },
  { given: 'sprig.trim(1)', want: 'reflect: Call using int as type string (1:7)' },
  { given: 'sprig.trim(true)', want: 'reflect: Call using bool as type string (1:7)' },
  { given: 'sprig.trim(list)', want: 'reflect: Call using []interface {} as type string (1:7)' },
  { given: 'sprig.atoi(1.5)', want: 'reflect: Call using float64 as type string (1:7)' },
  { given: 'sprig.repeat("a", 2)', want: 'reflect: Call using string as type int (1:7)' },
  { given: 'sprig.repeat(fromJSON("2"), "a")', want: 'reflect: Call using float64 as type int (1:7)' },
  { given: 'sprig.round(1)', want: 'invalid number of arguments: expected at least 2, got 1 (1:7)' },
  { given: 'sprig.pick({}, 1)', want: 'reflect: cannot use int as type string in Call (1:7)' },
  {
    given: 'sprig.pick([], "a")',
    want: 'reflect: Call using []interface {} as type map[string]interface {} (1:7)',
  },
  { given: 'sprig.nope("a")', want: 'invalid operation: cannot call nil (1:7)' },
  { given: 'any.f()', want: 'invalid operation: cannot call nil (1:5)' },
  { given: 'item.k()', want: 'invalid operation: cannot call non-function of type string (1:6)' },
  {
    given: 'sprig.keys([1])',
    want: 'reflect: cannot use []interface {} as type map[string]interface {} in Call (1:7)',
  },
  { given: 'sprig.unixEpoch("a")', want: 'reflect: Call using string as type time.Time (1:7)' },
  { given: 'sprig.until(1.5)', want: 'reflect: Call using float64 as type int (1:7)' },
  { given: 'sprig.seq("a")', want: 'reflect: cannot use string as type int in Call (1:7)' },
  { given: 'sprig.ternary(1, 2, "a")', want: 'reflect: Call using string as type bool (1:7)' },
  { given: 'asInt([1])', want: 'invalid operation: int([]interface {}) (1:1)' },
  { given: 'asFloat("x")', want: 'invalid operation: float(x) (1:1)' },
  {
    given: 'sprig.merge({}, [1])',
    want: 'reflect: cannot use []interface {} as type map[string]interface {} in Call (1:7)',
  },
  {
    given: 'sprig.set(list, "a", 1)',
    want: 'reflect: Call using []interface {} as type map[string]interface {} (1:7)',
  },
  { given: 'sprig.htmlDateInZone(0, 1)', want: 'reflect: Call using int as type string (1:7)' },
  { given: 'sprig.dig()', want: 'dig needs at least three arguments (1:7)' },
])('fails on $given', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_EVALUATION', message: expect.stringContaining(want) }),
  );
});
