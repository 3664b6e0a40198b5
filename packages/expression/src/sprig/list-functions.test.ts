import { expect, test } from 'vitest';
import { evaluateExpression } from '../runtime/evaluate-expression.ts';
import { toPlainValue } from '../to-plain-value.ts';

const environment = { list: [3, 1, 2], item: { k: 'v', n: 4 }, nothing: null, text: 'abc' };

const evaluate = (text: string): unknown => toPlainValue(evaluateExpression(text, environment));

test.for([
  { given: 'sprig.list(1, "a")', want: [1, 'a'] },
  { given: 'sprig.list()', want: [] },
  { given: 'sprig.tuple(1, nil)', want: [1, null] },
  { given: 'sprig.append([1], 2)', want: [1, 2] },
  { given: 'sprig.push([1], [2])', want: [1, [2]] },
  { given: 'sprig.mustAppend([], "a")', want: ['a'] },
  { given: 'sprig.mustPush(list, 4)', want: [3, 1, 2, 4] },
  { given: 'sprig.prepend([1], 0)', want: [0, 1] },
  { given: 'sprig.mustPrepend([], nil)', want: [null] },
  { given: 'sprig.concat([1], ["a"], [])', want: [1, 'a'] },
  { given: 'sprig.concat()', want: null },
  { given: 'sprig.concat([])', want: null },
])('list: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'sprig.first(list)', want: 3 },
  { given: 'sprig.first([])', want: null },
  { given: 'sprig.mustFirst(["a"])', want: 'a' },
  { given: 'sprig.last(list)', want: 2 },
  { given: 'sprig.last([])', want: null },
  { given: 'sprig.mustLast([1, 2])', want: 2 },
  { given: 'sprig.rest(list)', want: [1, 2] },
  { given: 'sprig.rest([1])', want: [] },
  { given: 'sprig.rest([])', want: null },
  { given: 'sprig.mustRest(list)', want: [1, 2] },
  { given: 'sprig.initial(list)', want: [3, 1] },
  { given: 'sprig.initial([])', want: null },
  { given: 'sprig.mustInitial([1, 2])', want: [1] },
  { given: 'sprig.slice(list, 1)', want: [1, 2] },
  { given: 'sprig.slice(list, 1, 2)', want: [1] },
  { given: 'sprig.slice(list)', want: [3, 1, 2] },
  { given: 'sprig.slice([], 1)', want: null },
  { given: 'sprig.slice(list, "1")', want: [1, 2] },
  { given: 'sprig.mustSlice(list, 0, 2)', want: [3, 1] },
  { given: 'sprig.chunk(2, list)', want: [[3, 1], [2]] },
  { given: 'sprig.chunk(5, list)', want: [[3, 1, 2]] },
  { given: 'sprig.chunk(1, [])', want: [] },
  { given: 'sprig.mustChunk(1, ["a", "b"])', want: [['a'], ['b']] },
  { given: 'sprig.first(1..3)', want: 1 },
  { given: 'sprig.first(split("a b", " "))', want: 'a' },
])('parts: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'sprig.reverse(list)', want: [2, 1, 3] },
  { given: 'sprig.reverse([])', want: [] },
  { given: 'sprig.mustReverse(["a", "b"])', want: ['b', 'a'] },
  { given: 'sprig.compact([0, 1, "", "a", nil, false, [], {}])', want: [1, 'a'] },
  { given: 'sprig.mustCompact([1])', want: [1] },
  { given: 'sprig.uniq([1, 2, 1, 1.0, "1"])', want: [1, 2, 1, '1'] },
  { given: 'sprig.uniq([])', want: [] },
  { given: 'sprig.mustUniq([nil, nil])', want: [null] },
  { given: 'sprig.uniq([[1], [1]])', want: [[1]] },
  { given: 'sprig.without([1, 2, 3], 2, 3)', want: [1] },
  { given: 'sprig.without(["a", "b"], "a")', want: ['b'] },
  { given: 'sprig.without([1], 1.0)', want: [1] },
  { given: 'sprig.mustWithout(list)', want: [3, 1, 2] },
  { given: 'sprig.has(1, [1, 2])', want: true },
  { given: 'sprig.has("a", [1])', want: false },
  { given: 'sprig.has(3, list)', want: false },
  { given: 'sprig.has(3.0, list)', want: true },
  { given: 'sprig.has(nil, [nil])', want: true },
  { given: 'sprig.has(1, nil)', want: false },
  { given: 'sprig.mustHas({"a": 1}, [{"a": 1}])', want: true },
])('order and choice: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'sprig.first("abc")', want: 'Cannot find first on type string (1:7)' },
  { given: 'sprig.last(1)', want: 'Cannot find last on type int (1:7)' },
  { given: 'sprig.rest(item)', want: 'Cannot find rest on type map (1:7)' },
  { given: 'sprig.initial("a")', want: 'Cannot find initial on type string (1:7)' },
  { given: 'sprig.reverse(true)', want: 'Cannot find reverse on type bool (1:7)' },
  { given: 'sprig.uniq("a")', want: 'Cannot find uniq on type string (1:7)' },
  { given: 'sprig.compact(1)', want: 'Cannot compact on type int (1:7)' },
  { given: 'sprig.without(1, 2)', want: 'Cannot find without on type int (1:7)' },
  { given: 'sprig.has(1, 2)', want: 'Cannot find has on type int (1:7)' },
  { given: 'sprig.append(1, 2)', want: 'Cannot push on type int (1:7)' },
  { given: 'sprig.prepend("a", 1)', want: 'Cannot prepend on type string (1:7)' },
  {
    given: 'sprig.push(nil, 1)',
    want: 'runtime error: invalid memory address or nil pointer dereference (1:7)',
  },
  {
    given: 'sprig.first(nil)',
    want: 'runtime error: invalid memory address or nil pointer dereference (1:7)',
  },
  { given: 'sprig.slice("abc", 1)', want: 'list should be type of slice or array but string (1:7)' },
  { given: 'sprig.slice(list, 4)', want: 'reflect.Value.Slice: slice index out of bounds (1:7)' },
  { given: 'sprig.slice(list, 2, 1)', want: 'reflect.Value.Slice: slice index out of bounds (1:7)' },
  { given: 'sprig.slice(list, -1)', want: 'reflect.Value.Slice: slice index out of bounds (1:7)' },
  { given: 'sprig.chunk(0, list)', want: 'runtime error: makeslice: len out of range (1:7)' },
  { given: 'sprig.chunk(2, "abc")', want: 'Cannot chunk type string (1:7)' },
  { given: 'sprig.concat([1], 2)', want: 'Cannot concat type int as list (1:7)' },
  {
    given: 'sprig.concat(nil)',
    want: 'runtime error: invalid memory address or nil pointer dereference (1:7)',
  },
  { given: 'sprig.first()', want: 'invalid number of arguments: expected 1, got 0 (1:7)' },
  { given: 'sprig.append([1])', want: 'invalid number of arguments: expected 2, got 1 (1:7)' },
  { given: 'sprig.chunk("2", list)', want: 'reflect: Call using string as type int (1:7)' },
])('fails on $given', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_EVALUATION', message: expect.stringContaining(want) }),
  );
});
