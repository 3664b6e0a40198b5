import { evaluateExpression, parseExpression, printExpression } from '@tiphys/expression';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonSchema } from '../component-descriptor.ts';
import type { Formula, ItemSource } from '../trace/source.ts';
import { substituteOperands } from './formula-trees.ts';
import { translateFunction } from './translate-function.ts';

type AnyFunction = (...values: never[]) => unknown;

const text: JsonSchema = { type: 'string' };
const number: JsonSchema = { type: 'number' };
const flag: JsonSchema = { type: 'boolean' };
const numbers: JsonSchema = { type: 'array', items: number };
const stats: JsonSchema = {
  type: 'object',
  properties: { mean: number, label: text },
  required: ['mean', 'label'],
};

const names = ['a', 'b', 'c'];

function formulaOf(body: AnyFunction, schemas: readonly JsonSchema[]): Formula {
  const inputs = schemas.map((schema) => ({ kind: 'item', schema }) as unknown as ItemSource);
  return { inputs, body, site: {}, schema: {} };
}

function translated(body: AnyFunction, schemas: readonly JsonSchema[]): string {
  const tree = translateFunction(formulaOf(body, schemas));
  const operands = schemas.map((_, index) => ({ kind: 'identifier' as const, name: names[index] ?? '' }));
  return printExpression(substituteOperands(tree, operands));
}

const captured = 5;

describe('arrow functions', () => {
  test.for<{ given: AnyFunction; of: readonly JsonSchema[]; want: string }>([
    { given: (a: number) => a > 3, of: [number], want: 'a > 3' },
    { given: (a: number, b: number) => (a + b) * 2 >= -1, of: [number, number], want: '(a + b) * 2 >= -1' },
    { given: (a: string) => a === 'x', of: [text], want: 'a == "x"' },
    { given: (a: string | null) => a !== null, of: [{}], want: 'a != nil' },
    { given: (a: boolean, b: boolean) => a && !b, of: [flag, flag], want: 'a && !b' },
    { given: (a: number, b: string) => a && b, of: [number, text], want: 'a != 0 ? b : a' },
    { given: (a: string) => a || 'none', of: [text], want: 'a != "" ? a : "none"' },
    { given: (a: string) => a ?? 'none', of: [{ anyOf: [text, { type: 'null' }] }], want: 'a ?? "none"' },
    { given: (a: number) => (a > 1 ? 'many' : 'one'), of: [number], want: 'a > 1 ? "many" : "one"' },
    { given: (a: number) => `total ${a}`, of: [number], want: '"total " + toJson(a)' },
    { given: (a: string, b: number) => a + b, of: [text, number], want: 'a + toJson(b)' },
    { given: (a: unknown) => `${a}`, of: [{}], want: 'type(a) == "string" ? a : toJson(a)' },
    { given: (a: number) => a % 3, of: [number], want: 'a - 3 * int(a / 3)' },
    { given: (a: number) => a ** 2, of: [number], want: 'a ** 2' },
    { given: (a: number[]) => a.length > 0, of: [numbers], want: 'len(a) > 0' },
    { given: (a: number[]) => a[0], of: [numbers], want: 'a[0]' },
    { given: (a: number[], b: number) => a[b], of: [numbers, number], want: 'a[int(b)]' },
    { given: (a: { mean: number }) => a.mean > 1, of: [stats], want: 'a.mean > 1' },
    { given: ({ mean }: { mean: number }) => mean > 1, of: [stats], want: 'a.mean > 1' },
    { given: (a: { 'x-y': number }) => a['x-y'], of: [{}], want: 'a["x-y"]' },
    { given: (a: string) => a.includes('x'), of: [text], want: 'a contains "x"' },
    {
      given: (a: string) => a.startsWith('x') || a.endsWith('y'),
      of: [text],
      want: 'a startsWith "x" || a endsWith "y"',
    },
    { given: (a: string) => a.toUpperCase().trim(), of: [text], want: 'trim(upper(a))' },
    { given: (a: string) => a.replace('x', 'y'), of: [text], want: 'replace(a, "x", "y", 1)' },
    { given: (a: string) => a.replaceAll('x', 'y'), of: [text], want: 'replace(a, "x", "y")' },
    { given: (a: string) => a.split(',').length, of: [text], want: 'len(split(a, ","))' },
    { given: (a: number[]) => a.includes(2), of: [numbers], want: '2 in a' },
    { given: (a: number[]) => a.some((x) => x > 2), of: [numbers], want: 'any(a, # > 2)' },
    { given: (a: number[]) => a.map((x, i) => x * i), of: [numbers], want: 'map(a, # * #index)' },
    { given: (a: number, b: number) => Math.max(a, b), of: [number, number], want: 'max(a, b)' },
    { given: (a: string) => Number(a) > 1, of: [text], want: 'float(a) > 1' },
    { given: (a: number) => ({ n: a, list: [a, 1] }), of: [number], want: '{"n": a, "list": [a, 1]}' },
    {
      given: (a: number) => {
        return a > 1;
      },
      of: [number],
      want: 'a > 1',
    },
    { given: (a: number) => a > 1, of: [number], want: 'a > 1' },
    { given: () => true, of: [], want: 'true' },
  ])('$given becomes $want', ({ given, of, want }) => {
    expect(translated(given, of)).toBe(printExpression(parseExpression(want)));
  });

  test.for<{ given: AnyFunction; of: readonly JsonSchema[]; code: string; want: RegExp }>([
    {
      given: (a: number) => a > captured,
      of: [number],
      code: 'PIPELINE_CAPTURED_VARIABLE',
      want: /`captured` is not a parameter.*It sees a\./,
    },
    { given: () => captured > 1, of: [], code: 'PIPELINE_CAPTURED_VARIABLE', want: /`captured`/ },
    {
      given: (a: number) => parseFloat(String(a)),
      of: [number],
      code: 'PIPELINE_UNSUPPORTED_SYNTAX',
      want: /`parseFloat` is a function that Argo does not know/,
    },
    {
      given: (a: number) => {
        if (a > 1) return 1;
        return 2;
      },
      of: [number],
      code: 'PIPELINE_UNSUPPORTED_SYNTAX',
      want: /only a single return/,
    },
    {
      given: (a: string) => /x/.test(a),
      of: [text],
      code: 'PIPELINE_UNSUPPORTED_SYNTAX',
      want: /no counterpart/,
    },
    {
      given: (a: string) => a.padStart(2),
      of: [text],
      code: 'PIPELINE_UNSUPPORTED_SYNTAX',
      want: /\.padStart\(\) of a string/,
    },
    {
      given: (a: number[]) => a.reduce((x, y) => x + y),
      of: [numbers],
      code: 'PIPELINE_UNSUPPORTED_SYNTAX',
      want: /\.reduce\(\) of a list/,
    },
    {
      given: async (a: number) => a,
      of: [number],
      code: 'PIPELINE_UNSUPPORTED_SYNTAX',
      want: /Write an arrow function/,
    },
    {
      given: (a: unknown) => !a,
      of: [{}],
      code: 'PIPELINE_AMBIGUOUS_EXPRESSION',
      want: /what counts as true/,
    },
    {
      given: (a: number) => a + a,
      of: [{}],
      code: 'PIPELINE_AMBIGUOUS_EXPRESSION',
      want: /adds numbers or joins texts/,
    },
    { given: (a: object) => `${a}`, of: [stats], code: 'PIPELINE_UNSUPPORTED_SYNTAX', want: /no text/ },
    {
      given: (...a: number[]) => a.length,
      of: [number],
      code: 'PIPELINE_UNSUPPORTED_SYNTAX',
      want: /a parameter must be a plain name/,
    },
    {
      given: (a: number) => new Date(a),
      of: [number],
      code: 'PIPELINE_UNSUPPORTED_SYNTAX',
      want: /`new Date\(a\)`/,
    },
    {
      given: String.prototype.trim,
      of: [],
      code: 'PIPELINE_UNSUPPORTED_SYNTAX',
      want: /Write an arrow function/,
    },
  ])('$given is refused with $code', ({ given, of, code, want }) => {
    expect(() => translated(given, of)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(want) }),
    );
  });

  test.for<{ given: (a: number, b: number, c: string) => unknown }>([
    { given: (a, b) => a > b },
    { given: (a, b) => a - b - 1 },
    { given: (a, b) => a - (b - 1) },
    { given: (a, b) => (a > b && a > 0) || b < 0 },
    { given: (a, b) => a > b && (a > 0 || b < 0) },
    { given: (a, b) => !(a > b) },
    { given: (a, b, c) => `${c}: ${a} of ${b}` },
    { given: (a, _, c) => c + a },
    { given: (a, b) => (a === b ? 'same' : a > b ? 'more' : 'less') },
    { given: (a, b) => (a + b) % 7 },
    { given: (a, b, c) => c.includes('a') === a > b },
    { given: (a, b) => Math.max(a, b) - Math.min(a, b) },
  ])('$given gives in Argo what it gives in JavaScript', ({ given }) => {
    const tree = translateFunction(formulaOf(given, [number, number, text]));
    const whole = substituteOperands(
      tree,
      names.map((name) => ({ kind: 'builtin', name: 'fromJSON', arguments: [{ kind: 'identifier', name }] })),
    );
    const values = fc.tuple(
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.integer({ min: -50, max: 50 }),
      fc.string(),
    );
    fc.assert(
      fc.property(values, ([a, b, c]) => {
        const environment = { a: JSON.stringify(a), b: JSON.stringify(b), c: JSON.stringify(c) };
        const want = given(a, b, c);
        const found = evaluateExpression(whole, environment);
        expect(typeof want === 'number' ? Number(found) + 0 : found).toEqual(
          typeof want === 'number' ? want + 0 : want,
        );
      }),
    );
  });
});
