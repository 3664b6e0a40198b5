import { describe, expect, test } from 'vitest';
import { readTexts, type SourceTexts } from '../../test/read-texts.ts';

const text = { type: 'string' };
const number = { type: 'number' };

interface Case {
  readonly title: string;
  readonly given: SourceTexts;
  readonly style?: 'object';
  readonly want: readonly object[];
}

const cases: readonly Case[] = [
  { title: 'no parameters', given: 'export function f() {}', want: [] },
  {
    title: 'optional and nullable are two things',
    given: 'export function f(a: string, b?: string, c: string | null = null, d?: string | null) {}',
    want: [
      { name: 'a', optional: false, schema: text },
      { name: 'b', optional: true, schema: text },
      {
        name: 'c',
        optional: true,
        schema: { type: ['string', 'null'] },
        default: { text: 'null', value: null },
      },
      { name: 'd', optional: true, schema: { type: ['string', 'null'] } },
    ],
  },
  {
    title: 'undefined in a type makes the input optional',
    given: 'export function f(a: string | undefined) {}',
    want: [{ name: 'a', optional: true, schema: text }],
  },
  {
    title: 'the type comes from the default',
    given: "export function f(a = 1, b = 'x', c = [true]) {}",
    want: [
      { name: 'a', optional: true, schema: number, default: { text: '1', value: 1 } },
      { name: 'b', optional: true, schema: text, default: { text: "'x'", value: 'x' } },
      { name: 'c', schema: { type: 'array', items: { type: 'boolean' } }, default: { value: [true] } },
    ],
  },
  {
    title: 'one parameter of object type is one input',
    given: 'export function f(options: { a: number }) {}',
    want: [{ name: 'options', schema: { type: 'object', properties: { a: number } } }],
  },
  {
    title: 'the type comes from the declared type of the constant',
    given: 'type Handler = (a: number) => void;\nexport const f: Handler = (value) => {};',
    want: [{ name: 'value', schema: number }],
  },
  {
    title: 'a destructured object gives its fields',
    given: "export function f({ a, b: other = 'x', ...rest }: { a: number; b?: string; c: boolean }) {}",
    style: 'object',
    want: [
      { name: 'a', optional: false, schema: number, source: { file: 'main.ts', line: 1, column: 53 } },
      { name: 'b', optional: true, schema: text, default: { text: "'x'", value: 'x' } },
      { name: 'c', optional: false, schema: { type: 'boolean' } },
    ],
  },
  {
    title: 'an object that is destructured further is one input',
    given: 'export function f({ a: { b } }: { a: { b: number } }) {}',
    style: 'object',
    want: [{ name: 'a', schema: { type: 'object', properties: { b: number } } }],
  },
  {
    title: 'a destructured object without a type has the types of its defaults',
    given: "export function f({ a = 1, 'b-c': b = 'x' } = {}) {}",
    style: 'object',
    want: [
      { name: 'a', optional: true, schema: number, default: { value: 1 } },
      { name: 'b-c', optional: true, schema: text, default: { value: 'x' } },
    ],
  },
  {
    title: 'a destructured object of an imported interface that extends another',
    given: {
      'main.ts':
        "import type { Options } from './options.ts';\nexport const f = ({ a, b }: Options) => a + b;",
      'options.ts': 'interface Base { a: number }\nexport interface Options extends Base {\n  b: number;\n}',
    },
    style: 'object',
    want: [
      { name: 'b', schema: number, source: { file: 'options.ts', line: 3, column: 3 } },
      { name: 'a', schema: number, source: { file: 'options.ts', line: 1, column: 18 } },
    ],
  },
  {
    title: 'a type parameter is its constraint, or its default',
    given: 'export function f<T extends string, U = number>(a: T, b: U[]) {}',
    want: [
      { name: 'a', schema: text },
      { name: 'b', schema: { type: 'array', items: number } },
    ],
  },
  {
    title: 'a key of a type parameter is a text or a number',
    given: 'export function f<T extends { id: string }, K extends keyof T>(row: T, key: K) {}',
    want: [{ name: 'row' }, { name: 'key', schema: { anyOf: [text, number] } }],
  },
  {
    title: 'descriptions come from @param, or from where a field is declared',
    given: `/**
 * Sums.
 *
 * @param options - All of it.
 * @param options.a - The first.
 */
export function f({ a, b, c }: {
  a: number;
  /** The second. */
  b: number;
  c: number;
}) {}`,
    style: 'object',
    want: [
      { name: 'a', description: 'The first.' },
      { name: 'b', description: 'The second.' },
      { name: 'c' },
    ],
  },
];

describe('inputs', () => {
  const files = readTexts(cases.map(({ given }) => given));

  test.for(cases.map((one, index) => ({ ...one, file: files[index] })))('$title', ({ want, style, file }) => {
    expect(file?.problems).toEqual([]);
    expect(file?.functions[0]?.style).toBe(style ?? 'positional');
    expect(file?.functions[0]?.inputs).toMatchObject(want);
  });
});
