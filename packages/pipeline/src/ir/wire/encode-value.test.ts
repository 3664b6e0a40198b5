import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeArgument } from '../../runtime/arguments/decode-argument.ts';
import { assertEncodable, encodeValue } from './encode-value.ts';

describe('encoding of values', () => {
  test.for([
    { title: 'a number', given: 5, want: '5' },
    { title: 'a string in quotes', given: 'a"b', want: '"a\\"b"' },
    { title: 'both braces of a tag escaped', given: '{{x}}', want: '"\\u007b\\u007bx}}"' },
    { title: 'all of three braces escaped', given: '{{{', want: '"\\u007b\\u007b\\u007b"' },
    { title: 'a single brace as it is', given: { a: '{' }, want: '{"a":"{"}' },
    { title: 'what is not ASCII escaped', given: 'é🙂', want: '"\\u00e9\\ud83d\\ude42"' },
    { title: 'DEL escaped', given: '\u007f', want: '"\\u007f"' },
    { title: 'undefined fields left out', given: { a: undefined, b: null }, want: '{"b":null}' },
  ])('writes $title', ({ given, want }) => {
    expect(encodeValue(given)).toBe(want);
  });

  test.for([
    { title: 'NaN', given: { a: Number.NaN }, want: /"a" is NaN/ },
    { title: 'infinity', given: Number.POSITIVE_INFINITY, want: /Infinity/ },
    { title: 'a bigint', given: [1n], want: /a bigint/ },
    { title: 'a function', given: () => 1, want: /a function/ },
    { title: 'a Map', given: new Map(), want: /an instance of Map/ },
    { title: 'a Date', given: { at: new Date(0) }, want: /an instance of Date/ },
    { title: 'undefined in a list', given: [undefined], want: /undefined/ },
  ])('refuses $title', ({ given, want }) => {
    expect(() => encodeValue(given)).toThrow(
      expect.objectContaining({ code: 'PIPELINE_UNSUPPORTED_VALUE', message: expect.stringMatching(want) }),
    );
  });

  test('returns ASCII text without tags that decodes to the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = encodeValue(value);
        expect(text).toMatch(/^[\x20-\x7e]*$/);
        expect(text).not.toContain('{{');
        // As JSON.stringify does, it drops the sign of -0.
        expect(decodeArgument(text, { kind: 'value' })).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test.for([-0, [-0], { a: -0 }])('drops the sign of a zero: %o', (value) => {
    expect(decodeArgument(encodeValue(value), { kind: 'value' })).toEqual(JSON.parse(JSON.stringify(value)));
  });

  test('escapes every run of braces', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', 'a', '"', '\\') }), (value) => {
        const text = encodeValue({ [value]: [value] });
        expect(text).not.toContain('{{');
        expect(JSON.parse(text)).toEqual({ [value]: [value] });
      }),
    );
  });
});

describe('parts of a value that is assembled at run time', () => {
  test.for([
    { given: { a: ['\ud800'] }, want: 'A value under "0" is a string with half a surrogate pair' },
    {
      given: { a: { '\udc00': 1 } },
      want: 'A value under "a" is an object with half a surrogate pair in a key',
    },
  ])('$given is refused', ({ given, want }) => {
    expect(() => assertEncodable(given, () => false)).toThrow(want);
  });
});
