import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  byteAt,
  byteLength,
  compareStrings,
  compilePattern,
  escapeGo,
  isAscii,
  matches,
  quoteGo,
  sliceBytes,
  toBase64,
} from '../index.ts';

test.for([
  { given: '', want: '""' },
  { given: 'plain text', want: '"plain text"' },
  { given: '"\\', want: String.raw`"\"\\"` },
  { given: "it's", want: `"it's"` },
  { given: '\x07\b\f\n\r\t\v', want: String.raw`"\a\b\f\n\r\t\v"` },
  { given: '\x00\x1b\x7f', want: String.raw`"\x00\x1b\x7f"` },
  { given: 'é日🙂', want: '"é日🙂"' },
  { given: '\u0080\u00a0\u00ad', want: String.raw`"\u0080\u00a0\u00ad"` },
  { given: '\u200b\u2028\ufeff', want: String.raw`"\u200b\u2028\ufeff"` },
  { given: '\u{e0001}', want: String.raw`"\U000e0001"` },
  { given: '\ufffd', want: '"\ufffd"' },
])('strconv.Quote writes $want', ({ given, want }) => {
  expect(quoteGo(given)).toBe(want);
  expect(escapeGo(given)).toBe(want.slice(1, -1));
});

describe('strings as bytes', () => {
  test('length, slices and bytes are those of the UTF-8 form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), fc.nat(20), (text, from, to) => {
        const bytes = Buffer.from(text);
        expect(byteLength(text)).toBe(bytes.length);
        expect(byteAt(text, from)).toBe(bytes[from] ?? 0);
        expect(sliceBytes(text, from, to)).toBe(bytes.subarray(from, to).toString());
        expect(toBase64(bytes)).toBe(bytes.toString('base64'));
        expect(isAscii(text)).toBe(bytes.length === text.length);
      }),
    );
  });

  test('the order is that of the bytes', () => {
    const unit = fc.constantFrom('a', 'b', 'é', '\ud7ff', '\ue000', '\uffff', '🙂', '\u{10ffff}');
    fc.assert(
      fc.property(fc.string({ unit }), fc.string({ unit }), (a, b) => {
        expect(Math.sign(compareStrings(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });
});

describe('patterns', () => {
  test.for([
    { pattern: '^a+$', text: 'aaa', want: true },
    { pattern: '(?i)HELLO', text: 'say hello', want: true },
    { pattern: String.raw`\d{3}`, text: '12', want: false },
    { pattern: String.raw`(?P<year>\d+)`, text: 'in 2024', want: true },
    { pattern: '', text: '', want: true },
    // In linear time, where JavaScript would take years.
    { pattern: '^(a+)+$', text: `${'a'.repeat(50)}!`, want: false },
  ])('$pattern in "$text"', ({ pattern, text, want }) => {
    expect(matches(compilePattern(pattern), text)).toBe(want);
  });

  test.for([
    { given: '(', want: 'error parsing regexp: missing closing ): `(`' },
    { given: '(?=a)', want: 'error parsing regexp: invalid or unsupported Perl syntax: `(?=`' },
    { given: 'a\\', want: 'error parsing regexp: trailing backslash at end of expression: ``' },
    { given: '*a', want: 'error parsing regexp: missing argument to repetition operator: `*`' },
    { given: '[z-a]', want: 'error parsing regexp: invalid character class range: `z-a`' },
  ])('refuses $given', ({ given, want }) => {
    expect(() => compilePattern(given)).toThrow(want);
  });
});
