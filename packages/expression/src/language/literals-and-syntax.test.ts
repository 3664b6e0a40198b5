import { expect, test } from 'vitest';
import { evaluateExpression } from '../runtime/evaluate-expression.ts';

const evaluate = (text: string): unknown => evaluateExpression(text, {});

test.for([
  { given: '1_000', want: 1000n },
  { given: '0x1F', want: 31n },
  { given: '0b101', want: 5n },
  { given: '0o17', want: 15n },
  { given: '007', want: 7n },
  { given: '1e3', want: 1000 },
  { given: '1.5e-3', want: 0.0015 },
  { given: '.5', want: 0.5 },
  { given: '0.5', want: 0.5 },
  { given: '1E2', want: 100 },
  { given: '9223372036854775807', want: 9223372036854775807n },
  { given: '1_0.5', want: 10.5 },
  { given: "'a\"b'", want: 'a"b' },
  { given: '"a\'b"', want: "a'b" },
  { given: '"\\n\\t\\r\\\\\\""', want: '\n\t\r\\"' },
  { given: '"\\a\\b\\f\\v"', want: '\u0007\b\f\u000b' },
  { given: '"\\x41\\u00e9\\U0001F600"', want: 'Aé😀' },
  { given: '"\\u{1F600}\\u{41}"', want: '😀A' },
  { given: '"\\101"', want: 'A' },
  { given: '`a\\n`', want: 'a\\n' },
  { given: "'\\''", want: "'" },
  { given: 'len(b"\\xff\\101\\n")', want: 3n },
  { given: 'b"é" == b"\\xc3\\xa9"', want: true },
  { given: "b'a' == b'a'", want: true },
  { given: '"\\ud800" == "\\ufffd"', want: true },
  { given: 'nil', want: null },
  { given: 'true', want: true },
  { given: 'false', want: false },
  { given: '"héllo 日本 😀"', want: 'héllo 日本 😀' },
  { given: '1 // comment', want: 1n },
  { given: '1 /* comment */ + 2', want: 3n },
  { given: '"" + ``', want: '' },
])('$given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: '0x', want: 'invalid hex literal: strconv.ParseInt: parsing "0x": invalid syntax (1:2)' },
  { given: '0b', want: 'invalid binary literal: strconv.ParseInt: parsing "0b": invalid syntax (1:2)' },
  { given: '0o', want: 'invalid octal literal: strconv.ParseInt: parsing "0o": invalid syntax (1:2)' },
  { given: '0b12', want: 'bad number syntax: "0b12" (1:4)' },
  {
    given: '9223372036854775808',
    want: 'invalid integer literal: strconv.ParseInt: parsing "9223372036854775808": value out of range (1:19)',
  },
  {
    given: '0xFFFFFFFFFFFFFFFFF',
    want: 'invalid hex literal: strconv.ParseInt: parsing "0xFFFFFFFFFFFFFFFFF": value out of range (1:19)',
  },
  {
    given: '1e999',
    want: 'invalid float literal: strconv.ParseFloat: parsing "1e999": value out of range (1:5)',
  },
  { given: '1.2.3', want: 'unexpected token Number(".3") (1:4)' },
  { given: '"a', want: 'literal not terminated (1:3)' },
  { given: "'a", want: 'literal not terminated (1:3)' },
  { given: '`a', want: 'literal not terminated (1:3)' },
  { given: '"\\q"', want: 'invalid char escape (1:3)' },
  { given: '"\\u{110000}"', want: 'unable to unescape string (1:12)' },
  { given: '"\\9"', want: 'invalid char escape (1:3)' },
  { given: 'b"\\u0041"', want: 'unable to unescape string (1:9)' },
  { given: 'b"\\q"', want: 'invalid char escape (1:4)' },
  { given: '@', want: "unrecognized character: U+0040 '@' (1:1)" },
  { given: 'a $ b', want: 'unexpected token Identifier("$") (1:3)' },
  { given: '1 +', want: 'unexpected token EOF (1:3)' },
  { given: '(1', want: 'unexpected token EOF (1:2)' },
  { given: '[1', want: 'unexpected token EOF (1:2)' },
  { given: '{"a"', want: 'unexpected token EOF (1:4)' },
  { given: '{"a": }', want: 'unexpected token Bracket("}") (1:7)' },
  { given: 'a b', want: 'unexpected token Identifier("b") (1:3)' },
  { given: '1..', want: 'unexpected token EOF (1:3)' },
  { given: 'foo(', want: 'unexpected token EOF (1:4)' },
  { given: 'foo(1 2)', want: 'unexpected token Number("2") (1:7)' },
  { given: 'a?', want: 'unexpected token EOF (1:2)' },
  { given: 'a ? b', want: 'unexpected token EOF (1:5)' },
  { given: '.a', want: 'unexpected token Operator(".") (1:1)' },
  { given: 'a.1', want: 'unexpected token Number(".1") (1:2)' },
  { given: 'not', want: 'unexpected token EOF (1:3)' },
  { given: 'let x = 1', want: 'unexpected token EOF (1:9)' },
  { given: 'let = 1; 2', want: 'unexpected token Operator("=") (1:5)' },
  { given: 'if true { 1 }', want: 'unexpected token EOF (1:13)' },
  { given: 'if true 1', want: 'unexpected token Number("1") (1:9)' },
  { given: 'x = 1', want: 'unexpected token Operator("=") (1:3)' },
  { given: '1 === 1', want: 'unexpected token Operator("=") (1:5)' },
  {
    given: 'a ?? b + c',
    want: 'Operator (+) and coalesce expressions (??) cannot be mixed. Wrap either by parentheses. (1:8)',
  },
  { given: '1 not 2', want: 'unexpected token Number("2") (1:7)' },
  { given: '"a" not', want: 'unexpected token EOF (1:7)' },
  { given: 'map([1], {# + 1)', want: 'unexpected token Bracket(")") (1:16)' },
  { given: '[1,,2]', want: 'unexpected token Operator(",") (1:4)' },
  {
    given: '{,}',
    want: 'a map key must be a quoted string, a number, a identifier, or an expression enclosed in parentheses (unexpected token Operator(",")) (1:2)',
  },
  { given: '/* open', want: 'unclosed comment (1:8)' },
  { given: 'a[', want: 'unexpected token EOF (1:2)' },
  { given: 'a[1:', want: 'unexpected token EOF (1:4)' },
  { given: 'len(', want: 'unexpected token EOF (1:4)' },
  { given: '1 if', want: 'unexpected token Operator("if") (1:3)' },
  { given: '&', want: 'unexpected token Operator("&") (1:1)' },
  { given: '|', want: 'unexpected token Operator("|") (1:1)' },
  { given: 'a | 1', want: 'unexpected token Number("1") (1:5)' },
  { given: 'a | b', want: 'unexpected token EOF (1:5)' },
  { given: ')', want: 'unexpected token Bracket(")") (1:1)' },
  { given: ']', want: 'unexpected token Bracket("]") (1:1)' },
  { given: '"\n"', want: 'literal not terminated (1:2)' },
  { given: '!', want: 'unexpected token EOF (1:1)' },
  { given: '-', want: 'unexpected token EOF (1:1)' },
])('cannot read $given', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_SYNTAX', message: expect.stringContaining(want) }),
  );
});

test.for([{ given: 'a || b ?? c', want: 'unknown name a (1:1)' }])(
  'refuses $given before it runs',
  ({ given, want }) => {
    expect(() => evaluate(given)).toThrow(
      expect.objectContaining({ code: 'EXPRESSION_TYPE', message: expect.stringContaining(want) }),
    );
  },
);
