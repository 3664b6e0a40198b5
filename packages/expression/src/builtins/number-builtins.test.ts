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
  { given: 'abs(-5)', want: 5n },
  { given: 'abs(5)', want: 5n },
  { given: 'abs(-2.5)', want: 2.5 },
  { given: 'abs(0)', want: 0n },
  { given: 'abs(n)', want: 7 },
  { given: 'abs(-0.0)', want: -0 },
  { given: 'abs(-9223372036854775807 - 1)', want: -9223372036854775808n },
  { given: 'ceil(1.2)', want: 2 },
  { given: 'ceil(-1.2)', want: -1 },
  { given: 'ceil(3)', want: 3 },
  { given: 'floor(1.8)', want: 1 },
  { given: 'floor(-1.2)', want: -2 },
  { given: 'floor(3)', want: 3 },
  { given: 'round(2.5)', want: 3 },
  { given: 'round(-2.5)', want: -3 },
  { given: 'round(2.4)', want: 2 },
  { given: 'round(3)', want: 3 },
  { given: 'round(0.5)', want: 1 },
  { given: 'round(-0.5)', want: -1 },
  { given: 'round(1.4999)', want: 1 },
  { given: 'ceil(1e300)', want: 1e300 },
  { given: 'ceil(-0.5)', want: -0 },
  { given: 'floor(half)', want: 2 },
  { given: 'round(9007199254740993)', want: 9007199254740992 },
])('abs and rounding: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'int("12")', want: 12n },
  { given: 'int("-3")', want: -3n },
  { given: 'int("+7")', want: 7n },
  { given: 'int("0012")', want: 12n },
  { given: 'int(2.9)', want: 2n },
  { given: 'int(-2.9)', want: -2n },
  { given: 'int(n)', want: 7n },
  { given: 'int(7)', want: 7n },
  { given: 'float("1.5")', want: 1.5 },
  { given: 'float("1e3")', want: 1000 },
  { given: 'float("-.5")', want: -0.5 },
  { given: 'float(3)', want: 3 },
  { given: 'float(n)', want: 7 },
  { given: 'float("inf")', want: Number.POSITIVE_INFINITY },
  { given: 'float("NaN")', want: Number.NaN },
  { given: 'float("0x1p4")', want: 16 },
  { given: 'int(duration("1us"))', want: 1000n },
  { given: 'int(date("2024-03-01").Month())', want: 3n },
  { given: 'float(sprig.int64("8"))', want: 8 },
  { given: 'int(sprig.int64("8"))', want: 8n },
  { given: 'asInt("12") + 1', want: 13n },
  { given: 'asFloat("1.5") + 1', want: 2.5 },
  { given: 'asInt(2.9)', want: 2n },
  { given: 'asFloat(3)', want: 3 },
])('int and float: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'max(1, 2, 3)', want: 3n },
  { given: 'max(1, 2.5)', want: 2.5 },
  { given: 'max(2.0, 1)', want: 2 },
  { given: 'max([1, 5, 3])', want: 5n },
  { given: 'max(1, [2, 9], 3)', want: 9n },
  { given: 'max([[1], [4, 2]])', want: 4n },
  { given: 'max(list)', want: 3 },
  { given: 'max([])', want: null },
  { given: 'max([], [])', want: null },
  { given: 'max(1)', want: 1n },
  { given: 'min(1, 2, 3)', want: 1n },
  { given: 'min(0.5, 2)', want: 0.5 },
  { given: 'min([4, 2, 8])', want: 2n },
  { given: 'min(list, 0)', want: 0n },
  { given: 'min([])', want: null },
  { given: 'min(1..5)', want: 1n },
  { given: 'max(1..5)', want: 5n },
  { given: 'max(-1, -2)', want: -1n },
  { given: 'max(2, 2.0)', want: 2n },
  { given: 'min(2, 2.0)', want: 2n },
  { given: 'max(item.k)', want: 'v' },
])('max and min: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'mean(1, 2, 3, 4)', want: 2.5 },
  { given: 'mean([1, 2])', want: 1.5 },
  { given: 'mean([1, 2], 6)', want: 3 },
  { given: 'mean([])', want: 0 },
  { given: 'mean(list)', want: 2 },
  { given: 'mean([[1], [3]])', want: 2 },
  { given: 'mean(0.1, 0.2)', want: 0.15000000000000002 },
  { given: 'median(5, 1, 3)', want: 3 },
  { given: 'median([1, 2, 3, 4])', want: 2.5 },
  { given: 'median([])', want: 0 },
  { given: 'median(list)', want: 2 },
  { given: 'median(1, [9, 2])', want: 2 },
  { given: 'median(10)', want: 10 },
  { given: 'median([2.5, 1])', want: 1.75 },
  { given: 'median(1..5)', want: 3 },
])('mean and median: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'bitand(12, 10)', want: 8n },
  { given: 'bitor(12, 10)', want: 14n },
  { given: 'bitxor(12, 10)', want: 6n },
  { given: 'bitnand(12, 10)', want: 4n },
  { given: 'bitnot(0)', want: -1n },
  { given: 'bitnot(5)', want: -6n },
  { given: 'bitnot(-1)', want: 0n },
  { given: 'bitshl(1, 4)', want: 16n },
  { given: 'bitshl(1, 63)', want: -9223372036854775808n },
  { given: 'bitshl(1, 64)', want: 0n },
  { given: 'bitshr(-8, 1)', want: -4n },
  { given: 'bitshr(256, 4)', want: 16n },
  { given: 'bitshr(-1, 70)', want: -1n },
  { given: 'bitushr(-1, 60)', want: 15n },
  { given: 'bitushr(16, 2)', want: 4n },
  { given: 'bitushr(5, 64)', want: 0n },
  { given: 'bitand(-1, 255)', want: 255n },
  { given: 'bitor(0, -1)', want: -1n },
  { given: 'bitxor(-1, 1)', want: -2n },
  { given: 'bitnand(-1, 0)', want: -1n },
  { given: 'bitshl(5, 0)', want: 5n },
])('bits: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'abs(item.k)', want: 'invalid argument for abs (type string) (1:1)' },
  { given: 'abs(fromJSON("null"))', want: 'invalid argument for abs (type <nil>) (1:1)' },
  { given: 'abs(fromJSON("true"))', want: 'invalid argument for abs (type bool) (1:1)' },
  { given: 'ceil(item.k)', want: 'invalid argument for ceil (type string) (1:1)' },
  { given: 'floor(fromJSON("[]"))', want: 'invalid argument for floor (type []interface {}) (1:1)' },
  { given: 'round(fromJSON("null"))', want: 'invalid argument for round (type <nil>) (1:1)' },
  { given: 'int("a")', want: 'invalid operation: int(a) (1:1)' },
  { given: 'int("1.5")', want: 'invalid operation: int(1.5) (1:1)' },
  { given: 'int("")', want: 'invalid operation: int() (1:1)' },
  { given: 'int(" 1")', want: 'invalid operation: int( 1) (1:1)' },
  { given: 'int("1_0")', want: 'invalid operation: int(1_0) (1:1)' },
  { given: 'int("9223372036854775808")', want: 'invalid operation: int(9223372036854775808) (1:1)' },
  { given: 'int("0x1f")', want: 'invalid operation: int(0x1f) (1:1)' },
  { given: 'int(fromJSON("true"))', want: 'invalid operation: int(bool) (1:1)' },
  { given: 'int(fromJSON("null"))', want: 'reflect: call of reflect.Value.Type on zero Value (1:1)' },
  { given: 'float("a")', want: 'invalid operation: float(a) (1:1)' },
  { given: 'float("")', want: 'invalid operation: float() (1:1)' },
  { given: 'float(fromJSON("null"))', want: 'invalid operation: float(<nil>) (1:1)' },
  { given: 'float(fromJSON("[]"))', want: 'invalid operation: float([]interface {}) (1:1)' },
  { given: 'max([1, "a"])', want: 'invalid argument for max (type string) (1:1)' },
  { given: 'max("a" ?? 1, 2)', want: 'invalid argument for max (type string) (1:1)' },
  { given: 'min([true, 1])', want: 'invalid argument for min (type bool) (1:1)' },
  { given: 'max([nil])', want: 'invalid argument for max (type <nil>) (1:1)' },
  { given: 'mean(["a"])', want: 'invalid argument for mean (type string) (1:1)' },
  { given: 'max(item.k, 1)', want: 'invalid argument for max (type string) (1:1)' },
  { given: 'mean(1, fromJSON("null"))', want: 'invalid argument for mean (type <nil>) (1:1)' },
  { given: 'median([nil])', want: 'invalid argument for median (type <nil>) (1:1)' },
  {
    given: 'bitand(fromJSON("7"), 1)',
    want: 'cannot use float64 as argument (type int) to call bitand (1:1)',
  },
  { given: 'bitnot(fromJSON("7"))', want: 'cannot use float64 as argument (type int) to call bitnot (1:1)' },
  { given: 'bitshl(1, -1)', want: 'invalid operation: negative shift count -1 (type int) (1:1)' },
  { given: 'bitshr(1, -1)', want: 'invalid operation: negative shift count -1 (type int) (1:1)' },
  { given: 'bitushr(1, -1)', want: 'invalid operation: negative shift count -1 (type int) (1:1)' },
  {
    given: 'bitor(fromJSON("null"), 1)',
    want: 'cannot use <nil> as argument (type int) to call bitor (1:1)',
  },
  { given: 'asInt("x")', want: 'invalid operation: int(x) (1:1)' },
  { given: 'asFloat(nil)', want: 'invalid operation: float(<nil>) (1:1)' },
])('fails on $given', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_EVALUATION', message: expect.stringContaining(want) }),
  );
});
