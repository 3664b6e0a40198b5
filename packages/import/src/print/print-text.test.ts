import { stripTypeScriptTypes } from 'node:module';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printKey, printText } from './print-text.ts';

test.for([
  { given: 'plain', want: "'plain'" },
  { given: "it's", want: `"it's"` },
  { given: `"'"`, want: `'"\\'"'` },
  { given: 'a\nb $\u007bx} `', want: '`a\nb \\$\u007bx} \\``' },
  { given: 'a line\n', want: "'a line\\n'" },
  { given: 'a\r\nb', want: "'a\\r\\nb'" },
  { given: '\ud800\n', want: "'\\ud800\\n'" },
  { given: 'a\u2028b\u0000', want: "'a\\u2028b\\u0000'" },
  { given: '😀', want: "'😀'" },
])('prints $given as $want', ({ given, want }) => {
  expect(printText(given)).toBe(want);
});

test('any text survives as value and key when the code is read from a file and run', () => {
  const unit = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.constantFrom('\ud800', '\r', '${', '`', '\\', "'", '\n', '__proto__'),
  );
  fc.assert(
    fc.property(
      fc.array(unit).map((parts) => parts.join('')),
      (text) => {
        const code = `({ ${printKey(text)}: ${printText(text)} })`;
        const written = new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(code));
        const value: unknown = new Function(`return ${stripTypeScriptTypes(written)}`)();
        expect(Object.entries(value as object)).toEqual([[text, text]]);
      },
    ),
  );
});
