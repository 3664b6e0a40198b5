import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson } from '../index.ts';

test.for([
  { given: '', want: 'unexpected end of JSON input' },
  { given: 'red', want: "invalid character 'r' looking for beginning of value" },
  { given: '{bad', want: "invalid character 'b' looking for beginning of object key string" },
  { given: '{"a" 1}', want: "invalid character '1' after object key" },
  { given: '{"a":1 "b"}', want: "invalid character '\"' after object key:value pair" },
  { given: '[1 2]', want: "invalid character '2' after array element" },
  { given: '[1,]', want: "invalid character ']' looking for beginning of value" },
  { given: '1 2', want: "invalid character '2' after top-level value" },
  { given: 'tru', want: "invalid character ' ' in literal true (expecting 'e')" },
  { given: 'trie', want: "invalid character 'i' in literal true (expecting 'u')" },
  { given: '"\\x"', want: "invalid character 'x' in string escape code" },
  { given: '"\n"', want: "invalid character '\\n' in string literal" },
  { given: '-a', want: "invalid character 'a' in numeric literal" },
  { given: '1.', want: "invalid character ' ' after decimal point in numeric literal" },
  { given: '1.e', want: "invalid character 'e' after decimal point in numeric literal" },
  { given: "'a'", want: "invalid character '\\'' looking for beginning of value" },
])('reports $given with the message of Go', ({ given, want }) => {
  expect(() => parseJson(given)).toThrow(new Error(want));
});

test('finds a problem in exactly the texts that are not JSON', () => {
  const pieces = fc.array(
    fc.constantFrom(...'{ } [ ] , : "a" "\\u00e9" 1 -0.5e3 true null x " 01 \\ é'.split(' ')),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        pieces.map((parts) => parts.join('')),
        fc.json(),
      ),
      (text) => {
        fc.pre(!/e\d{3}/.test(text)); // a number that no float64 holds is JSON, and Go refuses it
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        if (valid) expect(() => parseJson(text)).not.toThrow();
        else expect(() => parseJson(text)).toThrow(/^(invalid character .+ |unexpected end of JSON input)/);
      },
    ),
    { numRuns: 3_000 },
  );
});
