import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expandVariables } from './variable-expansion.ts';

const variables = new Map([
  ['A', 'a'],
  ['B', '$(A)'],
]);

test.for([
  { given: '$(A) $(B)', want: 'a $(A)' },
  { given: '$$(A)', want: '$(A)' },
  { given: '$$$(A)', want: '$a' },
  { given: '$(NONE) $A $', want: '$(NONE) $A $' },
  { given: '$(A', want: '$(A' },
])('expands $given to $want', ({ given, want }) => {
  expect(expandVariables(given, variables)).toBe(want);
});

test('leaves text without dollars alone', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const plain = text.replaceAll('$', '');
      expect(expandVariables(plain, variables)).toBe(plain);
    }),
  );
});
