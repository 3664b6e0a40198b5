import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeArgument } from './decode-argument.ts';
import { encodeItems, encodeValue } from './encode-value.ts';

const safe = /^[\x20-\x7e]*$/;

test('every JSON value comes back as JSON.parse gives it, from ASCII text without a tag', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const text = encodeValue(value);
      expect(text).toMatch(safe);
      expect(text).not.toContain('{{');
      expect(decodeArgument(text, { kind: 'value' })).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 500 },
  );
});

test('strings of braces and control characters come back', () => {
  const unit = fc.constantFrom('{', '}', '=', '\\', '"', '\x7f', '\u2028', '\ud800', '\0', '🙂');
  fc.assert(
    fc.property(fc.array(fc.string({ unit })), (list) => {
      const text = encodeItems(list);
      expect(text).toMatch(safe);
      expect(text).not.toContain('{{');
      expect(JSON.parse(text).map((one: string) => JSON.parse(one))).toEqual(list);
    }),
  );
});

test.for([
  { value: '{{{x}}}', want: '"\\u007b\\u007b{x}}}"' },
  { value: '\x7fü', want: '"\\u007f\\u00fc"' },
  { value: { a: undefined, b: [{ c: 1 }] }, want: '{"b":[{"c":1}]}' },
  { value: -0, want: '0' },
])('writes $value as $want', ({ value, want }) => {
  expect(encodeValue(value)).toBe(want);
});

const cycle: { self?: unknown } = {};
cycle.self = [cycle];

test.for([
  { value: Number.NaN, want: 'The value is NaN, which JSON cannot carry. Return null or a number.' },
  {
    value: { mean: Number.POSITIVE_INFINITY },
    want: 'The value.mean is Infinity, which JSON cannot carry. Return null or a number.',
  },
  {
    value: [1, undefined],
    want: 'The value[1] is undefined, which JSON cannot carry. Return null or a number.',
  },
  {
    value: new Array(1),
    want: 'The value[0] is undefined, which JSON cannot carry. Return null or a number.',
  },
  { value: undefined, want: 'The value is undefined, which JSON cannot carry. Return null or a number.' },
  { value: { f: () => 1 }, want: 'The value.f is a function: () => 1, which JSON cannot carry.' },
  { value: Symbol('s'), want: 'The value is a symbol: Symbol(s), which JSON cannot carry.' },
  { value: 10n, want: 'The value is the bigint 10, which JSON cannot carry. Return String(value).' },
  { value: cycle, want: 'The value.self[0] is part of itself (a cycle), which JSON cannot carry.' },
  {
    value: [new Date(0)],
    want: 'The value[0] is a Date, which JSON cannot carry. Return value.toISOString().',
  },
  {
    value: new Map(),
    want: 'The value is a Map, which JSON cannot carry. Return Object.fromEntries(value).',
  },
  { value: new Set(), want: 'The value is a Set, which JSON cannot carry. Return [...value].' },
  { value: Promise.resolve(), want: 'The value is a Promise, which JSON cannot carry.' },
  { value: Buffer.from('a'), want: 'The value is a Uint8Array, which JSON cannot carry.' },
])('refuses with: $want', ({ value, want }) => {
  expect(() => encodeValue(value)).toThrow(
    expect.objectContaining({ code: 'PIPELINE_OUTPUT_NOT_JSON', message: want }),
  );
});

test('a value that stands in two places is no cycle', () => {
  const shared = { a: 1 };
  expect(encodeValue([shared, shared])).toBe('[{"a":1},{"a":1}]');
});
