import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAXIMUM_RESULT_BYTES } from '../../contract/limits.ts';
import { createOutputTail } from './output-tail.ts';

test('keeps the same end however the output is cut into chunks', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(200_000), { maxLength: 8 }), fc.boolean(), (lengths, newline) => {
      const tail = createOutputTail();
      const chunks = lengths.map((length, index) => Buffer.alloc(length, 0x61 + index));
      if (newline) chunks.push(Buffer.from('\n'));
      for (const chunk of chunks) tail.add(chunk);
      const whole = Buffer.concat(chunks).toString();
      const trimmed = whole.endsWith('\n') ? whole.slice(0, -1) : whole;
      expect(tail.read() === trimmed.slice(-MAXIMUM_RESULT_BYTES)).toBe(true);
    }),
    { numRuns: 50 },
  );
});
