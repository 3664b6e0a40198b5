import { describe, expect, test } from 'vitest';
import { readTexts } from '../../test/read-texts.ts';

const numbers = { type: 'array', items: { type: 'number' } };

interface Case {
  readonly given: string;
  readonly want: {
    readonly route?: string;
    readonly schema?: object;
    readonly list?: boolean;
    readonly async?: boolean;
  };
}

const cases: readonly Case[] = [
  { given: 'export function f() {}', want: { route: 'none', schema: {} } },
  { given: 'export async function f(): Promise<void> {}', want: { route: 'none', async: true } },
  { given: 'export function f(): undefined { return undefined; }', want: { route: 'none' } },
  { given: "export function f(): never { throw new Error('no'); }", want: { route: 'none' } },
  { given: 'export function f(): number { return 1; }', want: { schema: { type: 'number' } } },
  { given: 'export function f() { return [1, 2]; }', want: { schema: numbers, list: true } },
  {
    given: 'export async function f() { return [1, 2]; }',
    want: { schema: numbers, list: true, async: true },
  },
  { given: 'export const f = () => Promise.resolve(1);', want: { schema: { type: 'number' }, async: true } },
  {
    given: 'export function f(): Promise<number> | number { return 1; }',
    want: { schema: { type: 'number' }, async: true },
  },
  {
    given: "export function f(): readonly ['a'] { return ['a']; }",
    want: { schema: expect.anything(), list: true },
  },
  {
    given: 'export function f(): number[] | string[] { return [1]; }',
    want: { schema: expect.anything(), list: true },
  },
  { given: 'export function f(): number[] | null { return [1]; }', want: { schema: expect.anything() } },
  {
    given: "export const f: () => 'a' | 'b' = () => 'a';",
    want: { schema: { enum: ['a', 'b'] } },
  },
  {
    given: 'export async function f<T extends string>(a: T): Promise<T> { return a; }',
    want: { schema: { type: 'string' }, async: true },
  },
  {
    given: "export function f() { return { a: 1, b: 'x' as const }; }",
    want: {
      schema: {
        type: 'object',
        properties: { a: { type: 'number' }, b: { const: 'x' } },
        required: ['a', 'b'],
        additionalProperties: false,
      },
    },
  },
];

describe('the output', () => {
  const files = readTexts(cases.map(({ given }) => given));

  test.for(cases.map((one, index) => ({ ...one, file: files[index] })))('$given', ({ want, file }) => {
    expect(file?.problems).toEqual([]);
    const [signature] = file?.functions ?? [];
    const { async: isAsync = false, route = 'value', schema = {}, list = false } = want;
    expect(signature?.output).toEqual({ route, schema, list });
    expect(signature?.async).toBe(isAsync);
  });
});
