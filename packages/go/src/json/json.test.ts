import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compactJson, parseJson, printJson, scanJson } from '../index.ts';

describe('JSON as Go reads it', () => {
  test('accepts what JSON.parse accepts, and keeps its meaning when compacted', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 1, '\t'), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent);
        expect(JSON.parse(compactJson(text))).toEqual(JSON.parse(json));
        expect(parseJson(text)).toEqual(JSON.parse(json));
      }),
    );
  });

  test('refuses exactly what JSON.parse refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:0 1-.eEtruefalsn\\u\n') }), (text) => {
        expect(accepts(scanJson, text)).toBe(accepts(JSON.parse, text));
      }),
      { numRuns: 2000 },
    );
  });

  test.for([
    { given: '', want: 'unexpected end of JSON input' },
    { given: ' \t\r\n', want: 'unexpected end of JSON input' },
    { given: '[1', want: 'unexpected end of JSON input' },
    { given: '[1,', want: 'unexpected end of JSON input' },
    { given: '{', want: 'unexpected end of JSON input' },
    { given: '{"a"', want: 'unexpected end of JSON input' },
    { given: '{"a":', want: 'unexpected end of JSON input' },
    { given: '{"a":1', want: 'unexpected end of JSON input' },
    { given: '"a', want: 'unexpected end of JSON input' },
    { given: 'red', want: "invalid character 'r' looking for beginning of value" },
    { given: '[1,]', want: "invalid character ']' looking for beginning of value" },
    { given: '+1', want: "invalid character '+' looking for beginning of value" },
    { given: '.5', want: "invalid character '.' looking for beginning of value" },
    { given: 'NaN', want: "invalid character 'N' looking for beginning of value" },
    { given: "'a'", want: "invalid character '\\'' looking for beginning of value" },
    { given: '\\', want: "invalid character '\\\\' looking for beginning of value" },
    { given: '\u0000', want: "invalid character '\\x00' looking for beginning of value" },
    { given: '\u000b', want: "invalid character '\\v' looking for beginning of value" },
    { given: '\u007f', want: "invalid character '\\x7f' looking for beginning of value" },
    { given: '[1 2]', want: "invalid character '2' after array element" },
    { given: '[01]', want: "invalid character '1' after array element" },
    { given: '{a', want: "invalid character 'a' looking for beginning of object key string" },
    { given: '{"a":1,}', want: "invalid character '}' looking for beginning of object key string" },
    { given: '{"a" 1', want: "invalid character '1' after object key" },
    { given: '{"a":1 "b"', want: "invalid character '\"' after object key:value pair" },
    { given: '{"a":1]', want: "invalid character ']' after object key:value pair" },
    { given: '1 x', want: "invalid character 'x' after top-level value" },
    { given: '01', want: "invalid character '1' after top-level value" },
    { given: '[]]', want: "invalid character ']' after top-level value" },
    { given: '"\n"', want: "invalid character '\\n' in string literal" },
    { given: '"\\x"', want: "invalid character 'x' in string escape code" },
    { given: '"\\u12g4"', want: "invalid character 'g' in \\u hexadecimal character escape" },
    { given: 'trie', want: "invalid character 'i' in literal true (expecting 'u')" },
    { given: 'nul}', want: "invalid character '}' in literal null (expecting 'l')" },
    { given: '-x', want: "invalid character 'x' in numeric literal" },
    { given: '1.e', want: "invalid character 'e' after decimal point in numeric literal" },
    { given: '1e+x', want: "invalid character 'x' in exponent of numeric literal" },
  ])('refuses $given with the message of Go', ({ given, want }) => {
    expect(() => scanJson(given)).toThrow(new Error(want));
    expect(() => parseJson(given)).toThrow(new Error(want));
  });

  test.for([
    { given: 'tru', want: "invalid character ' ' in literal true (expecting 'e')" },
    { given: 'f', want: "invalid character ' ' in literal false (expecting 'a')" },
    { given: '[n', want: "invalid character ' ' in literal null (expecting 'u')" },
    { given: '-', want: "invalid character ' ' in numeric literal" },
    { given: '1.', want: "invalid character ' ' after decimal point in numeric literal" },
    { given: '1e', want: "invalid character ' ' in exponent of numeric literal" },
    { given: '"\\', want: "invalid character ' ' in string escape code" },
    { given: '"\\u00', want: "invalid character ' ' in \\u hexadecimal character escape" },
  ])('the end inside a word, number or escape counts as a blank: $given', ({ given, want }) => {
    expect(() => scanJson(given)).toThrow(new Error(want));
    expect(() => parseJson(given)).toThrow(new Error(want));
  });

  test.for([
    { given: 'é', want: "invalid character 'Ã' looking for beginning of value" },
    { given: '日', want: "invalid character 'æ' looking for beginning of value" },
    { given: '🙂', want: "invalid character 'ð' looking for beginning of value" },
    { given: '\ufeff{}', want: "invalid character 'ï' looking for beginning of value" },
    { given: '[1 é]', want: "invalid character 'Ã' after array element" },
  ])('prints the first byte of a character beyond ASCII: $given', ({ given, want }) => {
    expect(() => scanJson(given)).toThrow(new Error(want));
  });

  test('takes 10,000 levels and no more', () => {
    const nest = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(scanJson(nest(10_000)).kind).toBe('array');
    expect(() => scanJson(nest(10_001))).toThrow("invalid character '[' exceeded max depth");
    expect(() => parseJson(nest(10_001))).toThrow("invalid character '[' exceeded max depth");
    expect(() => scanJson('{"a":'.repeat(10_001))).toThrow("invalid character '{' exceeded max depth");
  });

  test('prints and compacts what it reads, however deep', () => {
    const text = `${'[{"a":'.repeat(5000)}1${'}]'.repeat(5000)}`;
    expect(printJson(parseJson(text))).toBe(text);
    expect(compactJson(text)).toBe(text);
  });

  test('a value that holds itself is refused', () => {
    const list: unknown[] = [];
    list.push(list);
    expect(() => printJson(list)).toThrow('json: unsupported value: nested too deeply');
  });

  test.for([
    { given: '1e999', want: '1e999' },
    { given: '[1, -1E+400, 2e500]', want: '-1E+400' },
    { given: `{"a": ${'9'.repeat(309)}}`, want: '9'.repeat(309) },
  ])('refuses a number that a float64 cannot hold: $want', ({ given, want }) => {
    expect(() => parseJson(given)).toThrow(
      `json: cannot unmarshal number ${want} into Go value of type float64`,
    );
  });

  test.for([
    { given: '-0', want: -0 },
    { given: '1e-999', want: 0 },
    { given: '1.7976931348623157e308', want: Number.MAX_VALUE },
    { given: '"1e999"', want: '1e999' },
    { given: '"\\ud83d\\ude42 \\u00e9"', want: '🙂 é' },
    { given: '{"a":1,"a":2}', want: { a: 2 } },
  ])('reads $given', ({ given, want }) => {
    expect(parseJson(given)).toEqual(want);
  });
});

describe('JSON as Go writes it', () => {
  test.for([
    { given: { b: 1, a: [true, null] }, want: '{"a":[true,null],"b":1}' },
    { given: { b: 1, B: 2, é: 3, '\uffff': 4, '🙂': 5 }, want: '{"B":2,"b":1,"é":3,"\uffff":4,"🙂":5}' },
    { given: '<a & b>', want: '"\\u003ca \\u0026 b\\u003e"' },
    { given: '\u2028\u2029', want: '"\\u2028\\u2029"' },
    { given: '\b\f\n\r\t\u0001\u007f"\\/', want: '"\\b\\f\\n\\r\\t\\u0001\u007f\\"\\\\/"' },
    { given: '\ud800', want: '"\ufffd"' },
    { given: { x: undefined }, want: '{}' },
    { given: [undefined], want: '[null]' },
    { given: [], want: '[]' },
    { given: {}, want: '{}' },
    { given: -0, want: '-0' },
    { given: 1e20, want: '100000000000000000000' },
    { given: 1e21, want: '1e+21' },
    { given: 0.000001, want: '0.000001' },
    { given: 1e-7, want: '1e-7' },
    { given: 2n ** 64n, want: '18446744073709551616' },
  ])('$want', ({ given, want }) => {
    expect(printJson(given)).toBe(want);
  });

  test.for([
    { given: Number.NaN, want: 'json: unsupported value: NaN' },
    { given: [Number.POSITIVE_INFINITY], want: 'json: unsupported value: +Inf' },
    { given: { a: Number.NEGATIVE_INFINITY }, want: 'json: unsupported value: -Inf' },
  ])('refuses what JSON cannot carry: $want', ({ given, want }) => {
    expect(() => printJson(given)).toThrow(new Error(want));
  });

  test('indents like MarshalIndent, with empty lists and objects on one line', () => {
    const given = { a: [1, { b: 2 }], c: [], d: {} };
    expect(printJson(given, { indent: '  ' })).toBe(JSON.stringify(given, null, 2));
  });

  test('an object with a text of its own gives it', () => {
    const printSpecial = (value: object): string | undefined => (value instanceof Date ? '0' : undefined);
    expect(printJson({ a: [new Date(0)] }, { printSpecial })).toBe('{"a":[0]}');
  });

  test.for([
    { given: ' [ 1.50, 1e2 , 12345678901234567890 ] ', want: '[1.50,1e2,12345678901234567890]' },
    { given: '{"b": "\\u007b", "a": {}}', want: '{"b":"\\u007b","a":{}}' },
    { given: '[ { "a b" : " \\" [ " } , null ]', want: '[{"a b":" \\" [ "},null]' },
    { given: ' "<a>" ', want: '"\\u003ca\\u003e"' },
  ])('a raw value keeps its digits and escapes: $want', ({ given, want }) => {
    expect(compactJson(given)).toBe(want);
  });

  test('compacts one value of a text', () => {
    const text = '[1, [2, 3] , 4]';
    expect(scanJson(text).parts.map((part) => compactJson(text, part))).toEqual(['1', '[2,3]', '4']);
  });
});

function accepts(parse: (text: string) => unknown, text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}
