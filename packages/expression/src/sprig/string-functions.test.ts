import { expect, test } from 'vitest';
import { evaluateExpression } from '../runtime/evaluate-expression.ts';
import { toPlainValue } from '../to-plain-value.ts';

const environment = { list: [3, 1, 2], item: { k: 'v', n: 4 }, nothing: null, text: 'abc' };

const evaluate = (text: string): unknown => toPlainValue(evaluateExpression(text, environment));

test.for([
  { given: 'sprig.hello()', want: 'Hello!' },
  { given: 'sprig.trim("  a b ")', want: 'a b' },
  { given: 'sprig.trimAll("$", "$5.00$")', want: '5.00' },
  { given: 'sprig.trimall("xy", "yxaxy")', want: 'a' },
  { given: 'sprig.trimPrefix("-", "-a-")', want: 'a-' },
  { given: 'sprig.trimSuffix("-", "-a-")', want: '-a' },
  { given: 'sprig.trimPrefix("z", "a")', want: 'a' },
  { given: 'sprig.nospace(" a \\t b\\n")', want: 'ab' },
  { given: 'sprig.upper("aé")', want: 'AÉ' },
  { given: 'sprig.lower("AÉ")', want: 'aé' },
  { given: 'sprig.title("hello big-world it\'s")', want: "Hello Big-World It'S" },
  { given: 'sprig.title("émile zola")', want: 'Émile Zola' },
  { given: 'sprig.untitle("Hello World")', want: 'hello world' },
  { given: 'sprig.swapcase("aBc É")', want: 'AbC é' },
  { given: 'sprig.swapcase("Hello World")', want: 'hELLO wORLD' },
  { given: 'sprig.initials("First Try")', want: 'FT' },
  { given: 'sprig.initials("  two  words ")', want: 'tw' },
  { given: 'sprig.initials("")', want: '' },
])('spaces and case: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'sprig.substr(0, 5, "hello world")', want: 'hello' },
  { given: 'sprig.substr(-1, 5, "hello world")', want: 'hello' },
  { given: 'sprig.substr(6, -1, "hello world")', want: 'world' },
  { given: 'sprig.substr(6, 99, "hello world")', want: 'world' },
  { given: 'sprig.substr(2, 2, "abc")', want: '' },
  { given: 'sprig.trunc(3, "abcdef")', want: 'abc' },
  { given: 'sprig.trunc(-3, "abcdef")', want: 'def' },
  { given: 'sprig.trunc(9, "abc")', want: 'abc' },
  { given: 'sprig.trunc(-9, "abc")', want: 'abc' },
  { given: 'sprig.trunc(0, "abc")', want: '' },
  { given: 'sprig.abbrev(5, "hello world")', want: 'he...' },
  { given: 'sprig.abbrev(3, "hello")', want: 'hello' },
  { given: 'sprig.abbrev(20, "hello")', want: 'hello' },
  { given: 'sprig.abbrev(4, "hello")', want: 'h...' },
  { given: 'sprig.abbrevboth(5, 10, "1234 5678 9123")', want: '...5678...' },
  { given: 'sprig.abbrevboth(0, 6, "abcdefghij")', want: 'abc...' },
  { given: 'sprig.abbrevboth(9, 7, "abcdefghijklmnop")', want: '...j...' },
  { given: 'sprig.abbrevboth(5, 5, "abcdefghij")', want: 'abcdefghij' },
  { given: 'sprig.abbrevboth(99, 8, "abcdefghijkl")', want: '...hijkl' },
  { given: 'sprig.abbrevboth(5, 20, "short")', want: 'short' },
  { given: 'sprig.repeat(3, "ab")', want: 'ababab' },
  { given: 'sprig.repeat(0, "ab")', want: '' },
  { given: 'sprig.wrap(5, "hello big world")', want: 'hello\nbig\nworld' },
  { given: 'sprig.wrap(80, "short")', want: 'short' },
  { given: 'sprig.wrap(3, "abcdefg hi")', want: 'abcdefg\nhi' },
  { given: 'sprig.wrap(0, "ab cd")', want: 'ab\ncd' },
  { given: 'sprig.wrapWith(5, "-", "abcdefgh ij")', want: 'abcde-fgh-ij' },
  { given: 'sprig.wrapWith(4, "", "abcd efgh")', want: 'abcd\nefgh' },
  { given: 'sprig.wrapWith(3, "\\t", "  ab  cdefg")', want: 'ab \tcde\tfg' },
  { given: 'sprig.indent(2, "a\\nb")', want: '  a\n  b' },
  { given: 'sprig.nindent(2, "a\\n\\nb")', want: '\n  a\n  \n  b' },
  { given: 'sprig.indent(0, "a")', want: 'a' },
])('cuts: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'sprig.contains("b", "abc")', want: true },
  { given: 'sprig.contains("z", "abc")', want: false },
  { given: 'sprig.hasPrefix("a", "abc")', want: true },
  { given: 'sprig.hasPrefix("b", "abc")', want: false },
  { given: 'sprig.hasSuffix("c", "abc")', want: true },
  { given: 'sprig.hasSuffix("b", "abc")', want: false },
  { given: 'sprig.replace("a", "b", "banana")', want: 'bbnbnb' },
  { given: 'sprig.replace("", "-", "ab")', want: '-a-b-' },
  { given: 'sprig.plural("one", "many", 1)', want: 'one' },
  { given: 'sprig.plural("one", "many", 0)', want: 'many' },
  { given: 'sprig.split(",", "a,b")', want: { _0: 'a', _1: 'b' } },
  { given: 'sprig.split(",", "")', want: { _0: '' } },
  { given: 'sprig.splitn(",", 2, "a,b,c")', want: { _0: 'a', _1: 'b,c' } },
  { given: 'sprig.splitn(",", 0, "a,b,c")', want: {} },
  { given: 'sprig.splitn(",", -1, "a,b")', want: { _0: 'a', _1: 'b' } },
  { given: 'sprig.splitList(",", "a,b")', want: ['a', 'b'] },
  { given: 'sprig.splitList("", "ab")', want: ['a', 'b'] },
  { given: 'sprig.splitList(",", "")', want: [''] },
  { given: 'sprig.join("-", ["a", 1, nil, true])', want: 'a-1-true' },
  { given: 'sprig.join("-", "a")', want: 'a' },
  { given: 'sprig.join("-", nil)', want: '' },
  { given: 'sprig.join("-", 5)', want: '5' },
  { given: 'sprig.join(",", 1..3)', want: '1,2,3' },
  { given: 'sprig.sortAlpha(["b", "a", "B"])', want: ['B', 'a', 'b'] },
  { given: 'sprig.sortAlpha(["b", 10, 9])', want: ['10', '9', 'b'] },
  { given: 'sprig.sortAlpha("a")', want: ['a'] },
  { given: 'sprig.sortAlpha([])', want: [] },
])('tests and parts: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'sprig.quote("a\\"b", 1, nil, true)', want: '"a\\"b" "1" "true"' },
  { given: 'sprig.quote()', want: '' },
  { given: 'sprig.quote("é\\n")', want: '"é\\n"' },
  { given: 'sprig.squote("a", 1, nil)', want: "'a' '1'" },
  { given: 'sprig.squote("it\'s")', want: "'it's'" },
  { given: 'sprig.cat("a", 1, nil, [1])', want: 'a 1 [1]' },
  { given: 'sprig.cat()', want: '' },
  { given: 'sprig.toString(1.0)', want: '1' },
  { given: 'sprig.toString([1, "a"])', want: '[1 a]' },
  { given: 'sprig.toString(nil)', want: '<nil>' },
  { given: 'sprig.toString(b"hi")', want: 'hi' },
  { given: 'sprig.toString(duration("1s"))', want: '1s' },
  { given: 'sprig.toString(true)', want: 'true' },
  { given: 'sprig.toString({"a": 1})', want: 'map[a:1]' },
  { given: 'sprig.toStrings([1, "a", nil, 2.5])', want: ['1', 'a', '2.5'] },
  { given: 'sprig.toStrings("a")', want: ['a'] },
  { given: 'sprig.toStrings(nil)', want: [] },
  { given: 'sprig.toStrings(1..2)', want: ['1', '2'] },
  { given: 'sprig.b64enc("hé")', want: 'aMOp' },
  { given: 'sprig.b64dec("aMOp")', want: 'hé' },
  { given: 'sprig.b64dec("*")', want: 'illegal base64 data at input byte 0' },
  { given: 'sprig.b64dec("YQ")', want: 'illegal base64 data at input byte 0' },
  { given: 'sprig.b32enc("hello")', want: 'NBSWY3DP' },
  { given: 'sprig.b32enc("")', want: '' },
  { given: 'sprig.b32enc("hé")', want: 'NDB2S===' },
  { given: 'sprig.b32dec("NBSWY3DP")', want: 'hello' },
  { given: 'sprig.b32dec("NB2HI4A=")', want: 'http' },
  { given: 'sprig.b32dec("!")', want: 'illegal base32 data at input byte 0' },
  { given: 'sprig.b32dec("NBSW")', want: 'illegal base32 data at input byte 0' },
  { given: 'sprig.b32dec("")', want: '' },
])('texts of values: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'sprig.snakecase("FirstName")', want: 'first_name' },
  { given: 'sprig.snakecase("HTTPServer")', want: 'http_server' },
  { given: 'sprig.snakecase("NoHTTPS")', want: 'no_https' },
  { given: 'sprig.snakecase("GO_PATH")', want: 'go_path' },
  { given: 'sprig.snakecase("GO PATH")', want: 'go_path' },
  { given: 'sprig.snakecase("GO-PATH")', want: 'go_path' },
  { given: 'sprig.snakecase("http2xx")', want: 'http_2xx' },
  { given: 'sprig.snakecase("HTTP20xOK")', want: 'http_20x_ok' },
  { given: 'sprig.snakecase("Duration2m3s")', want: 'duration_2m3s' },
  { given: 'sprig.snakecase("Bld4Floor3rd")', want: 'bld4_floor_3rd' },
  { given: 'sprig.snakecase("a__b")', want: 'a__b' },
  { given: 'sprig.snakecase("_a_b_")', want: '_a_b_' },
  { given: 'sprig.snakecase("a.b c")', want: 'a.b_c' },
  { given: 'sprig.snakecase("")', want: '' },
  { given: 'sprig.snakecase("ID3Tag!x")', want: 'id3_tag!x' },
  { given: 'sprig.snakecase("20Questions")', want: '20_questions' },
  { given: 'sprig.snakecase("a=b")', want: 'a_=_b' },
  { given: 'sprig.snakecase("Été2024Fin")', want: 'été2024_fin' },
  { given: 'sprig.kebabcase("FirstName")', want: 'first-name' },
  { given: 'sprig.kebabcase("a b_c")', want: 'a-b-c' },
  { given: 'sprig.kebabcase("HTTP2Server")', want: 'http2-server' },
  { given: 'sprig.camelcase("http_server")', want: 'HttpServer' },
  { given: 'sprig.camelcase("some words")', want: 'SomeWords' },
  { given: 'sprig.camelcase("_a")', want: '_A' },
  { given: 'sprig.camelcase("__")', want: '___' },
  { given: 'sprig.camelcase("a")', want: 'A' },
  { given: 'sprig.camelcase("-a")', want: '-A' },
  { given: 'sprig.camelcase("goLANG")', want: 'GoLANG' },
  { given: 'sprig.camelcase("a__b")', want: 'A_B' },
  { given: 'sprig.camelcase("no_HTTPS")', want: 'NoHttps' },
  { given: 'sprig.camelcase("GOPath x")', want: 'GopathX' },
  { given: 'sprig.camelcase("")', want: '' },
  { given: 'sprig.camelcase("x-")', want: 'X-' },
])('names: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'sprig.trim(1)', want: 'reflect: Call using int as type string (1:7)' },
  { given: 'sprig.trim()', want: 'invalid number of arguments: expected 1, got 0 (1:7)' },
  { given: 'sprig.trim("a", "b")', want: 'invalid number of arguments: expected 1, got 2 (1:7)' },
  { given: 'sprig.substr(1, 2)', want: 'invalid number of arguments: expected 3, got 2 (1:7)' },
  { given: 'sprig.substr(5, 2, "abcdef")', want: 'runtime error: slice bounds out of range [5:2] (1:7)' },
  { given: 'sprig.substr(2, 1, "abc")', want: 'runtime error: slice bounds out of range [2:1] (1:7)' },
  {
    given: 'sprig.substr(-1, 9, "abc")',
    want: 'runtime error: slice bounds out of range [:9] with length 3 (1:7)',
  },
  { given: 'sprig.repeat("a", 3)', want: 'reflect: Call using string as type int (1:7)' },
  { given: 'sprig.repeat(-1, "a")', want: 'strings: negative Repeat count (1:7)' },
  { given: 'sprig.indent(-1, "a")', want: 'strings: negative Repeat count (1:7)' },
  { given: 'sprig.replace("a", "b")', want: 'invalid number of arguments: expected 3, got 2 (1:7)' },
  { given: 'sprig.plural("a", "b", "c")', want: 'reflect: Call using string as type int (1:7)' },
  { given: 'sprig.splitn(",", "2", "a")', want: 'reflect: Call using string as type int (1:7)' },
  { given: 'sprig.join(1, ["a"])', want: 'reflect: Call using int as type string (1:7)' },
  { given: 'sprig.b64enc(1)', want: 'reflect: Call using int as type string (1:7)' },
  { given: 'sprig.upper(nil, nil)', want: 'invalid number of arguments: expected 1, got 2 (1:7)' },
  { given: 'sprig.contains(1, "a")', want: 'reflect: Call using int as type string (1:7)' },
])('fails on $given', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_EVALUATION', message: expect.stringContaining(want) }),
  );
});
