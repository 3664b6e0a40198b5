import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodePlain } from './encode-plain.ts';
import { encodeValue } from './encode-value.ts';

const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const text = fc.string({
  unit: fc.constantFrom('{', '}', '"', '\\', '\x7f', '\u2028', '\ud800', '\0', 'é', '🙂', 'a'),
});

test.for([
  { type: 'number', values: number },
  { type: 'string', values: text },
  { type: 'boolean', values: fc.boolean() },
  { type: 'string[]', values: fc.array(fc.option(text)) },
  { type: 'number[][]', values: fc.array(fc.option(fc.array(number))) },
])('encodes values of type $type as any other value', ({ type, values }) => {
  fc.assert(
    fc.property(values as fc.Arbitrary<unknown>, (value) => {
      expect(encodePlain(value, type, 'It')).toBe(encodeValue(value));
    }),
  );
});

test.for([
  { type: 'number', value: null, want: 'null' },
  { type: 'number', value: -0, want: '0' },
  { type: 'number[]', value: null, want: 'null' },
  { type: 'number[]', value: [], want: '[]' },
  { type: 'string[]', value: ['{{', null], want: '["\\u007b\\u007b",null]' },
])('writes $value of type $type as $want', ({ type, value, want }) => {
  expect(encodePlain(value, type, 'It')).toBe(want);
});

test.for([
  { type: 'number', value: Number.NaN, want: 'It is NaN, not JSON of type number.' },
  { type: 'number', value: Number.NEGATIVE_INFINITY, want: 'It is -Infinity, not JSON of type number.' },
  { type: 'number', value: '1', want: "It is '1', not JSON of type number." },
  { type: 'number', value: 1n, want: 'It is 1n, not JSON of type number.' },
  { type: 'number', value: undefined, want: 'It is undefined, not JSON of type number.' },
  { type: 'number', value: [1], want: 'It is [ 1 ], not JSON of type number.' },
  {
    type: 'string',
    value: { toJSON: () => 'a' },
    want: 'It is { toJSON: [Function: toJSON] }, not JSON of type string.',
  },
  { type: 'string', value: new Date(0), want: 'It is 1970-01-01T00:00:00.000Z, not JSON of type string.' },
  { type: 'string', value: new Date(Number.NaN), want: 'It is Invalid Date, not JSON of type string.' },
  { type: 'string', value: Object('a'), want: "It is [String: 'a'], not JSON of type string." },
  { type: 'number', value: 'a'.repeat(90), want: `It is '${'a'.repeat(79)}..., not JSON of type number.` },
  { type: 'boolean', value: Object(true), want: 'It is [Boolean: true], not JSON of type boolean.' },
  { type: 'number[]', value: 1, want: 'It is 1, not JSON of type number[].' },
  { type: 'number[]', value: [1, undefined], want: 'It[1] is undefined, not JSON of type number.' },
  { type: 'number[]', value: new Array(1), want: 'It[0] is undefined, not JSON of type number.' },
  { type: 'string[][]', value: [['a'], ['b', 1]], want: 'It[1][1] is 1, not JSON of type string.' },
  { type: 'string[][]', value: [[], 'b'], want: "It[1] is 'b', not JSON of type string[]." },
])('refuses with: $want', ({ type, value, want }) => {
  expect(() => encodePlain(value, type, 'It')).toThrow(
    expect.objectContaining({ message: `PIPELINE_OUTPUT_NOT_JSON: ${want}` }),
  );
});
