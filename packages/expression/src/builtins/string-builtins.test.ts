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
  { given: 'string(1)', want: '1' },
  { given: 'string(1.0)', want: '1' },
  { given: 'string(2.5)', want: '2.5' },
  { given: 'string("a")', want: 'a' },
  { given: 'string(nil)', want: '<nil>' },
  { given: 'string(true)', want: 'true' },
  { given: 'string([1, "a", nil])', want: '[1 a <nil>]' },
  { given: 'string({"b": 1, "a": [2]})', want: 'map[a:[2] b:1]' },
  { given: 'string(1e21)', want: '1e+21' },
  { given: 'string(n)', want: '7' },
  { given: 'string(duration("90s"))', want: '1m30s' },
  { given: 'string(b"hi")', want: '[104 105]' },
  { given: 'string(0.1 + 0.2)', want: '0.30000000000000004' },
  { given: 'string(100000000.0)', want: '1e+08' },
  { given: 'string(-0.0)', want: '-0' },
  { given: 'string(1..3)', want: '[1 2 3]' },
])('string: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'trim("  a b  ")', want: 'a b' },
  { given: 'trim("\\t\\na\\n")', want: 'a' },
  { given: 'trim("xxaxx", "x")', want: 'a' },
  { given: 'trim("xyaxy", "yx")', want: 'a' },
  { given: 'trim("", "x")', want: '' },
  { given: 'trim("aaa", "a")', want: '' },
  { given: 'trim("éaé", "é")', want: 'a' },
  { given: 'trim("a", "")', want: 'a' },
  { given: 'trim("\\u00a0a\\u2003")', want: 'a' },
  { given: 'trimPrefix("prefix-a", "prefix-")', want: 'a' },
  { given: 'trimPrefix("a", "b")', want: 'a' },
  { given: 'trimPrefix(" a")', want: 'a' },
  { given: 'trimSuffix("a.txt", ".txt")', want: 'a' },
  { given: 'trimSuffix("a", "b")', want: 'a' },
  { given: 'trimSuffix("a ")', want: 'a' },
  { given: 'trimPrefix("aaa", "a")', want: 'aa' },
])('trim: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'upper("aBc")', want: 'ABC' },
  { given: 'lower("ABc")', want: 'abc' },
  { given: 'upper("straße")', want: 'STRAßE' },
  { given: 'lower("İ")', want: 'i' },
  { given: 'upper("é1")', want: 'É1' },
  { given: 'lower("ÀÉ")', want: 'àé' },
  { given: 'upper("")', want: '' },
  { given: 'upper("ŉ")', want: 'ŉ' },
  { given: 'upper("ᾀᾳῃῳᾗᾧ")', want: 'ᾈᾼῌῼᾟᾯ' },
  { given: 'lower("ᾈᾼ")', want: 'ᾀᾳ' },
  { given: 'lower("ΑΣ")', want: 'ασ' },
])('letters: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'split("a,b,c", ",")', want: ['a', 'b', 'c'] },
  { given: 'split("a,b,c", ",", 2)', want: ['a', 'b,c'] },
  { given: 'split("a,b,c", ",", 1)', want: ['a,b,c'] },
  { given: 'split("a,b", ",", 0)', want: [] },
  { given: 'split("a,b,c", ",", -1)', want: ['a', 'b', 'c'] },
  { given: 'split("abc", "")', want: ['a', 'b', 'c'] },
  { given: 'split("héo", "")', want: ['h', 'é', 'o'] },
  { given: 'split("abcd", "", 2)', want: ['a', 'bcd'] },
  { given: 'split("", ",")', want: [''] },
  { given: 'split("", "")', want: [] },
  { given: 'split("abc", "x")', want: ['abc'] },
  { given: 'splitAfter("a,b,c", ",")', want: ['a,', 'b,', 'c'] },
  { given: 'splitAfter("a,b,c", ",", 2)', want: ['a,', 'b,c'] },
  { given: 'splitAfter("a", ",")', want: ['a'] },
  { given: 'splitAfter("a,b", ",", 0)', want: [] },
  { given: 'splitAfter("ab", "")', want: ['a', 'b'] },
  { given: 'split("a--b--c", "--")', want: ['a', 'b', 'c'] },
  { given: 'split(",a,", ",")', want: ['', 'a', ''] },
])('split: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'replace("aXbX", "X", "-")', want: 'a-b-' },
  { given: 'replace("aXbX", "X", "-", 1)', want: 'a-bX' },
  { given: 'replace("aXbX", "X", "-", 0)', want: 'aXbX' },
  { given: 'replace("abc", "", "-")', want: '-a-b-c-' },
  { given: 'replace("héo", "", "-", 2)', want: '-h-éo' },
  { given: 'replace("abc", "", "-", 9)', want: '-a-b-c-' },
  { given: 'replace("abc", "z", "-")', want: 'abc' },
  { given: 'replace("a.b", ".", "$&")', want: 'a$&b' },
  { given: 'replace("aaa", "aa", "b")', want: 'ba' },
  { given: 'repeat("ab", 3)', want: 'ababab' },
  { given: 'repeat("ab", 0)', want: '' },
  { given: 'repeat("", 5)', want: '' },
  { given: 'join(["a", "b"], "-")', want: 'a-b' },
  { given: 'join(["a", "b"])', want: 'ab' },
  { given: 'join([], ",")', want: '' },
  { given: 'join(["a"], ",")', want: 'a' },
  { given: 'join(words, ", ")', want: 'pear, fig, apple' },
  { given: 'join(split("a b", " "), "+")', want: 'a+b' },
  { given: 'join(map(words, upper(#)), "")', want: 'PEARFIGAPPLE' },
])('replace, repeat and join: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'indexOf("apple pie", "pie")', want: 6n },
  { given: 'indexOf("héllo", "l")', want: 3n },
  { given: 'indexOf("a", "z")', want: -1n },
  { given: 'indexOf("a", "")', want: 0n },
  { given: 'lastIndexOf("go go go", "go")', want: 6n },
  { given: 'lastIndexOf("日本日", "日")', want: 6n },
  { given: 'lastIndexOf("a", "z")', want: -1n },
  { given: 'lastIndexOf("abc", "")', want: 3n },
  { given: 'hasPrefix("abc", "ab")', want: true },
  { given: 'hasPrefix("abc", "b")', want: false },
  { given: 'hasPrefix("abc", "")', want: true },
  { given: 'hasSuffix("abc", "bc")', want: true },
  { given: 'hasSuffix("abc", "b")', want: false },
  { given: 'hasSuffix("", "a")', want: false },
])('positions: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  {
    given: 'toJSON({"b": [1, 2.5], "a": "<é>"})',
    want: '{\n  "a": "\\u003cé\\u003e",\n  "b": [\n    1,\n    2.5\n  ]\n}',
  },
  { given: 'toJSON([])', want: '[]' },
  { given: 'toJSON({})', want: '{}' },
  { given: 'toJSON("a\\"b")', want: '"a\\"b"' },
  { given: 'toJSON(nil)', want: 'null' },
  { given: 'toJSON(1.0)', want: '1' },
  { given: 'toJSON([[], {}])', want: '[\n  [],\n  {}\n]' },
  { given: 'toJSON(1..2)', want: '[\n  1,\n  2\n]' },
  { given: 'toJSON(true)', want: 'true' },
  { given: 'fromJSON("{\\"a\\": [1, null, \\"x\\"]}")', want: { a: [1, null, 'x'] } },
  { given: 'fromJSON("1")', want: 1 },
  { given: 'fromJSON("1e3")', want: 1000 },
  { given: 'fromJSON("\\"\\\\u00e9\\"")', want: 'é' },
  { given: 'fromJSON(" true ")', want: true },
  { given: 'fromJSON("null")', want: null },
  { given: 'fromJSON("[]")', want: [] },
  { given: 'toJson({"b": 1, "a": "<"})', want: '{"a":"\\u003c","b":1}' },
  { given: 'toJson([1.0, nil])', want: '[1,null]' },
  { given: 'fromJSON("{\\"a\\":1,\\"a\\":2}").a', want: 2 },
])('JSON: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'toBase64("hello")', want: 'aGVsbG8=' },
  { given: 'toBase64("")', want: '' },
  { given: 'toBase64("é")', want: 'w6k=' },
  { given: 'toBase64("ab")', want: 'YWI=' },
  { given: 'fromBase64("aGVsbG8=")', want: 'hello' },
  { given: 'fromBase64("")', want: '' },
  { given: 'fromBase64("w6k=")', want: 'é' },
  { given: 'fromBase64("YWI=")', want: 'ab' },
  { given: 'fromBase64("YW\\nI=")', want: 'ab' },
])('base64: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'trim(fromJSON("7"))', want: 'interface conversion: interface {} is float64, not string (1:1)' },
  {
    given: 'trim("a", fromJSON("7"))',
    want: 'interface conversion: interface {} is float64, not string (1:1)',
  },
  {
    given: 'trimPrefix(fromJSON("7"), "a")',
    want: 'interface conversion: interface {} is float64, not string (1:1)',
  },
  { given: 'upper(fromJSON("7"))', want: 'interface conversion: interface {} is float64, not string (1:1)' },
  { given: 'lower(fromJSON("null"))', want: 'interface conversion: interface {} is nil, not string (1:1)' },
  {
    given: 'split(fromJSON("7"), ",")',
    want: 'interface conversion: interface {} is float64, not string (1:1)',
  },
  {
    given: 'split("a", fromJSON("7"))',
    want: 'interface conversion: interface {} is float64, not string (1:1)',
  },
  {
    given: 'replace("a", "b", fromJSON("7"))',
    want: 'interface conversion: interface {} is float64, not string (1:1)',
  },
  { given: 'repeat("a", -1)', want: 'invalid argument for repeat (expected positive integer, got -1) (1:1)' },
  { given: 'repeat("a", 2000000)', want: 'memory budget exceeded (1:1)' },
  { given: 'join([1, "a"])', want: 'interface conversion: interface {} is int, not string (1:1)' },
  { given: 'join(list, ",")', want: 'interface conversion: interface {} is float64, not string (1:1)' },
  { given: 'join(fromJSON("5"))', want: 'invalid argument for join (type float64) (1:1)' },
  { given: 'join(["a", nil])', want: 'interface conversion: interface {} is nil, not string (1:1)' },
  {
    given: 'indexOf(fromJSON("7"), "a")',
    want: 'interface conversion: interface {} is float64, not string (1:1)',
  },
  {
    given: 'hasPrefix("a", fromJSON("7"))',
    want: 'interface conversion: interface {} is float64, not string (1:1)',
  },
  {
    given: 'hasSuffix(fromJSON("7"), "a")',
    want: 'interface conversion: interface {} is float64, not string (1:1)',
  },
  { given: 'fromJSON("{")', want: 'unexpected end of JSON input (1:1)' },
  { given: 'fromJSON("")', want: 'unexpected end of JSON input (1:1)' },
  { given: 'fromJSON("[1,]")', want: "invalid character ']' looking for beginning of value (1:1)" },
  {
    given: 'fromJSON(fromJSON("7"))',
    want: 'interface conversion: interface {} is float64, not string (1:1)',
  },
  { given: 'toJSON(1 / 0)', want: 'json: unsupported value: +Inf (1:1)' },
  { given: 'toJSON(sprig.trim)', want: 'json: unsupported type: func(string) string (1:1)' },
  { given: 'fromBase64("a")', want: 'illegal base64 data at input byte 0 (1:1)' },
  { given: 'fromBase64("a*==")', want: 'illegal base64 data at input byte 1 (1:1)' },
  { given: 'fromBase64("YWI")', want: 'illegal base64 data at input byte 0 (1:1)' },
  { given: 'fromBase64("YWI=x")', want: 'illegal base64 data at input byte 4 (1:1)' },
  {
    given: 'toBase64(fromJSON("7"))',
    want: 'interface conversion: interface {} is float64, not string (1:1)',
  },
])('fails on $given', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_EVALUATION', message: expect.stringContaining(want) }),
  );
});
