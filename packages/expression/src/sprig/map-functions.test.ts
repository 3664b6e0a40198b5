import { expect, test } from 'vitest';
import { evaluateExpression } from '../runtime/evaluate-expression.ts';
import { toPlainValue } from '../to-plain-value.ts';

const environment = { list: [3, 1, 2], item: { k: 'v', n: 4 }, nothing: null, text: 'abc' };

const evaluate = (text: string): unknown => toPlainValue(evaluateExpression(text, environment));

test.for([
  { given: 'sprig.dict("a", 1, "b", [2])', want: { a: 1, b: [2] } },
  { given: 'sprig.dict()', want: {} },
  { given: 'sprig.dict("a")', want: { a: '' } },
  { given: 'sprig.dict(1, 2)', want: { '1': 2 } },
  { given: 'sprig.get(item, "k")', want: 'v' },
  { given: 'sprig.get(item, "nope")', want: '' },
  { given: 'sprig.set({"a": 1}, "b", 2)', want: { a: 1, b: 2 } },
  { given: 'sprig.set({"a": 1}, "a", nil)', want: { a: null } },
  { given: 'sprig.unset({"a": 1, "b": 2}, "a")', want: { b: 2 } },
  { given: 'sprig.unset({}, "a")', want: {} },
  { given: 'sprig.hasKey(item, "k")', want: true },
  { given: 'sprig.hasKey(item, "z")', want: false },
  { given: 'sprig.hasKey({"a": nil}, "a")', want: true },
  { given: 'sprig.pluck("a", {"a": 1}, {"b": 2}, {"a": nil})', want: [1, null] },
  { given: 'sprig.pluck("a")', want: [] },
  { given: 'sort(sprig.keys({"b": 1, "a": 2}))', want: ['a', 'b'] },
  { given: 'sprig.keys({"a": 1}, {"b": 2})', want: ['a', 'b'] },
  { given: 'sprig.keys({})', want: [] },
  { given: 'sprig.keys()', want: [] },
  { given: 'sprig.values({"a": [1]})', want: [[1]] },
  { given: 'sprig.values({})', want: [] },
  { given: 'sprig.pick({"a": 1, "b": 2}, "a", "z")', want: { a: 1 } },
  { given: 'sprig.pick({"a": 1})', want: {} },
  { given: 'sprig.omit({"a": 1, "b": 2}, "a", "z")', want: { b: 2 } },
  { given: 'sprig.omit({"a": 1})', want: { a: 1 } },
  { given: 'sprig.merge({"a": 1}, {"a": 2, "b": 3})', want: { a: 1, b: 3 } },
  { given: 'sprig.merge({"a": ""}, {"a": 2})', want: { a: 2 } },
  { given: 'sprig.merge({"a": 0, "b": nil}, {"a": false, "b": []})', want: { a: false, b: [] } },
  { given: 'sprig.merge({"n": {"x": 1} }, {"n": {"x": 2, "y": 3} })', want: { n: { x: 1, y: 3 } } },
  { given: 'sprig.merge({}, {"a": 1}, {"a": 2, "c": 4})', want: { a: 1, c: 4 } },
  { given: 'sprig.merge({"a": [1]}, {"a": [2, 3]})', want: { a: [1] } },
  { given: 'sprig.merge({"a": 1}, {"a": {"b": 2} })', want: { a: 1 } },
  { given: 'sprig.mustMerge({"a": 1}, {"b": 2})', want: { a: 1, b: 2 } },
  { given: 'sprig.mergeOverwrite({"a": 1, "c": 1}, {"a": 2, "b": 3})', want: { a: 2, b: 3, c: 1 } },
  { given: 'sprig.mergeOverwrite({"a": 1}, {"a": ""})', want: { a: '' } },
  { given: 'sprig.mergeOverwrite({"n": {"x": 1, "y": 1} }, {"n": {"x": 2} })', want: { n: { x: 2, y: 1 } } },
  { given: 'sprig.mergeOverwrite({"a": 1}, {"a": nil, "b": nil})', want: { a: null, b: null } },
  { given: 'sprig.mustMergeOverwrite({"a": 1}, {"a": 2}, {"a": 3})', want: { a: 3 } },
  { given: 'sprig.mergeOverwrite({"a": {"x": 1} }, {"a": {} })', want: { a: { x: 1 } } },
  { given: 'sprig.mergeOverwrite({"a": {"x": 1} }, {"a": 5})', want: { a: 5 } },
  { given: 'sprig.merge({"a": nil}, {"a": {"x": 5} })', want: { a: { x: 5 } } },
  { given: 'sprig.dig("a", "b", "d", {"a": {"b": 1} })', want: 1 },
  { given: 'sprig.dig("a", "z", "d", {"a": {"b": 1} })', want: 'd' },
  { given: 'sprig.dig("k", "d", item)', want: 'v' },
  { given: 'sprig.dig("z", "y", "d", {})', want: 'd' },
  { given: 'sprig.dig("a", nil, {"b": 1})', want: null },
])('$given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  {
    given: 'sprig.get([1], "a")',
    want: 'reflect: Call using []interface {} as type map[string]interface {} (1:7)',
  },
  { given: 'sprig.get({}, 1)', want: 'reflect: Call using int as type string (1:7)' },
  { given: 'sprig.get({})', want: 'invalid number of arguments: expected 2, got 1 (1:7)' },
  { given: 'sprig.set(item, "a")', want: 'invalid number of arguments: expected 3, got 2 (1:7)' },
  {
    given: 'sprig.hasKey("a", "b")',
    want: 'reflect: Call using string as type map[string]interface {} (1:7)',
  },
  { given: 'sprig.pick(1, "a")', want: 'reflect: Call using int as type map[string]interface {} (1:7)' },
  { given: 'sprig.omit({"a": 1}, 2)', want: 'reflect: cannot use int as type string in Call (1:7)' },
  { given: 'sprig.keys(1)', want: 'reflect: cannot use int as type map[string]interface {} in Call (1:7)' },
  {
    given: 'sprig.values([])',
    want: 'reflect: Call using []interface {} as type map[string]interface {} (1:7)',
  },
  { given: 'sprig.merge(1)', want: 'reflect: Call using int as type map[string]interface {} (1:7)' },
  {
    given: 'sprig.merge({}, 1)',
    want: 'reflect: cannot use int as type map[string]interface {} in Call (1:7)',
  },
  { given: 'sprig.dig("a", {})', want: 'dig needs at least three arguments (1:7)' },
  {
    given: 'sprig.dig("a", "d", 1)',
    want: 'interface conversion: interface {} is int, not map[string]interface {} (1:7)',
  },
  { given: 'sprig.dig(1, "d", {})', want: 'interface conversion: interface {} is int, not string (1:7)' },
  {
    given: 'sprig.dig("a", "b", "d", {"a": 1})',
    want: 'interface conversion: interface {} is int, not map[string]interface {} (1:7)',
  },
  { given: 'sprig.pluck(1, {})', want: 'reflect: Call using int as type string (1:7)' },
  { given: 'sprig.set(nil, "a", 1)', want: 'assignment to entry in nil map (1:7)' },
])('fails on $given', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_EVALUATION', message: expect.stringContaining(want) }),
  );
});
