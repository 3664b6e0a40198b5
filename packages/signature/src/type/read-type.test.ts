import { describe, expect, test } from 'vitest';
import { readTexts } from '../../test/read-texts.ts';
import { toJsonSchema } from '../schema/json-schema.ts';

const declarations = `
enum Level { Low, High = 5 }
enum Colour { Red = 'red', Blue = 'blue' }
interface Point { x: number; y: number }
interface Tree { value: number; children?: Tree[] }
interface Box<T> { value: T; next?: Box<T> }
type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Shape = { kind: 'circle'; radius: number } | { kind: 'box'; width: number };
type Id = string & { readonly __brand: 'Id' };
type OneOf = { a: string; b?: never } | { b: string; a?: never };
type Nested = (string | Nested)[];
`;

const point = {
  type: 'object',
  properties: { x: { type: 'number' }, y: { type: 'number' } },
  required: ['x', 'y'],
  additionalProperties: false,
};

const tree = {
  type: 'object',
  properties: { value: { type: 'number' }, children: { type: 'array', items: { $ref: '#/$defs/Tree' } } },
  required: ['value'],
  additionalProperties: false,
};

function boxOf(name: string, type: string): object {
  return {
    type: 'object',
    properties: { value: { type }, next: { $ref: `#/$defs/${name}` } },
    required: ['value'],
    additionalProperties: false,
  };
}

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: template literal types
const cases: readonly { readonly given: string; readonly want: object }[] = [
  { given: 'string', want: { type: 'string' } },
  { given: 'number', want: { type: 'number' } },
  { given: 'boolean', want: { type: 'boolean' } },
  { given: 'null', want: { type: 'null' } },
  { given: 'unknown', want: {} },
  { given: "'a'", want: { const: 'a' } },
  { given: "'a' | 'b'", want: { enum: ['a', 'b'] } },
  { given: '1 | 2 | null', want: { enum: [1, 2, null] } },
  { given: 'true', want: { const: true } },
  { given: 'Level', want: { enum: [0, 5] } },
  { given: 'Colour', want: { enum: ['red', 'blue'] } },
  { given: 'Colour.Red', want: { const: 'red' } },
  { given: 'string | null', want: { type: ['string', 'null'] } },
  { given: 'boolean | null', want: { type: ['boolean', 'null'] } },
  { given: 'string | number', want: { anyOf: [{ type: 'string' }, { type: 'number' }] } },
  { given: "'a' | 'b' | number", want: { anyOf: [{ enum: ['a', 'b'] }, { type: 'number' }] } },
  { given: 'unknown | string', want: {} },
  {
    given: '`v${number}`',
    want: { type: 'string', pattern: '^v-?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?$' },
  },
  { given: '`/a.b/${string}`', want: { type: 'string', pattern: '^\\/a\\.b\\/[\\s\\S]*$' } },
  { given: 'Uppercase<string>', want: { type: 'string' } },
  { given: 'string[]', want: { type: 'array', items: { type: 'string' } } },
  { given: 'readonly (number | null)[]', want: { type: 'array', items: { type: ['number', 'null'] } } },
  { given: 'unknown[]', want: { type: 'array' } },
  {
    given: '[string, number?]',
    want: {
      type: 'array',
      prefixItems: [{ type: 'string' }, { type: 'number' }],
      minItems: 1,
      items: false,
      maxItems: 2,
    },
  },
  {
    given: 'readonly [string, ...number[]]',
    want: { type: 'array', prefixItems: [{ type: 'string' }], minItems: 1, items: { type: 'number' } },
  },
  { given: '[]', want: { type: 'array', items: false, maxItems: 0 } },
  { given: 'Point', want: point },
  {
    given: '{ a?: number | null; readonly b: { c: boolean } }',
    want: {
      type: 'object',
      properties: {
        a: { type: ['number', 'null'] },
        b: {
          type: 'object',
          properties: { c: { type: 'boolean' } },
          required: ['c'],
          additionalProperties: false,
        },
      },
      required: ['b'],
      additionalProperties: false,
    },
  },
  {
    given: '{ a: string | undefined; b?: never; c: undefined }',
    want: { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false },
  },
  { given: 'Record<string, number>', want: { type: 'object', additionalProperties: { type: 'number' } } },
  { given: 'Record<string, unknown>', want: { type: 'object' } },
  { given: 'Record<string, never>', want: { type: 'object', additionalProperties: false } },
  {
    given: 'Partial<Record<string, number>>',
    want: { type: 'object', additionalProperties: { type: 'number' } },
  },
  {
    given: "Record<'a' | 'b', number>",
    want: {
      type: 'object',
      properties: { a: { type: 'number' }, b: { type: 'number' } },
      required: ['a', 'b'],
      additionalProperties: false,
    },
  },
  {
    given: 'Record<`x-${string}`, number>',
    want: {
      type: 'object',
      patternProperties: { '^x-[\\s\\S]*$': { type: 'number' } },
      additionalProperties: false,
    },
  },
  {
    given: '{ a: number; [name: string]: number }',
    want: {
      type: 'object',
      properties: { a: { type: 'number' } },
      required: ['a'],
      additionalProperties: { type: 'number' },
    },
  },
  {
    given: 'Partial<Point>',
    want: { type: 'object', properties: point.properties, additionalProperties: false },
  },
  {
    given: "Pick<Point, 'x'>",
    want: {
      type: 'object',
      properties: { x: { type: 'number' } },
      required: ['x'],
      additionalProperties: false,
    },
  },
  {
    given: "Omit<Point, 'x'> & { z: string }",
    want: {
      type: 'object',
      properties: { y: { type: 'number' }, z: { type: 'string' } },
      required: ['y', 'z'],
      additionalProperties: false,
    },
  },
  {
    given: '{ [K in keyof Point]: string }',
    want: {
      type: 'object',
      properties: { x: { type: 'string' }, y: { type: 'string' } },
      required: ['x', 'y'],
      additionalProperties: false,
    },
  },
  { given: "Point['x']", want: { type: 'number' } },
  { given: 'keyof Point', want: { enum: ['x', 'y'] } },
  { given: 'Id', want: { type: 'string' } },
  { given: 'Point | null', want: { anyOf: [point, { type: 'null' }] } },
  {
    given: 'Shape',
    want: {
      oneOf: [
        {
          type: 'object',
          properties: { kind: { const: 'circle' }, radius: { type: 'number' } },
          required: ['kind', 'radius'],
          additionalProperties: false,
        },
        {
          type: 'object',
          properties: { kind: { const: 'box' }, width: { type: 'number' } },
          required: ['kind', 'width'],
          additionalProperties: false,
        },
      ],
    },
  },
  {
    given: 'OneOf',
    want: {
      anyOf: ['a', 'b'].map((name) => ({
        type: 'object',
        properties: { [name]: { type: 'string' } },
        required: [name],
        additionalProperties: false,
      })),
    },
  },
  {
    given: '[Point, Point]',
    want: {
      type: 'array',
      prefixItems: [{ $ref: '#/$defs/Point' }, { $ref: '#/$defs/Point' }],
      minItems: 2,
      items: false,
      maxItems: 2,
      $defs: { Point: point },
    },
  },
  { given: 'Tree', want: { $ref: '#/$defs/Tree', $defs: { Tree: tree } } },
  { given: 'Tree[]', want: { type: 'array', items: { $ref: '#/$defs/Tree' }, $defs: { Tree: tree } } },
  {
    given: '(Tree | string)[]',
    want: {
      type: 'array',
      items: { anyOf: [{ type: 'string' }, { $ref: '#/$defs/Tree' }] },
      $defs: { Tree: tree },
    },
  },
  {
    given: '{ a: Box<string>; b: Box<number> }',
    want: {
      type: 'object',
      properties: { a: { $ref: '#/$defs/Box' }, b: { $ref: '#/$defs/Box2' } },
      required: ['a', 'b'],
      additionalProperties: false,
      $defs: { Box: boxOf('Box', 'string'), Box2: boxOf('Box2', 'number') },
    },
  },
  {
    given: 'Json',
    want: {
      $ref: '#/$defs/Json',
      $defs: {
        Json: {
          anyOf: [
            { type: 'string' },
            { type: 'number' },
            { type: 'array', items: { $ref: '#/$defs/Json' } },
            { type: 'object', additionalProperties: { $ref: '#/$defs/Json' } },
            { type: 'boolean' },
            { type: 'null' },
          ],
        },
      },
    },
  },
  {
    given: 'Nested',
    want: {
      $ref: '#/$defs/Nested',
      $defs: {
        Nested: { type: 'array', items: { anyOf: [{ type: 'string' }, { $ref: '#/$defs/Nested' }] } },
      },
    },
  },
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: template literal types

describe('the JSON Schema of a type', () => {
  const files = readTexts(
    cases.map(({ given }) => `${declarations}export function f(value: ${given}): void {}`),
  );

  test.for(cases.map((one, index) => ({ ...one, file: files[index] })))('$given', ({ want, file }) => {
    expect(file?.problems).toEqual([]);
    expect(file?.functions[0]?.inputs[0]?.schema).toEqual(want);
  });
});

test('a shape without values accepts nothing', () => {
  expect(toJsonSchema({ kind: 'nothing' })).toEqual({ not: {} });
});
