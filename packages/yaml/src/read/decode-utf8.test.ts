import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeUtf8 } from './decode-utf8.ts';

const encoder = new TextEncoder();

test('decodes every valid UTF-8 text, including replacement characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n', 'é', '\uFFFD', '😀', '\uFEFF') }), (text) => {
      expect(decodeUtf8(encoder.encode(text))).toEqual({ text });
    }),
  );
});

test('returns the position of the first byte that is not UTF-8', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '\n', 'é', '\uFFFD', '😀') });
  const invalid = fc.constantFrom([0xe9], [0xff], [0xc3, 0x28], [0xf0, 0x9f, 0x98], [0xed, 0xa0, 0x80]);
  fc.assert(
    fc.property(text, invalid, text, (before, bytes, after) => {
      const lines = before.split('\n');
      expect(
        decodeUtf8(Uint8Array.of(...encoder.encode(before), ...bytes, ...encoder.encode(`x${after}`)))
          .invalid,
      ).toEqual({
        line: lines.length,
        column: (lines.at(-1)?.length ?? 0) + 1,
        offset: encoder.encode(before).length,
        byte: bytes[0],
      });
    }),
  );
});
