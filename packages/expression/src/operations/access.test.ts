import { expect, test } from 'vitest';
import { evaluateExpression } from '../runtime/evaluate-expression.ts';

const environment = {
  list: [3, 1, 2],
  item: { k: 'v', deep: { x: [{ y: 5 }] } },
  nothing: null,
  text: 'héllo',
};

const evaluate = (text: string): unknown => evaluateExpression(text, environment);

test.for([
  { given: 'item.k', want: 'v' },
  { given: 'item["k"]', want: 'v' },
  { given: 'item["k" + ""]', want: 'v' },
  { given: 'item.deep.x[0].y', want: 5 },
  { given: 'item.nope', want: null },
  { given: 'item["nope"]', want: null },
  { given: 'list[0]', want: 3 },
  { given: 'list[-1]', want: 2 },
  { given: 'list[len(list) - 1]', want: 2 },
  { given: 'list[sprig.int64(1)]', want: 1 },
  { given: 'list[fromJSON("1")]', want: 1 },
  { given: '[[1, 2]][0][1]', want: 2n },
  { given: '{"a": 1}.a', want: 1n },
  { given: '{"a": 1}["a"]', want: 1n },
  { given: '(1..3)[1]', want: 2n },
  { given: 'b"ab"[1] == 98', want: true },
  { given: 'split("a b", " ")[1]', want: 'b' },
  { given: 'item.k[0] == 118', want: true },
  { given: 'item.nope?.x?.[0]', want: null },
  { given: '$env.item.k', want: 'v' },
  { given: '$env["text"]', want: 'héllo' },
  { given: '$env["item"]["k"]', want: 'v' },
  { given: '$env?.nope', want: null },
  { given: 'item?.k', want: 'v' },
  { given: 'item.nope?.x', want: null },
  { given: 'item.nope?.x.y.z', want: null },
  { given: 'item?.deep?.x[0]?.y', want: 5 },
  { given: 'item.nope?.["x"]', want: null },
  { given: 'item.deep?.["x"][0].y', want: 5 },
  { given: 'item.nope?.f()', want: null },
  { given: 'item.deep.x[0].nope', want: null },
  { given: 'fromJSON("{\\"a\\": {\\"b\\": 1} }").a.b', want: 1 },
  { given: 'fromJSON("[1, 2]")[1]', want: 2 },
  { given: 'item.k[0] == 118', want: true },
  { given: 'groupBy([1, 2], # > 1)[true]', want: [2n] },
  { given: 'groupBy([1, 2], # > 1)[false]', want: [1n] },
  { given: '{"a": 1}[item.nope]', want: null },
  { given: 'date("2024-01-01").Year()', want: 2024n },
  { given: 'date("2024-01-01")?.Year()', want: 2024n },
])('$given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'list[1:]', want: [1, 2] },
  { given: 'list[:2]', want: [3, 1] },
  { given: 'list[1:2]', want: [1] },
  { given: 'list[:]', want: [3, 1, 2] },
  { given: 'list[-2:]', want: [1, 2] },
  { given: 'list[:-1]', want: [3, 1] },
  { given: 'list[5:]', want: [] },
  { given: 'list[2:1]', want: [] },
  { given: 'list[-9:9]', want: [3, 1, 2] },
  { given: 'text[1:3]', want: 'é' },
  { given: 'text[3:]', want: 'llo' },
  { given: 'text[:-1]', want: 'héll' },
  { given: 'text[:0]', want: '' },
  { given: '(1..5)[1:3]', want: [2n, 3n] },
  { given: 'b"abcd"[1:3] == b"bc"', want: true },
  { given: 'split("a b c", " ")[1:]', want: ['b', 'c'] },
  { given: 'fromJSON("[1, 2, 3]")[1:]', want: [2, 3] },
  { given: 'fromJSON("\\"abc\\"")[1:]', want: 'bc' },
  { given: 'list[fromJSON("1"):]', want: [1, 2] },
  { given: '[][0:1]', want: [] },
  { given: 'len(text[1:])', want: 4n },
])('slices: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'nil.x', want: 'unexpected token Operator(".") (1:4)' },
  { given: 'true.x', want: 'unexpected token Operator(".") (1:5)' },
  { given: '1["a"]', want: 'unexpected token Bracket("[") (1:2)' },
  { given: 'true[1:]', want: 'unexpected token Bracket("[") (1:5)' },
  { given: '1[0:]', want: 'unexpected token Bracket("[") (1:2)' },
])('cannot read $given', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_SYNTAX', message: expect.stringContaining(want) }),
  );
});

test.for([
  { given: 'list["a"]', want: 'array elements can only be selected using an integer (got string) (1:6)' },
  { given: 'text[0]', want: 'type string[int] is undefined (1:5)' },
  { given: 'text[-1]', want: 'type string[int] is undefined (1:5)' },
  { given: 'nothing?.x', want: 'type nil has no field x (1:10)' },
  { given: 'any(text, true)', want: 'builtin any takes only array (got string) (1:5)' },
  { given: 'list[1.5]', want: 'array elements can only be selected using an integer (got float64) (1:6)' },
  { given: 'list[nil]', want: 'array elements can only be selected using an integer (got unknown) (1:6)' },
  { given: 'item[1]', want: 'cannot use int to get an element from map[string]interface {} (1:6)' },
  { given: '{"a": 1}[1]', want: 'cannot use int to get an element from map[string]interface {} (1:10)' },
  { given: 'nothing.x', want: 'type nil has no field x (1:9)' },
  { given: '"a".x', want: 'type string has no field x (1:5)' },
  { given: '"a"["x"]', want: 'type string has no field x (1:4)' },
  { given: 'item[1:]', want: 'cannot slice map[string]interface {} (1:5)' },
  { given: 'list["a":]', want: 'non-integer slice index string (1:6)' },
  { given: 'list[:1.5]', want: 'non-integer slice index float64 (1:7)' },
  { given: 'date("2024-01-01")[0]', want: 'type time.Time[int] is undefined (1:19)' },
  { given: 'b"a".x', want: 'array elements can only be selected using an integer (got string) (1:6)' },
  { given: 'list.x', want: 'array elements can only be selected using an integer (got string) (1:6)' },
  { given: 'date("2024-01-01").nope', want: 'type time.Time has no field nope (1:20)' },
  { given: '(1 + 1).x', want: 'type int has no field x (1:9)' },
])('refuses $given before it runs', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_TYPE', message: expect.stringContaining(want) }),
  );
});

test.for([
  {
    given: '$env[1]',
    want: 'reflect.Value.MapIndex: value of type int is not assignable to type string (1:5)',
  },
  { given: 'item.k.x', want: 'invalid operation: int(string) (1:8)' },
])('fails on $given', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_EVALUATION', message: expect.stringContaining(want) }),
  );
});

test.for([
  {
    given: 'groupBy([1], #)["a"].x',
    want: 'array elements can only be selected using an integer (got string) (1:22)',
  },
])('refuses $given before it runs', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_TYPE', message: expect.stringContaining(want) }),
  );
});

test.for([
  { given: 'list[3]', want: 'index out of range: 3 (array length is 3) (1:5)' },
  { given: 'list[-4]', want: 'index out of range: -1 (array length is 3) (1:5)' },
  { given: 'item.nope?.x[0]', want: 'cannot fetch 0 from <nil> (1:13)' },
  { given: 'item.k[9]', want: 'index out of range: 9 (array length is 1) (1:7)' },
  { given: 'b"a"[1]', want: 'index out of range: 1 (array length is 1) (1:5)' },
  { given: '[][0]', want: 'index out of range: 0 (array length is 0) (1:3)' },
  { given: 'item.nope.x', want: 'cannot fetch x from <nil> (1:11)' },
  { given: 'item.k.x', want: 'invalid operation: int(string) (1:8)' },
  { given: 'item.deep.x.y', want: 'invalid operation: int(string) (1:13)' },
  { given: 'item.deep.x[0].y.z', want: 'cannot fetch z from float64 (1:18)' },
  { given: 'fromJSON("null").x', want: 'cannot fetch x from <nil> (1:18)' },
  { given: 'fromJSON("null")[0]', want: 'cannot fetch 0 from <nil> (1:17)' },
  { given: 'fromJSON("1").x', want: 'cannot fetch x from float64 (1:15)' },
  { given: 'fromJSON("1")[0]', want: 'cannot fetch 0 from float64 (1:14)' },
  { given: 'fromJSON("[1]").x', want: 'invalid operation: int(string) (1:17)' },
  { given: 'fromJSON("[1]")["0"]', want: 'invalid operation: int(string) (1:16)' },
  {
    given: 'fromJSON("{}")[0]',
    want: 'reflect.Value.MapIndex: value of type int is not assignable to type string (1:15)',
  },
  { given: 'fromJSON("true")[1:]', want: 'invalid argument for len (type bool) (1:17)' },
  { given: 'fromJSON("null")[1:]', want: 'invalid argument for len (type <nil>) (1:17)' },
  { given: 'list[fromJSON("\\"a\\"")]', want: 'invalid operation: int(string) (1:5)' },
  { given: 'list[fromJSON("\\"a\\""):]', want: 'invalid operation: int(string) (1:5)' },
  { given: 'list[:fromJSON("null")]', want: 'invalid operation: int(<nil>) (1:5)' },
  {
    given: '$env[fromJSON("1")]',
    want: 'reflect.Value.MapIndex: value of type float64 is not assignable to type string (1:5)',
  },
  { given: 'item?.nope.x', want: 'cannot fetch x from <nil> (1:12)' },
  { given: 'item.nope?.x + 1', want: 'invalid operation: <nil> + int (1:14)' },
  {
    given: 'item[fromJSON("1")]',
    want: 'reflect.Value.MapIndex: value of type float64 is not assignable to type string (1:5)',
  },
  { given: 'fromJSON("\\"abc\\"")["x"]', want: 'invalid operation: int(string) (1:20)' },
  { given: '(date("2024-01-01") ?? 1).Nope', want: 'cannot fetch Nope from time.Time (1:27)' },
])('fails on $given', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_EVALUATION', message: expect.stringContaining(want) }),
  );
});
