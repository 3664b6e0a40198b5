import { expect, test } from 'vitest';
import { evaluateExpression } from '../runtime/evaluate-expression.ts';

const environment = {
  n: 7,
  half: 2.5,
  text: 'abc',
  list: [3, 1, 2],
  item: { k: 'v' },
  nothing: null,
  yes: true,
  no: false,
};

const evaluate = (text: string): unknown => evaluateExpression(text, environment);

test.for([
  { given: '1 == 1', want: true },
  { given: '1 == 1.0', want: true },
  { given: '1 == 2', want: false },
  { given: 'n == 7', want: true },
  { given: '"a" == "a"', want: true },
  { given: '"a" == "A"', want: false },
  { given: 'true == true', want: true },
  { given: 'nil == nil', want: true },
  { given: 'nothing == nil', want: true },
  { given: 'nothing != nil', want: false },
  { given: 'text != nil', want: true },
  { given: '1 != 2', want: true },
  { given: '[1, 2] == [1, 2]', want: true },
  { given: '[1, 2] == [1.0, 2]', want: true },
  { given: '[1] == [1, 2]', want: false },
  { given: '[] == []', want: true },
  { given: 'item == item', want: true },
  { given: '{"a": [1]} == {"a": [1]}', want: true },
  { given: '{"a": 1} == {"a": 2}', want: false },
  { given: '{"a": 1} == {"b": 1}', want: false },
  { given: 'list == [3, 1, 2]', want: true },
  { given: 'fromJSON("\\"1\\"") == 1', want: false },
  { given: 'fromJSON("1") == 1', want: true },
  { given: 'fromJSON("true") == yes', want: true },
  { given: 'fromJSON("null") == nothing', want: true },
  { given: 'fromJSON("[1]") == [1]', want: true },
  { given: 'fromJSON("{}") == {}', want: true },
  { given: 'date("2024-01-01") == date("2024-01-01T00:00:00Z")', want: true },
  { given: 'duration("60s") == duration("1m")', want: true },
  { given: 'b"ab" == b"ab"', want: true },
  { given: 'b"ab" == b"ac"', want: false },
  { given: '[[1], [2]] == [[1], [2]]', want: true },
  { given: '0.1 + 0.2 == 0.3', want: false },
  { given: '9007199254740993 == 9007199254740992.0', want: true },
  { given: 'yes == fromJSON("1")', want: false },
  { given: '1..3 == [1, 2, 3]', want: true },
])('equality: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: '1 < 2', want: true },
  { given: '2 <= 2', want: true },
  { given: '3 > 2.5', want: true },
  { given: '2 >= 3', want: false },
  { given: '"a" < "b"', want: true },
  { given: '"Z" < "a"', want: true },
  { given: '"a" <= "a"', want: true },
  { given: '"b" > "a"', want: true },
  { given: '"10" < "9"', want: true },
  { given: '"é" > "z"', want: true },
  { given: 'n > 6', want: true },
  { given: 'half <= 2.5', want: true },
  { given: 'date("2024-01-01") < date("2024-01-02")', want: true },
  { given: 'date("2024-01-02") > date("2024-01-01")', want: true },
  { given: 'date("2024-01-01") <= date("2024-01-01")', want: true },
  { given: 'duration("1h") >= duration("60m")', want: true },
  { given: 'duration("1h") < duration("2h")', want: true },
  { given: 'fromJSON("2") < 3', want: true },
  { given: '9223372036854775807 > 9223372036854775806', want: true },
  { given: '0.0 < 1', want: true },
  { given: '"" < "a"', want: true },
])('order: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: '1 + 2', want: 3n },
  { given: '1 + 2.5', want: 3.5 },
  { given: '1.5 + 1.5', want: 3 },
  { given: '"a" + "b"', want: 'ab' },
  { given: 'text + "d"', want: 'abcd' },
  { given: 'n + 1', want: 8 },
  { given: '9223372036854775807 + 1', want: -9223372036854775808n },
  { given: '-9223372036854775807 - 2', want: 9223372036854775807n },
  { given: '3 - 5', want: -2n },
  { given: '2.5 - 1', want: 1.5 },
  { given: 'n - 0.5', want: 6.5 },
  { given: '3 * 4', want: 12n },
  { given: '1.5 * 2', want: 3 },
  { given: 'n * n', want: 49 },
  { given: '4611686018427387904 * 2', want: -9223372036854775808n },
  { given: '0.1 + 0.2', want: 0.30000000000000004 },
  { given: 'fromJSON("2") + 1', want: 3 },
  { given: 'fromJSON("\\"a\\"") + "b"', want: 'ab' },
  { given: 'sprig.int64(2) + 1', want: 3n },
  { given: '1 - -1', want: 2n },
])('sums: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: '7 / 2', want: 3.5 },
  { given: '6 / 3', want: 2 },
  { given: '1 / 0', want: Number.POSITIVE_INFINITY },
  { given: '-1 / 0', want: Number.NEGATIVE_INFINITY },
  { given: '0 / 0 == 0 / 0', want: false },
  { given: 'n / 2', want: 3.5 },
  { given: '7 % 3', want: 1n },
  { given: '-7 % 3', want: -1n },
  { given: '7 % -3', want: 1n },
  { given: '8 % 3 + n', want: 9 },
  { given: '2 ** 10', want: 1024 },
  { given: '2 ^ 3', want: 8 },
  { given: '2 ** -1', want: 0.5 },
  { given: '4 ** 0.5', want: 2 },
  { given: '(-8) ** 3', want: -512 },
  { given: '2 ** 3 ** 2', want: 512 },
  { given: '-2 ** 2', want: -4 },
  { given: '1 ** (1 / 0)', want: 1 },
  { given: '(-1) ** (1 / 0)', want: 1 },
  { given: '0 ** 0', want: 1 },
  { given: 'len(list) % 2', want: 1n },
  { given: 'fromJSON("9") ** 2', want: 81 },
  { given: 'fromJSON("9") / 2', want: 4.5 },
])('quotients and powers: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: '-n', want: -7 },
  { given: '+n', want: 7 },
  { given: '-half', want: -2.5 },
  { given: '-(3)', want: -3n },
  { given: '- -3', want: 3n },
  { given: '+3', want: 3n },
  { given: '!yes', want: false },
  { given: 'not no', want: true },
  { given: '!(1 == 2)', want: true },
  { given: 'not (yes and no)', want: true },
  { given: '-sprig.int64(3) == -3', want: true },
  { given: '!fromJSON("true")', want: false },
  { given: 'not false', want: true },
  { given: '-(9223372036854775807)', want: -9223372036854775807n },
  { given: '- len(list)', want: -3n },
])('signs and negation: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'yes and no', want: false },
  { given: 'yes && yes', want: true },
  { given: 'no or yes', want: true },
  { given: 'no || no', want: false },
  { given: 'yes or 1 / 0 > 0', want: true },
  { given: 'no and item.x.y', want: false },
  { given: 'yes ? "a" : "b"', want: 'a' },
  { given: 'no ? "a" : "b"', want: 'b' },
  { given: 'no ? 1 : yes ? 2 : 3', want: 2n },
  { given: 'nothing ?? "d"', want: 'd' },
  { given: 'text ?? "d"', want: 'abc' },
  { given: 'nothing ?? nil ?? 3', want: 3n },
  { given: 'item.nope ?? "d"', want: 'd' },
  { given: 'item.nope?.deep ?? "d"', want: 'd' },
  { given: 'if yes { 1 } else { 2 }', want: 1n },
  { given: 'if no { 1 } else if yes { 2 } else { 3 }', want: 2n },
  { given: 'yes and fromJSON("true")', want: true },
  { given: 'fromJSON("false") or yes', want: true },
  { given: 'yes and 1 < 2 or no', want: true },
  { given: 'not no and yes', want: true },
  { given: 'yes and item.k', want: 'v' },
  { given: 'true and item.k', want: 'v' },
  { given: 'false or item.k', want: 'v' },
  { given: 'no and item.k', want: false },
])('logic: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'text contains "b"', want: true },
  { given: 'text contains "z"', want: false },
  { given: 'text startsWith "ab"', want: true },
  { given: 'text endsWith "bc"', want: true },
  { given: 'text endsWith "x"', want: false },
  { given: 'text matches "^a.c$"', want: true },
  { given: 'text matches "B"', want: false },
  { given: '"aB" matches "(?i)AB"', want: true },
  { given: 'not (text matches "z")', want: true },
  { given: 'text not matches "z"', want: true },
  { given: 'text not contains "b"', want: false },
  { given: 'text not startsWith "a"', want: false },
  { given: 'text not endsWith "c"', want: false },
  { given: 'fromJSON("\\"abc\\"") contains fromJSON("\\"c\\"")', want: true },
  { given: 'b"abc" matches "b"', want: true },
  { given: '"" contains ""', want: true },
  { given: '"a.c" matches "a\\\\.c"', want: true },
  { given: 'text matches text', want: true },
  { given: 'fromJSON("null") startsWith "a"', want: false },
])('texts: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: '1 in [1, 2]', want: true },
  { given: '3 in list', want: true },
  { given: '4 in list', want: false },
  { given: '"a" in ["a", "b"]', want: true },
  { given: '"c" in ["a", "b"]', want: false },
  { given: '"c" not in ["a", "b"]', want: true },
  { given: '1.0 in [1, 2]', want: true },
  { given: '"k" in item', want: true },
  { given: '"z" in item', want: false },
  { given: '"k" not in item', want: false },
  { given: '"a" in {"a": 1}', want: true },
  { given: 'n in 5..9', want: true },
  { given: 'n in [7]', want: true },
  { given: 'nil in [nil]', want: true },
  { given: 'nothing in [1, nil]', want: true },
  { given: '1 in []', want: false },
  { given: '[1] in [[1], [2]]', want: true },
  { given: '97 in b"abc"', want: true },
  { given: 'fromJSON("\\"k\\"") in item', want: true },
  { given: 'fromJSON("1") in [1]', want: true },
  { given: 'text in ["abc"]', want: true },
  { given: 'fromJSON("null") in ["a", ""]', want: true },
  { given: '"Year" in date("2024-01-01")', want: false },
  { given: '"Nope" in date("2024-01-01")', want: false },
  { given: '2 in 1..3', want: true },
  { given: 'fromJSON("5") in 1..3', want: false },
  { given: '"a" in fromJSON("[\\"a\\"]")', want: true },
  { given: '"a" in fromJSON("{\\"a\\": null}")', want: true },
])('membership: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: '1..3', want: [1n, 2n, 3n] },
  { given: '3..1', want: [] },
  { given: '2..2', want: [2n] },
  { given: '-1..1', want: [-1n, 0n, 1n] },
  { given: '0..len(list) - 1', want: [0n, 1n, 2n] },
  { given: '[1, "a", nil]', want: [1n, 'a', null] },
  { given: '[]', want: [] },
  { given: '[[]]', want: [[]] },
  { given: '{"a": 1, "b": [2]}', want: { a: 1n, b: [2n] } },
  { given: '{}', want: {} },
  { given: '{a: 1}', want: { a: 1n } },
  { given: '{("k" + "1"): 2}', want: { k1: 2n } },
  { given: '{"a": {"b": nil}}', want: { a: { b: null } } },
  { given: '1; 2', want: 2n },
  { given: 'let x = 2; let y = x * x; x + y', want: 6n },
  { given: 'let f = map(list, # * 2); sum(f)', want: 12 },
  { given: '(let a = 1; a) + 1', want: 2n },
  { given: 'let s = "a"; s + s', want: 'aa' },
  { given: "'it\\'s'", want: "it's" },
  { given: '`raw \\n`', want: 'raw \\n' },
])('ranges and lists: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([{ given: 'fromJSON("1")()', want: 'unexpected token Bracket("(") (1:14)' }])(
  'cannot read $given',
  ({ given, want }) => {
    expect(() => evaluate(given)).toThrow(
      expect.objectContaining({ code: 'EXPRESSION_SYNTAX', message: expect.stringContaining(want) }),
    );
  },
);

test.for([
  {
    given: 'b"a" matches fromJSON("1")',
    want: 'invalid operation: matches (mismatched types []uint8 and interface {}) (1:6)',
  },
])('refuses $given before it runs', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_TYPE', message: expect.stringContaining(want) }),
  );
});

test.for([
  { given: 'fromJSON("\\"a\\"") + 1', want: 'invalid operation: string + int (1:19)' },
  { given: '1 + fromJSON("null")', want: 'invalid operation: int + <nil> (1:3)' },
  { given: '5 % len([])', want: 'runtime error: integer divide by zero (1:3)' },
  { given: '1 - fromJSON("\\"a\\"")', want: 'invalid operation: int - string (1:3)' },
  { given: 'fromJSON("true") * 2', want: 'invalid operation: bool * int (1:18)' },
  { given: 'fromJSON("\\"a\\"") / 2', want: 'invalid operation: string / int (1:19)' },
  { given: 'fromJSON("1.5") % 2', want: 'invalid operation: float64 % int (1:17)' },
  { given: 'fromJSON("\\"a\\"") ** 2', want: 'invalid operation: float(string) (1:19)' },
  { given: 'fromJSON("\\"a\\"") < 1', want: 'invalid operation: string < int (1:19)' },
  { given: '1 >= fromJSON("null")', want: 'invalid operation: int >= <nil> (1:3)' },
  {
    given: 'fromJSON("[1]") < fromJSON("[2]")',
    want: 'invalid operation: []interface {} < []interface {} (1:17)',
  },
  { given: '-fromJSON("\\"a\\"")', want: 'invalid operation: - string (1:1)' },
  { given: '!fromJSON("1")', want: 'interface conversion: interface {} is float64, not bool (1:1)' },
  { given: 'not fromJSON("null")', want: 'interface conversion: interface {} is nil, not bool (1:1)' },
  {
    given: 'yes and fromJSON("1") or no',
    want: 'interface conversion: interface {} is float64, not bool (1:23)',
  },
  { given: 'fromJSON("1") and yes', want: 'interface conversion: interface {} is float64, not bool (1:15)' },
  {
    given: 'fromJSON("\\"a\\"") ? 1 : 2',
    want: 'interface conversion: interface {} is string, not bool (1:25)',
  },
  {
    given: 'fromJSON("1") contains "a"',
    want: 'interface conversion: interface {} is float64, not string (1:15)',
  },
  {
    given: 'text matches fromJSON("1")',
    want: 'interface conversion: interface {} is float64, not string (1:6)',
  },
  { given: 'text matches fromJSON("\\"[\\"")', want: 'error parsing regexp: missing closing ]: `[` (1:6)' },
  {
    given: 'fromJSON("1") matches "a"',
    want: 'interface conversion: interface {} is float64, not []uint8 (1:15)',
  },
  { given: '"a" in fromJSON("1")', want: 'operator "in" not defined on float64 (1:5)' },
  {
    given: '1 in fromJSON("{\\"a\\": 1}")',
    want: 'reflect.Value.MapIndex: value of type int is not assignable to type string (1:3)',
  },
  { given: '1 in fromJSON("\\"abc\\"")', want: 'operator "in" not defined on string (1:3)' },
  {
    given: 'fromJSON("1") in ["a", "b"]',
    want: 'reflect.Value.MapIndex: value of type float64 is not assignable to type string (1:15)',
  },
  { given: '1..2000000', want: 'memory budget exceeded (1:2)' },
  { given: 'fromJSON("\\"a\\"")..2', want: 'invalid operation: int(string) (1:18)' },
  { given: '{(fromJSON("1")): 2}', want: 'interface conversion: interface {} is float64, not string (1:1)' },
  { given: 'fromJSON("\\"a\\"") - date("2024-01-01")', want: 'invalid operation: string - time.Time (1:19)' },
  {
    given: 'if fromJSON("1") { 1 } else { 2 }',
    want: 'interface conversion: interface {} is float64, not bool (1:1)',
  },
])('fails on $given', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_EVALUATION', message: expect.stringContaining(want) }),
  );
});
