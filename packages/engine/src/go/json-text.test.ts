import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scanJson } from './json-scan.ts';
import { compactJson, goJson } from './json-text.ts';

describe('JSON as Go reads it', () => {
  test('accepts what JSON.parse accepts, and keeps its meaning when compacted', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 1, '\t'), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent);
        expect(JSON.parse(compactJson(text))).toEqual(JSON.parse(json));
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
    { given: 'red', want: "invalid character 'r' looking for beginning of value" },
    { given: '', want: 'unexpected end of JSON input' },
    { given: '[1', want: 'unexpected end of JSON input' },
    { given: '[1 2]', want: "invalid character '2' after array element" },
    { given: '{a', want: "invalid character 'a' looking for beginning of object key string" },
    { given: '{"a" 1', want: "invalid character '1' after object key" },
    { given: '{"a":1 "b"', want: "invalid character '\"' after object key:value pair" },
    { given: '1 x', want: "invalid character 'x' after top-level value" },
    { given: 'trie', want: "invalid character 'i' in literal true (expecting 'u')" },
    { given: '"\\x"', want: "invalid character 'x' in string escape code" },
    { given: "'a'", want: "invalid character '\\'' looking for beginning of value" },
    { given: '-x', want: "invalid character 'x' in numeric literal" },
  ])('$given is refused in the words of Go', ({ given, want }) => {
    expect(() => scanJson(given)).toThrow(want);
  });
});

describe('JSON as Go writes it', () => {
  test.for([
    { given: { b: 1, a: [true, null] }, want: '{"a":[true,null],"b":1}' },
    { given: '<a & b>', want: '"\\u003ca \\u0026 b\\u003e"' },
    { given: { x: undefined }, want: '{}' },
  ])('$want', ({ given, want }) => {
    expect(goJson(given)).toBe(want);
  });

  test.for([
    { given: ' [ 1.50, 1e2 , 12345678901234567890 ] ', want: '[1.50,1e2,12345678901234567890]' },
    { given: '{"b": "\\u007b", "a": {}}', want: '{"b":"\\u007b","a":{}}' },
  ])('a raw value keeps its digits and escapes: $want', ({ given, want }) => {
    expect(compactJson(given)).toBe(want);
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
