import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeArgument } from '../arguments/decode-argument.ts';
import { encodeItems } from './encode-items.ts';
import { encodeValue } from './encode-value.ts';

const safe = /^[\x20-\x7e]*$/;

test('every JSON value is decoded as JSON.parse does, from ASCII text without tags', () => {
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
      const text = encodeItems(list, 'The value', encodeValue);
      expect(text).toMatch(safe);
      expect(text).not.toContain('{{');
      expect(JSON.parse(text).map((one: string) => JSON.parse(one))).toEqual(list);
    }),
  );
});

test.for([
  { value: '{{{x}}}', want: '"\\u007b\\u007b\\u007bx}}}"' },
  { value: '\x7fü', want: '"\\u007f\\u00fc"' },
  { value: { a: undefined, b: [{ c: 1 }] }, want: '{"b":[{"c":1}]}' },
  { value: -0, want: '0' },
])('writes $value as $want', ({ value, want }) => {
  expect(encodeValue(value)).toBe(want);
});

const cycle: { self?: unknown } = {};
cycle.self = [cycle];

test.for([
  { value: Number.NaN, want: 'The value is NaN, which JSON cannot represent. Return null or a number.' },
  {
    value: { mean: Number.POSITIVE_INFINITY },
    want: 'The value.mean is Infinity, which JSON cannot represent. Return null or a number.',
  },
  {
    value: [1, undefined],
    want: 'The value[1] is undefined, which JSON cannot represent. Return null or a number.',
  },
  {
    value: new Array(1),
    want: 'The value[0] is undefined, which JSON cannot represent. Return null or a number.',
  },
  { value: undefined, want: 'The value is undefined, which JSON cannot represent. Return null or a number.' },
  { value: { f: () => 1 }, want: 'The value.f is of type Function, which JSON cannot represent.' },
  { value: Symbol('s'), want: 'The value is of type Symbol, which JSON cannot represent.' },
  { value: 10n, want: 'The value is of type BigInt, which JSON cannot represent. Return String(value).' },
  {
    value: cycle,
    want: expect.stringMatching(
      /^PIPELINE_OUTPUT_NOT_JSON: The value\.self\[0\] or what follows it cannot be read: Converting circular/,
    ),
  },
  {
    value: [new Date(0)],
    want: 'The value[0] is of type Date, which JSON cannot represent. Return value.toISOString().',
  },
  {
    value: new Map(),
    want: 'The value is of type Map, which JSON cannot represent. Return Object.fromEntries(value).',
  },
  { value: new Set(), want: 'The value is of type Set, which JSON cannot represent. Return [...value].' },
  { value: Promise.resolve(), want: 'The value is of type Promise, which JSON cannot represent.' },
  { value: Buffer.from('a'), want: 'The value is of type Uint8Array, which JSON cannot represent.' },
])('refuses with: $want', ({ value, want }) => {
  expect(() => encodeValue(value)).toThrow(
    expect.objectContaining({
      message: typeof want === 'string' ? `PIPELINE_OUTPUT_NOT_JSON: ${want}` : want,
    }),
  );
});

class Money {
  readonly #currency = 'EUR';
  readonly amount: number;
  constructor(amount: number) {
    this.amount = amount;
  }
  get text(): string {
    return `${this.amount} ${this.#currency}`;
  }
}
class Price extends Money {
  toJSON(key: string): unknown {
    return { key, text: this.text };
  }
}
class Own {
  readonly size = 1;
  toJSON(): this {
    return this;
  }
}
class Endless {
  toJSON(): unknown {
    return { again: this };
  }
}
const inherited: object = Object.create({ x: 1 }, { y: { value: 2, enumerable: true }, z: { value: 3 } });

test.for([
  { title: 'the fields of an instance', value: new Money(5), want: '{"amount":5}' },
  { title: 'what toJSON returns', value: { a: [new Price(5)] }, want: '{"a":[{"key":"0","text":"5 EUR"}]}' },
  { title: 'what toJSON returns, once', value: new Own(), want: '{"size":1}' },
  { title: 'a toJSON of its own', value: { toJSON: () => 7 }, want: '7' },
  { title: 'a field named toJSON', value: { toJSON: 'x' }, want: '{"toJSON":"x"}' },
  { title: 'own enumerable fields', value: inherited, want: '{"y":2}' },
  { title: 'no symbols', value: { [Symbol('s')]: 1, a: 2 }, want: '{"a":2}' },
  { title: 'a field named __proto__', value: JSON.parse('{"__proto__":1}'), want: '{"__proto__":1}' },
  {
    title: 'an object without prototype',
    value: Object.assign(Object.create(null), { a: 1 }),
    want: '{"a":1}',
  },
  { title: 'a proxy', value: new Proxy([1, { a: 2 }], {}), want: '[1,{"a":2}]' },
  {
    title: 'what a proxy gives for a field',
    value: new Proxy({ a: 1, b: 2 }, { get: (_, key) => (key === 'a' ? { a: [3] } : undefined) }),
    want: '{"a":{"a":[3]}}',
  },
  { title: 'a frozen object', value: Object.freeze({ a: [1] }), want: '{"a":[1]}' },
  { title: 'numbers as JSON writes them', value: [1e21, 1e-7, -0, 0.1], want: '[1e+21,1e-7,0,0.1]' },
  { title: 'a lone surrogate', value: '\ud800', want: '"\\ud800"' },
])('writes $title', ({ value, want }) => {
  expect(encodeValue(value)).toBe(want);
});

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let at = 0; at < depth; at++) value = [value];
  return value;
}

test.for([
  {
    title: 'a getter that throws',
    value: {
      a: [
        {
          get b() {
            throw new Error('no b');
          },
        },
      ],
    },
    want: /^PIPELINE_OUTPUT_NOT_JSON: The value\.a\[0\] or what follows it cannot be read: no b\.$/,
  },
  {
    title: 'a getter that throws null',
    value: {
      get a() {
        throw null;
      },
    },
    want: /^PIPELINE_OUTPUT_NOT_JSON: The value or what follows it cannot be read: null\.$/,
  },
  {
    title: 'a proxy that throws',
    value: [
      new Proxy(
        {},
        {
          ownKeys() {
            throw new Error('no keys');
          },
        },
      ),
    ],
    want: /^PIPELINE_OUTPUT_NOT_JSON: The value\[0\] or what follows it cannot be read: no keys\.$/,
  },
  {
    title: 'a revoked proxy',
    value: [revoked()],
    want: /^PIPELINE_OUTPUT_NOT_JSON: The value or what follows it cannot be read: .*revoked/,
  },
  {
    title: 'a toJSON that throws',
    value: {
      a: {
        toJSON() {
          throw new Error('no JSON');
        },
      },
    },
    want: /^PIPELINE_OUTPUT_NOT_JSON: The value or what follows it cannot be read: no JSON\.$/,
  },
  {
    title: 'a toJSON that never ends',
    value: new Endless(),
    want: /^PIPELINE_OUTPUT_NOT_JSON: The value.* cannot be read: Maximum call/,
  },
  {
    title: 'a toJSON of NaN',
    value: [{ toJSON: () => Number.NaN }],
    want: /^PIPELINE_OUTPUT_NOT_JSON: The value\[0\] is NaN/,
  },
  {
    title: 'a type that is nested too deeply',
    value: nested(100_000),
    want: /^PIPELINE_OUTPUT_NOT_JSON: The value(\[0\])+.* cannot be read: Maximum call/,
  },
  {
    title: 'a hole whose index the prototype has',
    value: Object.setPrototypeOf(new Array(1), ['inherited']),
    want: /^PIPELINE_OUTPUT_NOT_JSON: The value\[0\] is undefined, /,
  },
  {
    title: 'a number object',
    value: Object(1),
    want: /^PIPELINE_OUTPUT_NOT_JSON: The value is of type Number, /,
  },
  {
    title: 'an error',
    value: { e: new Error('x') },
    want: /^PIPELINE_OUTPUT_NOT_JSON: The value\.e is of type Error, /,
  },
  {
    title: 'a bigint with a toJSON',
    value: [1n],
    want: /^PIPELINE_OUTPUT_NOT_JSON: The value\[0\] is of type BigInt, /,
  },
])('refuses $title and names its path', ({ value, want }) => {
  expect(() => encodeValue(value)).toThrow(
    expect.objectContaining({
      message: expect.stringMatching(want),
    }),
  );
});

test('a value in two places is not a cycle', () => {
  const shared = { a: 1 };
  expect(encodeValue([shared, shared])).toBe('[{"a":1},{"a":1}]');
});

test('a getter is called once', () => {
  const rest = [1, 2, 3];
  const next = {
    enumerable: true,
    get() {
      return rest.shift();
    },
  };
  expect(encodeValue(Object.defineProperties({}, { a: next, b: next }))).toBe('{"a":1,"b":2}');
  expect(rest).toEqual([3]);
});
