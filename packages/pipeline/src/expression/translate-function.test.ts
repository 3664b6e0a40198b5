import { parseExpression, printExpression } from '@tiphys/expression';
import type { JsonSchema } from '@tiphys/signature/model';
import { describe, expect, test } from 'vitest';
import { formulaOf } from '../../test/run-formula.ts';
import { registerFunctionSource } from '../source/function-source.ts';
import { translateFunction } from './translate-function.ts';
import { substituteOperands } from './tree/formula-trees.ts';

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
    { given: (a: number) => `total ${a}`, of: [number], want: '"total " + toJson(a + 0)' },
    { given: (a: string, b: number) => a + b, of: [text, number], want: 'a + toJson(b + 0)' },
    {
      given: (a: string | number) => `${a}`,
      of: [{ anyOf: [text, number] }],
      want: 'type(a) == "string" ? a : toJson(a + 0)',
    },
    { given: (a: number) => a % 2, of: [number], want: 'abs(a) < 2 ** 62 ? int(a) % 2 + (a - int(a)) : 0' },
    { given: (a: number) => a ** 2, of: [number], want: 'a * a' },
    { given: (a: number[]) => a.length > 0, of: [numbers], want: 'len(a) > 0' },
    { given: (a: number[]) => a[0], of: [numbers], want: 'get(a, 0)' },
    {
      given: (a: number[], b: number) => a[b],
      of: [numbers, number],
      want: 'b >= 0 && b == floor(b) ? get(a, int(b)) : nil',
    },
    { given: (a: { mean: number }) => a.mean > 1, of: [stats], want: 'a.mean > 1' },
    { given: ({ mean }: { mean: number }) => mean > 1, of: [stats], want: 'a.mean > 1' },
    {
      given: (a: { 'x-y': number }) => a['x-y'],
      of: [{ type: 'object', properties: { 'x-y': number } }],
      want: 'a["x-y"]',
    },
    { given: (a: string) => a.includes('x'), of: [text], want: 'a contains "x"' },
    {
      given: (a: string) => a.startsWith('x') || a.endsWith('y'),
      of: [text],
      want: 'a startsWith "x" || a endsWith "y"',
    },
    { given: (a: 'x' | 'y') => a.toUpperCase(), of: [{ enum: ['x', 'y'] }], want: 'upper(a)' },
    { given: (a: string) => a.replace('x', 'y'), of: [text], want: 'replace(a, "x", "y", 1)' },
    { given: (a: string) => a.replaceAll('x', 'y'), of: [text], want: 'replace(a, "x", "y")' },
    { given: (a: string) => a.split(',').length, of: [text], want: 'len(split(a, ","))' },
    { given: (a: number[]) => a.includes(2), of: [numbers], want: '2 in a' },
    { given: (a: number[]) => a.some((x) => x > 2), of: [numbers], want: 'any(a, # > 2)' },
    { given: (a: number[]) => a.map((x, i) => x * i), of: [numbers], want: 'map(a, # * #index)' },
    { given: (a: number, b: number) => Math.max(a, b), of: [number, number], want: 'max(a, b)' },
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
      want: /`captured` is defined outside the function.* write using\(\{ captured \},/,
    },
    { given: () => captured > 1, of: [], code: 'PIPELINE_CAPTURED_VARIABLE', want: /`captured`/ },
    {
      given: async (a: number) => a,
      of: [number],
      code: 'PIPELINE_UNSUPPORTED_SYNTAX',
      want: /Write an arrow function/,
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

  test.for([
    '(a: number): boolean => a > 3',
    '(a: unknown) => (a as number) > 3',
    '(a?: number) => a! > (3 satisfies number)',
    '(a: number) => (<number>a) > 3',
    'function big(a: number): boolean { return a > 3; }',
    'function <T extends number>(this: void, a: T) { return (a > 3) as boolean; }',
    '(a) => {\n  // Large.\n  return a > 3; // That is all.\n}',
  ])('%s is read as the user wrote it', (given) => {
    const body = registerFunctionSource(() => undefined, { text: given, file: '/p.ts', line: 1, column: 1 });
    expect(translated(body, [number])).toBe('a > 3');
  });
});
