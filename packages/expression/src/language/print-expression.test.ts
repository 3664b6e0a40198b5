import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expressionArbitrary } from '../../test/expression-arbitrary.ts';
import { parseExpression, printExpression } from '../index.ts';

test.for([
  { given: '(a + b) * c', want: '(a + b) * c' },
  { given: '((a * b)) + c', want: 'a * b + c' },
  { given: 'a - (b - c)', want: 'a - (b - c)' },
  { given: '(a ** b) ** c', want: '(a ** b) ** c' },
  { given: '-(a ** b)', want: '-a ** b' },
  { given: '(-a) ** b', want: '(-a) ** b' },
  { given: '(a < b) == c', want: 'a < b == c' },
  { given: 'a < b < c', want: 'a < b && b < c' },
  { given: '(a ?? b) + c', want: '(a ?? b) + c' },
  { given: 'a + (b ?? c)', want: 'a + b ?? c' },
  { given: 'not (a in b)', want: 'a not in b' },
  { given: '(a ? b : c) ? d : e', want: '(a ? b : c) ? d : e' },
  { given: 'a ? b : (c ? d : e)', want: 'a ? b : c ? d : e' },
  { given: "steps['s-1'].x", want: "steps['s-1'].x" },
  { given: 'a?.b.c?.[0]', want: 'a?.b.c?.[0]' },
  { given: "map(xs, ({'v': #}))", want: 'map(xs, ({v: #}))' },
  { given: 'filter(xs, {let y = #; y > 1})', want: 'filter(xs, {let y = #; y > 1})' },
  { given: "{'a': {'b': 1} }", want: '{a: {b: 1} }' },
  { given: "'{{x}}'", want: "'\\x7b\\x7bx\\x7d\\x7d'" },
  { given: '"it\'s"', want: "'it\\'s'" },
  // Argo takes `\u003c` in a tag for `<`.
  { given: String.raw`'\\u003c'`, want: String.raw`'\x5cu003c'` },
  { given: '3.0 + 1e30', want: '3.0 + 1e+30' },
  { given: 'xs | filter(.a > 1) | len()', want: 'len(filter(xs, .a > 1))' },
  { given: 'if a { b } else if c { d } else { e }', want: 'if a { b } else if c { d } else { e }' },
])('prints $given as $want', ({ given, want }) => {
  expect(printExpression(parseExpression(given))).toBe(want);
});

test('a printed tree is read as an equal tree, and never ends a tag early', () => {
  fc.assert(
    fc.property(expressionArbitrary, (node) => {
      const text = printExpression(node);
      expect(parseExpression(text)).toEqual(node);
      expect(text).not.toMatch(/\{\{|\}\}/);
    }),
    { numRuns: 2_000 },
  );
});
