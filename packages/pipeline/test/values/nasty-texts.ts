import fc from 'fast-check';

const CHARACTERS = [
  ...'"\'\\{}$()`=%&<>| \n\r\t\b\f\v\0\u0007\u001b',
  ...'\u007f\u0080\u00ad\u2028\ufeff\ue000\uffff\ufffd',
  ...'\u{1f600}\u{e0001}\u{e0067}\u{f0000}\u{10ffff}\u{1d173}',
];

/** Texts that something on the way of a value could take for something else. */
export const nastyTexts: readonly string[] = [
  '',
  ' ',
  'undefined',
  'null',
  'true',
  '[]',
  '{}',
  '"',
  '\\',
  '\\u007b\\u007b',
  '\\U000e0001',
  '12345678901234567890',
  '1.0',
  '-0',
  '1e400',
  '{{workflow.name}}',
  '{{=1+1}}',
  '{{{a}}}',
  '{{item}}',
  '{{inputs.parameters.value}}',
  '{{tasks.a.outputs.parameters.output}}',
  '}}',
  '$(HOME)',
  '$(X)$$(X)$$$',
  `it's "so"`,
  'a\r\nb\tc\n',
  '---\n- y: no',
  '__proto__',
  CHARACTERS.join(''),
];

/** Any text, with many characters that need escaping. */
export const anyText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...CHARACTERS),
      fc.constantFrom(...nastyTexts),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));
