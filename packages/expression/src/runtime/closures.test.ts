import { expect, test } from 'vitest';
import { evaluateExpression } from './evaluate-expression.ts';

const environment = {
  list: [3, 1, 2],
  words: ['pear', 'fig', 'apple'],
  objects: [
    { n: 'a', v: 3 },
    { n: 'b', v: 1 },
    { n: 'a', v: 2 },
  ],
  item: { k: 'v' },
  text: 'abc',
};

const evaluate = (text: string): unknown => evaluateExpression(text, environment);

test.for([
  { given: 'all(list, # > 0)', want: true },
  { given: 'all(list, # > 1)', want: false },
  { given: 'all([], false)', want: true },
  { given: 'none(list, # > 9)', want: true },
  { given: 'none(list, # > 2)', want: false },
  { given: 'none([], true)', want: true },
  { given: 'any(list, # == 2)', want: true },
  { given: 'any(list, # == 9)', want: false },
  { given: 'any([], true)', want: false },
  { given: 'one(list, # == 2)', want: true },
  { given: 'one(list, # > 1)', want: false },
  { given: 'one([], true)', want: false },
  { given: 'all(objects, .v > 0)', want: true },
  { given: 'any(objects, .n == "b")', want: true },
  { given: 'all(list, {# > 0})', want: true },
  { given: 'all(1..3, # < 4)', want: true },
  { given: 'any(list, fromJSON("true"))', want: true },
  { given: 'all(b"ab", # > 96)', want: true },
  { given: 'all(words, len(#) > 2)', want: true },
])('tests: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'filter(list, # > 1)', want: [3, 2] },
  { given: 'filter([], true)', want: [] },
  {
    given: 'filter(objects, .n == "a")',
    want: [
      { n: 'a', v: 3 },
      { n: 'a', v: 2 },
    ],
  },
  { given: 'filter(words, # startsWith "a")', want: ['apple'] },
  { given: 'filter(1..6, # % 2 == 0)', want: [2n, 4n, 6n] },
  { given: 'find(list, # < 3)', want: 1 },
  { given: 'find(list, # > 9)', want: null },
  { given: 'findLast(list, # < 3)', want: 2 },
  { given: 'findLast(list, # > 9)', want: null },
  { given: 'findIndex(list, # == 1)', want: 1n },
  { given: 'findIndex(list, # == 9)', want: null },
  { given: 'findLastIndex(list, # < 3)', want: 2n },
  { given: 'findLastIndex([], true)', want: null },
  { given: 'find(objects, .v == 2).n', want: 'a' },
  { given: 'find(objects, .v == 9)?.n', want: null },
  { given: 'count(list, # > 1)', want: 2n },
  { given: 'count([true, false, true])', want: 2n },
  { given: 'count(list, # > 9)', want: 0n },
  { given: 'count([])', want: 0n },
  { given: 'filter(list, # > 1)[0]', want: 3 },
  { given: 'filter(list, # > 1)[-1]', want: 2 },
  { given: 'filter(list, # > 1)[1]', want: 2 },
  { given: 'first(filter(list, # > 1))', want: 3 },
  { given: 'last(filter(list, # > 1))', want: 2 },
  { given: 'first(filter(list, # > 9))', want: null },
  { given: 'last(filter([], true))', want: null },
  { given: 'len(filter(list, # > 1))', want: 2n },
  { given: 'count(list, # > 1) > 0', want: true },
  { given: 'count(list, # > 9) > 0', want: false },
  { given: 'count(list, # > 1) >= 1', want: true },
  { given: 'count(list, # > 1) >= 2', want: true },
  { given: 'filter(list, # in [1, 3])', want: [3, 1] },
])('choices: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'map(list, # * 2)', want: [6, 2, 4] },
  { given: 'map([], # * 2)', want: [] },
  { given: 'map(words, upper(#))', want: ['PEAR', 'FIG', 'APPLE'] },
  { given: 'map(objects, .n)', want: ['a', 'b', 'a'] },
  { given: 'map(objects, {.v + 1})', want: [4, 2, 3] },
  { given: 'map(list, #index)', want: [0n, 1n, 2n] },
  { given: 'map(list, # + #index)', want: [3, 2, 4] },
  { given: 'map(objects, ({"x": .v}))', want: [{ x: 3 }, { x: 1 }, { x: 2 }] },
  { given: 'map(1..3, # ** 2)', want: [1, 4, 9] },
  { given: 'map(list, nil ?? #)', want: [3, 1, 2] },
  { given: 'map([[1, 2], [3]], sum(#))', want: [3n, 3n] },
  { given: 'map([[1, 2], [3]], map(#, # + 1))', want: [[2n, 3n], [4n]] },
  { given: 'map(list, let x = #; x * x)', want: [9, 1, 4] },
  { given: 'sum(list)', want: 6 },
  { given: 'sum([])', want: 0n },
  { given: 'sum([1, 2, 3])', want: 6n },
  { given: 'sum([1.5, 2])', want: 3.5 },
  { given: 'sum(list, # * 2)', want: 12 },
  { given: 'sum(objects, .v)', want: 6 },
  { given: 'sum(map(list, # + 1))', want: 9 },
  { given: 'sum([1])', want: 1n },
  { given: 'sum(1..4)', want: 10n },
  { given: 'sum([list[0], 1])', want: 4 },
  { given: 'sum([0.1, 0.2, 0.3])', want: 0.6000000000000001 },
  { given: 'list | map(# + 1) | filter(# > 2) | len()', want: 2n },
])('maps and sums: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  {
    given: 'groupBy(objects, .n)',
    want: new Map<unknown, unknown>([
      [
        'a',
        [
          { n: 'a', v: 3 },
          { n: 'a', v: 2 },
        ],
      ],
      ['b', [{ n: 'b', v: 1 }]],
    ]),
  },
  { given: 'groupBy([], #)', want: new Map<unknown, unknown>([]) },
  {
    given: 'groupBy(list, # > 1)',
    want: new Map<unknown, unknown>([
      [false, [1]],
      [true, [3, 2]],
    ]),
  },
  {
    given: 'groupBy([1, 1.0, "1", nil], #)',
    want: new Map<unknown, unknown>([
      ['1', ['1']],
      [1, [1]],
      [1n, [1n]],
      [null, [null]],
    ]),
  },
  {
    given: 'groupBy(words, len(#))',
    want: new Map<unknown, unknown>([
      [3n, ['fig']],
      [4n, ['pear']],
      [5n, ['apple']],
    ]),
  },
  {
    given: 'sortBy(objects, .v)',
    want: [
      { n: 'b', v: 1 },
      { n: 'a', v: 2 },
      { n: 'a', v: 3 },
    ],
  },
  {
    given: 'sortBy(objects, .v, "desc")',
    want: [
      { n: 'a', v: 3 },
      { n: 'a', v: 2 },
      { n: 'b', v: 1 },
    ],
  },
  {
    given: 'sortBy(objects, .n)',
    want: [
      { n: 'a', v: 3 },
      { n: 'a', v: 2 },
      { n: 'b', v: 1 },
    ],
  },
  { given: 'sortBy(list, -#)', want: [3, 2, 1] },
  { given: 'sortBy(list, #, "asc")', want: [1, 2, 3] },
  { given: 'sortBy([], #)', want: [] },
  { given: 'sortBy(words, len(#))', want: ['fig', 'pear', 'apple'] },
  { given: 'sortBy(words, #, "desc")', want: ['pear', 'fig', 'apple'] },
  { given: 'map(sortBy(objects, .v), .v)', want: [1, 2, 3] },
  {
    given: 'map(sortBy([date("2024-02-01"), date("2024-01-01")], #), #.Month().String())',
    want: ['January', 'February'],
  },
  { given: 'len(groupBy(objects, .n))', want: 2n },
])('groups and orders: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'reduce(list, #acc + #)', want: 6 },
  { given: 'reduce(list, #acc + #, 10)', want: 16 },
  { given: 'reduce([], #acc + #, 0)', want: 0n },
  { given: 'reduce([5], #acc + #)', want: 5n },
  { given: 'reduce(words, #acc + "," + #)', want: 'pear,fig,apple' },
  { given: 'reduce(list, #acc + #index, 0)', want: 3n },
  { given: 'reduce(1..4, #acc * #)', want: 24n },
  { given: 'reduce(list, max(#acc, #))', want: 3 },
  { given: 'reduce(objects, #acc + .v, 0)', want: 6 },
  { given: 'reduce(list, concat(#acc, [#]), [])', want: [3, 1, 2] },
  { given: 'reduce(words, ({"n": len(#)}), nil)', want: { n: 5n } },
  { given: 'reduce([1, 2], #acc ?? 0)', want: 1n },
])('reductions: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'all(list)', want: 'expected at least 2 arguments (1:9)' },
  { given: 'filter()', want: 'expected at least 2 arguments (1:8)' },
  { given: 'reduce(list)', want: 'expected at least 3 arguments (1:12)' },
  { given: 'sortBy(list)', want: 'expected at least 3 arguments (1:12)' },
  { given: 'sortBy(list, #, "asc", 1)', want: 'unexpected token Number("1") (1:24)' },
  { given: 'sum()', want: 'expected at least 2 arguments (1:5)' },
  { given: 'findIndex(list)', want: 'expected at least 2 arguments (1:15)' },
  { given: 'map(list, .x.y', want: 'unexpected token EOF (1:14)' },
  { given: 'map(list, .)', want: 'expected name (1:12)' },
  { given: 'map(list, {#)', want: 'unexpected token Bracket(")") (1:13)' },
])('cannot read $given', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_SYNTAX', message: expect.stringContaining(want) }),
  );
});

test.for([
  { given: 'map(1, #)', want: 'builtin map takes only array (got int) (1:5)' },
  { given: 'map("abc", #)', want: 'builtin map takes only array (got string) (1:5)' },
  { given: 'all(item, true)', want: 'builtin all takes only array (got map[string]interface {}) (1:5)' },
  { given: 'filter({}, true)', want: 'builtin filter takes only array (got map[string]interface {}) (1:8)' },
  { given: 'any(list, 1)', want: 'predicate should return boolean (got int) (1:11)' },
  { given: 'all(list, "a")', want: 'predicate should return boolean (got string) (1:11)' },
  { given: 'filter(list, nil)', want: 'predicate should has one input and one output param (1:14)' },
  { given: 'map(list, nil)', want: 'predicate should has one input and one output param (1:11)' },
  { given: 'map(list, #nope)', want: 'unknown pointer #nope (1:11)' },
  { given: 'map(list, #acc)', want: 'unknown pointer #acc (1:11)' },
  { given: 'filter(list, #index > 0)', want: 'unknown pointer #index (1:14)' },
  { given: 'reduce(1, #)', want: 'builtin reduce takes only array (got int) (1:8)' },
  { given: 'reduce(list, nil)', want: 'predicate should has two input and one output param (1:14)' },
  { given: 'sortBy(list, #, 1)', want: 'sortBy order argument must be a string (got int) (1:17)' },
  { given: 'groupBy("a", #)', want: 'builtin groupBy takes only array (got string) (1:9)' },
  { given: 'sum(1)', want: 'builtin sum takes only array (got int) (1:5)' },
  {
    given: 'sum(list, nil)',
    want: 'cannot use func(interface {}) as argument (type func(interface {}) bool) to call sum  (1:11)',
  },
  { given: 'count(1)', want: 'builtin count takes only array (got int) (1:7)' },
  { given: 'count(list, 1)', want: 'predicate should return boolean (got int) (1:13)' },
  { given: 'count("a")', want: 'builtin count takes only array (got string) (1:7)' },
  { given: 'find(list, 1)', want: 'predicate should return boolean (got int) (1:12)' },
  { given: 'map(nil, #)', want: 'builtin map takes only array (got unknown) (1:5)' },
  { given: 'filter(words, # > 1 ? 1 : 2)', want: 'predicate should return boolean (got int) (1:15)' },
  { given: 'any(nope, true)', want: 'unknown name nope (1:5)' },
  { given: 'all(1..3, len(#) > 1)', want: 'invalid argument for len (type int) (1:11)' },
])('refuses $given before it runs', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_TYPE', message: expect.stringContaining(want) }),
  );
});

test.for([
  { given: 'sortBy([nil, nil], #)', want: 'predicate should has one input and one output param (1:20)' },
])('refuses $given before it runs', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_TYPE', message: expect.stringContaining(want) }),
  );
});

test.for([
  {
    given: 'all(list, fromJSON("1"))',
    want: 'interface conversion: interface {} is float64, not bool (1:1)',
  },
  { given: 'any(list, #)', want: 'interface conversion: interface {} is float64, not bool (1:1)' },
  { given: 'none(list, nil ?? #)', want: 'interface conversion: interface {} is float64, not bool (1:1)' },
  {
    given: 'filter(list, fromJSON("null"))',
    want: 'interface conversion: interface {} is nil, not bool (1:1)',
  },
  { given: 'find(words, #)', want: 'interface conversion: interface {} is string, not bool (1:1)' },
  { given: 'count(list)', want: 'interface conversion: interface {} is float64, not bool (1:1)' },
  { given: 'count([fromJSON("1")])', want: 'interface conversion: interface {} is float64, not bool (1:1)' },
  { given: 'map(fromJSON("5"), #)', want: 'reflect: call of reflect.Value.Len on float64 Value (1:1)' },
  { given: 'filter(fromJSON("null"), true)', want: 'reflect: call of reflect.Value.Len on zero Value (1:1)' },
  {
    given: 'all(fromJSON("{\\"a\\": 1}"), # == 1)',
    want: 'reflect: call of reflect.Value.Index on map Value (1:29)',
  },
  {
    given: 'map(fromJSON("{\\"a\\": 1}"), #)',
    want: 'reflect: call of reflect.Value.Index on map Value (1:29)',
  },
  {
    given: 'filter(fromJSON("{\\"a\\": 1}"), true)',
    want: 'reflect: call of reflect.Value.Index on map Value (1:1)',
  },
  { given: 'sum(fromJSON("true"))', want: 'reflect: call of reflect.Value.Len on bool Value (1:1)' },
  { given: 'sum(words)', want: 'invalid operation: string + int (1:1)' },
  { given: 'sum(list, "a")', want: 'invalid operation: string + int (1:1)' },
  { given: 'sum([1, "a"])', want: 'invalid operation: string + int (1:1)' },
  { given: 'sum([list[0], "a"])', want: 'invalid operation: float64 + string (1:1)' },
  { given: 'sum([nil, 1])', want: 'invalid operation: <nil> + int (1:1)' },
  { given: 'reduce([], #acc)', want: 'reduce of empty array with no initial value (1:1)' },
  { given: 'reduce(list, #acc + "a")', want: 'invalid operation: float64 + string (1:19)' },
  { given: 'sortBy(list, #, "up")', want: 'unknown order, use asc or desc (1:1)' },
  { given: 'sortBy(list, #, fromJSON("1"))', want: 'sortBy order argument must be a string (1:1)' },
  { given: 'sortBy([1, "a"], #)', want: 'invalid operation: string < int (1:1)' },
  {
    given: 'sortBy(objects, #)',
    want: 'invalid operation: map[string]interface {} < map[string]interface {} (1:1)',
  },
  { given: 'groupBy(list, [#])', want: 'hash of unhashable type: []interface {} (1:1)' },
  { given: 'groupBy([{}], #)', want: 'hash of unhashable type: map[string]interface {} (1:1)' },
  { given: 'map(list, #.x)', want: 'cannot fetch x from float64 (1:13)' },
  { given: 'filter(objects, .nope > 1)', want: 'invalid operation: <nil> > int (1:23)' },
  { given: 'filter(list, # > 9)[0]', want: 'reflect: slice index out of range (1:20)' },
  { given: 'filter(list, # > 9)[-1]', want: 'reflect: slice index out of range (1:20)' },
  { given: 'filter(list, # > 9)[1]', want: 'index out of range: 1 (array length is 0) (1:20)' },
  { given: 'map(words, # + 1)', want: 'invalid operation: string + int (1:14)' },
  { given: 'map(1..999999, map(1..9, #))', want: 'memory budget exceeded (1:21)' },
])('fails on $given', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_EVALUATION', message: expect.stringContaining(want) }),
  );
});
