import { expect, test } from 'vitest';
import { evaluateExpression } from '../runtime/evaluate-expression.ts';
import { toPlainValue } from '../to-plain-value.ts';

const environment = { list: [3, 1, 2], item: { k: 'v', n: 4 }, nothing: null, text: 'abc' };

const evaluate = (text: string): unknown => toPlainValue(evaluateExpression(text, environment));

test.for([
  { given: 'sprig.default("d", "")', want: 'd' },
  { given: 'sprig.default("d", "x")', want: 'x' },
  { given: 'sprig.default("d", nil)', want: 'd' },
  { given: 'sprig.default("d", 0)', want: 'd' },
  { given: 'sprig.default("d", false)', want: 'd' },
  { given: 'sprig.default("d", [])', want: 'd' },
  { given: 'sprig.default("d", {})', want: 'd' },
  { given: 'sprig.default("d", [0])', want: [0] },
  { given: 'sprig.default("d")', want: 'd' },
  { given: 'sprig.default("d", duration("0"))', want: 'd' },
  { given: 'sprig.empty("")', want: true },
  { given: 'sprig.empty(" ")', want: false },
  { given: 'sprig.empty(0.0)', want: true },
  { given: 'sprig.empty(nil)', want: true },
  { given: 'sprig.empty(item)', want: false },
  { given: 'sprig.empty(b"")', want: true },
  { given: 'sprig.empty(date("2024-03-05T06:07:08Z"))', want: false },
  { given: 'sprig.empty(sprig.int64(0))', want: true },
  { given: 'sprig.empty(groupBy([], #))', want: true },
  { given: 'sprig.coalesce(nil, "", 0, "x", "y")', want: 'x' },
  { given: 'sprig.coalesce("", nil)', want: null },
  { given: 'sprig.coalesce()', want: null },
  { given: 'sprig.all(1, "a")', want: true },
  { given: 'sprig.all(1, "")', want: false },
  { given: 'sprig.all()', want: true },
  { given: 'sprig.any(0, "a")', want: true },
  { given: 'sprig.any(0, "")', want: false },
  { given: 'sprig.any()', want: false },
  { given: 'sprig.ternary("t", "f", true)', want: 't' },
  { given: 'sprig.ternary("t", "f", false)', want: 'f' },
])('defaults: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'sprig.fromJson("{\\"a\\": [1]}")', want: { a: [1] } },
  { given: 'sprig.fromJson("nope")', want: null },
  { given: 'sprig.mustFromJson("[1, null]")', want: [1, null] },
  { given: 'sprig.toJson({"a": "<b>"})', want: '{"a":"\\u003cb\\u003e"}' },
  { given: 'sprig.toJson(1 / 0)', want: '' },
  { given: 'sprig.mustToJson([1.0])', want: '[1]' },
  { given: 'sprig.toPrettyJson({"a": [1]})', want: '{\n  "a": [\n    1\n  ]\n}' },
  { given: 'sprig.toPrettyJson(1 / 0)', want: '' },
  { given: 'sprig.mustToPrettyJson([])', want: '[]' },
  { given: 'sprig.toRawJson({"a": "<b> & \\\\u003c"})', want: '{"a":"<b> & \\\\u003c"}' },
  { given: 'sprig.mustToRawJson("<a>")', want: '"<a>"' },
  { given: 'sprig.deepCopy(item)', want: { k: 'v', n: 4 } },
  { given: 'sprig.mustDeepCopy([1])', want: [1] },
])('JSON: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'sprig.typeOf(1)', want: 'int' },
  { given: 'sprig.typeOf(1.0)', want: 'float64' },
  { given: 'sprig.typeOf("a")', want: 'string' },
  { given: 'sprig.typeOf(nil)', want: '<nil>' },
  { given: 'sprig.typeOf([])', want: '[]interface {}' },
  { given: 'sprig.typeOf(item)', want: 'map[string]interface {}' },
  { given: 'sprig.typeOf(1..2)', want: '[]int' },
  { given: 'sprig.typeOf(sprig.int64(1))', want: 'int64' },
  { given: 'sprig.typeOf(date("2024-03-05T06:07:08Z"))', want: 'time.Time' },
  { given: 'sprig.typeOf(duration("1s"))', want: 'time.Duration' },
  { given: 'sprig.typeOf(sprig.semver("1.0.0"))', want: '*semver.Version' },
  { given: 'sprig.typeOf(timezone("UTC"))', want: '*time.Location' },
  { given: 'sprig.typeOf(b"a")', want: '[]uint8' },
  { given: 'sprig.typeIs("int", 1)', want: true },
  { given: 'sprig.typeIs("string", 1)', want: false },
  { given: 'sprig.typeIsLike("semver.Version", sprig.semver("1.0.0"))', want: true },
  { given: 'sprig.typeIsLike("int", 1)', want: true },
  { given: 'sprig.typeIsLike("int", "a")', want: false },
  { given: 'sprig.kindOf(1)', want: 'int' },
  { given: 'sprig.kindOf(1.5)', want: 'float64' },
  { given: 'sprig.kindOf("a")', want: 'string' },
  { given: 'sprig.kindOf([])', want: 'slice' },
  { given: 'sprig.kindOf(item)', want: 'map' },
  { given: 'sprig.kindOf(date("2024-03-05T06:07:08Z"))', want: 'struct' },
  { given: 'sprig.kindOf(duration("1s"))', want: 'int64' },
  { given: 'sprig.kindOf(sprig.semver("1.0.0"))', want: 'ptr' },
  { given: 'sprig.kindOf(nil)', want: 'invalid' },
  { given: 'sprig.kindOf(b"a")', want: 'slice' },
  { given: 'sprig.kindOf(true)', want: 'bool' },
  { given: 'sprig.kindOf(sprig.trim)', want: 'func' },
  { given: 'sprig.kindIs("map", {})', want: true },
  { given: 'sprig.kindIs("map", [])', want: false },
  { given: 'sprig.deepEqual([1], [1])', want: true },
  { given: 'sprig.deepEqual([1], [1.0])', want: false },
  { given: 'sprig.deepEqual({"a": [1]}, {"a": [1]})', want: true },
  { given: 'sprig.deepEqual(nil, nil)', want: true },
  { given: 'sprig.deepEqual(sprig.int64(1), 1)', want: false },
  { given: 'sprig.deepEqual(b"a", b"a")', want: true },
  { given: 'sprig.deepEqual(date("2024-03-05T06:07:08Z"), date("2024-03-05T06:07:08Z"))', want: true },
])('types: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'sprig.fail("no")', want: 'no (1:7)' },
  {
    given: 'sprig.mustFromJson("nope")',
    want: "invalid character 'o' in literal null (expecting 'u') (1:7)",
  },
  { given: 'sprig.mustToJson(1 / 0)', want: 'json: unsupported value: +Inf (1:7)' },
  { given: 'sprig.mustToPrettyJson(1 / 0)', want: 'json: unsupported value: +Inf (1:7)' },
  { given: 'sprig.mustToRawJson(1 / 0)', want: 'json: unsupported value: +Inf (1:7)' },
  { given: 'sprig.toRawJson(sprig.trim)', want: 'json: unsupported type: func(string) string (1:7)' },
  { given: 'sprig.ternary("t", "f", 1)', want: 'reflect: Call using int as type bool (1:7)' },
  { given: 'sprig.ternary("t", "f")', want: 'invalid number of arguments: expected 3, got 2 (1:7)' },
  { given: 'sprig.typeIs(1, 1)', want: 'reflect: Call using int as type string (1:7)' },
  { given: 'sprig.kindOf()', want: 'invalid number of arguments: expected 1, got 0 (1:7)' },
  { given: 'sprig.env("HOME")', want: 'invalid operation: cannot call nil (1:7)' },
  { given: 'sprig.expandenv("$HOME")', want: 'invalid operation: cannot call nil (1:7)' },
  { given: 'sprig.nope()', want: 'invalid operation: cannot call nil (1:7)' },
])('fails on $given', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_EVALUATION', message: expect.stringContaining(want) }),
  );
});
