import { expect, test } from 'vitest';
import { evaluateExpression } from '../runtime/evaluate-expression.ts';

const environment = {
  n: 7,
  half: 2.5,
  text: 'abc',
  list: [3, 1, 2],
  words: ['pear', 'fig', 'apple'],
  item: { k: 'v', n: 4 },
  nothing: null,
  yes: true,
};

const evaluate = (text: string): unknown => evaluateExpression(text, environment);

test.for([
  { given: 'len("")', want: 0n },
  { given: 'len("héllo")', want: 5n },
  { given: 'len("日本")', want: 2n },
  { given: 'len([])', want: 0n },
  { given: 'len(list)', want: 3n },
  { given: 'len({"a": 1, "b": 2})', want: 2n },
  { given: 'len(item)', want: 2n },
  { given: 'len(split("a,b", ","))', want: 2n },
  { given: 'len(b"\\xff\\x00")', want: 2n },
  { given: 'len(1..4)', want: 4n },
])('len: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'type(1)', want: 'int' },
  { given: 'type(1.0)', want: 'float' },
  { given: 'type(n)', want: 'float' },
  { given: 'type("a")', want: 'string' },
  { given: 'type(true)', want: 'bool' },
  { given: 'type(nil)', want: 'nil' },
  { given: 'type(nothing)', want: 'nil' },
  { given: 'type(list)', want: 'array' },
  { given: 'type(1..2)', want: 'array' },
  { given: 'type(item)', want: 'map' },
  { given: 'type({})', want: 'map' },
  { given: 'type(b"a")', want: 'array' },
  { given: 'type(date("2024-02-29"))', want: 'time.Time' },
  { given: 'type(duration("1s"))', want: 'time.Duration' },
  { given: 'type(sprig.trim)', want: 'func' },
  { given: 'type(sprig.int64(1))', want: 'int' },
  { given: 'type(b"a"[0])', want: 'uint' },
  { given: 'type(date("2024-02-29").Weekday())', want: 'time.Weekday' },
])('type: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'first(list)', want: 3 },
  { given: 'last(list)', want: 2 },
  { given: 'first([])', want: null },
  { given: 'last([])', want: null },
  { given: 'first(words)', want: 'pear' },
  { given: 'last([[1], [2]])', want: [2n] },
  { given: 'first(1..3) + 1', want: 2n },
  { given: 'first(b"ab") + 0', want: 97n },
  { given: 'first(item.k) == 118', want: true },
])('first and last: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'get(list, 1)', want: 1 },
  { given: 'get(list, -1)', want: 2 },
  { given: 'get(list, 9)', want: null },
  { given: 'get(list, -9)', want: null },
  { given: 'get(item, "k")', want: 'v' },
  { given: 'get(item, "nope")', want: null },
  { given: 'get({"a": {"b": 1}}, "a")', want: { b: 1n } },
  { given: 'get($env, "text")', want: 'abc' },
  { given: 'get($env, "nope")', want: null },
  { given: 'get(item.k, 0) == 118', want: true },
  { given: 'get(item.k, 5)', want: null },
  { given: 'get(1..3, 2)', want: 3n },
  { given: 'get(fromJSON("5"), "k")', want: null },
])('get: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'take(list, 2)', want: [3, 1] },
  { given: 'take(list, 0)', want: [] },
  { given: 'take(list, 99)', want: [3, 1, 2] },
  { given: 'take([], 1)', want: [] },
  { given: 'take(words, 1)', want: ['pear'] },
  { given: 'take(1..5, 3)', want: [1n, 2n, 3n] },
  { given: 'take(split("a b c", " "), 2)', want: ['a', 'b'] },
  { given: 'take(list, len(list) - 1)', want: [3, 1] },
  { given: 'take(list, sprig.int64(1))', want: [3] },
])('take: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'sort(keys({"b": 1, "a": 2}))', want: ['a', 'b'] },
  { given: 'keys({})', want: [] },
  { given: 'sort(values({"b": 1, "a": 2}))', want: [1n, 2n] },
  { given: 'values({})', want: [] },
  { given: 'toPairs({"a": 1})', want: [['a', 1n]] },
  { given: 'toPairs({})', want: [] },
  { given: 'toPairs({"k": [1]})', want: [['k', [1n]]] },
  { given: 'sort(keys(item))', want: ['k', 'n'] },
  {
    given: 'fromPairs([["a", 1], ["b", nil]])',
    want: new Map<unknown, unknown>([
      ['a', 1n],
      ['b', null],
    ]),
  },
  { given: 'fromPairs([])', want: new Map<unknown, unknown>([]) },
  { given: 'fromPairs([["a", 1], ["a", 2]])', want: new Map<unknown, unknown>([['a', 2n]]) },
  { given: 'fromPairs([[1, "x"]])[1]', want: 'x' },
  { given: 'fromPairs(toPairs({"a": "b"}))["a"]', want: 'b' },
])('keys, values and pairs: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'reverse(list)', want: [2, 1, 3] },
  { given: 'reverse([])', want: [] },
  { given: 'reverse([1, "a", nil])', want: [null, 'a', 1n] },
  { given: 'reverse(1..3)', want: [3n, 2n, 1n] },
  { given: 'uniq([1, 2, 1, 3, 2])', want: [1n, 2n, 3n] },
  { given: 'uniq([])', want: [] },
  { given: 'uniq(["a", "b", "a"])', want: ['a', 'b'] },
  { given: 'uniq([1, 1.0, "1"])', want: [1n, '1'] },
  { given: 'uniq([[1], [1], [2]])', want: [[1n], [2n]] },
  { given: 'uniq([nil, nil])', want: [null] },
  { given: 'uniq([{"a": 1}, {"a": 1}])', want: [{ a: 1n }] },
  { given: 'uniq([true, false, true])', want: [true, false] },
  { given: 'len(reverse(b"abc"))', want: 3n },
])('reverse and uniq: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'concat(list)', want: [3, 1, 2] },
  { given: 'concat(list, [4])', want: [3, 1, 2, 4n] },
  { given: 'concat([1], ["a"], [[2]])', want: [1n, 'a', [2n]] },
  { given: 'concat([], [])', want: [] },
  { given: 'concat(1..2, 3..4)', want: [1n, 2n, 3n, 4n] },
  { given: 'flatten([1, [2, [3, [4]]]])', want: [1n, 2n, 3n, 4n] },
  { given: 'flatten([])', want: [] },
  { given: 'flatten([[], [[]]])', want: [] },
  { given: 'flatten([["a"], "b"])', want: ['a', 'b'] },
  { given: 'flatten([[1..2], 3])', want: [1n, 2n, 3n] },
  { given: 'concat([], [1])', want: [1n] },
])('concat and flatten: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'sort(list)', want: [1, 2, 3] },
  { given: 'sort(words)', want: ['apple', 'fig', 'pear'] },
  { given: 'sort([3, 1.5, 2])', want: [1.5, 2n, 3n] },
  { given: 'sort(list, "desc")', want: [3, 2, 1] },
  { given: 'sort(words, "desc")', want: ['pear', 'fig', 'apple'] },
  { given: 'sort(list, "asc")', want: [1, 2, 3] },
  { given: 'sort([])', want: [] },
  { given: 'sort(["b", "B", "a"])', want: ['B', 'a', 'b'] },
  { given: 'sort([0.2, -1, 0.1])', want: [-1n, 0.1, 0.2] },
  { given: 'sort(1..3, "desc")', want: [3n, 2n, 1n] },
  { given: 'sort(split("c b a", " "))', want: ['a', 'b', 'c'] },
  { given: 'sort([date("2024-02-02"), date("2024-02-01")])[0].Day()', want: 1n },
  { given: 'sort([duration("2s"), duration("1s")])[0].String()', want: '1s' },
  { given: 'sort(["é", "z", "e"])', want: ['e', 'z', 'é'] },
])('sort: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'len(fromJSON("5"))', want: 'invalid argument for len (type float64) (1:1)' },
  { given: 'get(fromJSON("[1]"), "a")', want: 'invalid operation: int(string) (1:1)' },
  { given: 'take(list, -1)', want: 'reflect.Value.Slice: slice index out of bounds (1:1)' },
  { given: 'take(fromJSON("5"), 1)', want: 'cannot take from float64 (1:1)' },
  { given: 'take(list, fromJSON("1"))', want: 'cannot take float64 elements (1:1)' },
  { given: 'keys(fromJSON("[1]"))', want: 'cannot get keys from slice (1:1)' },
  { given: 'values(fromJSON("[1]"))', want: 'cannot get values from slice (1:1)' },
  { given: 'toPairs(fromJSON("[1]"))', want: 'cannot transform slice to pairs (1:1)' },
  { given: 'keys(fromJSON("null"))', want: 'cannot get keys from invalid (1:1)' },
  { given: 'fromPairs([1])', want: 'invalid pair 1 (1:1)' },
  { given: 'fromPairs([[1]])', want: 'invalid pair length [1] (1:1)' },
  { given: 'fromPairs([[1, 2, 3]])', want: 'invalid pair length [1 2 3] (1:1)' },
  { given: 'fromPairs([[[1], 2]])', want: 'runtime error: hash of unhashable type []interface {} (1:1)' },
  { given: 'reverse(fromJSON("5"))', want: 'cannot reverse float64 (1:1)' },
  { given: 'uniq(fromJSON("\\"a\\""))', want: 'cannot uniq string (1:1)' },
  { given: 'uniq(fromJSON("null"))', want: 'cannot uniq invalid (1:1)' },
  { given: 'concat(list, fromJSON("5"))', want: 'cannot concat float64 (1:1)' },
  { given: 'flatten(fromJSON("5"))', want: 'cannot flatten float64 (1:1)' },
  { given: 'sort([1, "a"])', want: 'invalid operation: string < int (1:1)' },
  { given: 'sort([true, false])', want: 'invalid operation: bool < bool (1:1)' },
  { given: 'sort(list, "up")', want: 'invalid order up, expected asc or desc (1:1)' },
  { given: 'sort(list, fromJSON("5"))', want: 'sort order argument must be a string (got float64) (1:1)' },
  { given: 'sort([[1], [2]])', want: 'invalid operation: []interface {} < []interface {} (1:1)' },
  { given: 'sort([nil, 1])', want: 'invalid operation: int < <nil> (1:1)' },
])('fails on $given', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_EVALUATION', message: expect.stringContaining(want) }),
  );
});
