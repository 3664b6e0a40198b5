import { describe, expect, test } from 'vitest';
import { compile } from '../../../test/compile.ts';
import { choose, describeComponent, draw, hello, square, total } from '../../../test/components.ts';
import { component, expr, type JsonSchema, type Output, pipeline } from '../../index.ts';
import { literalFault } from './literal-fault.ts';

type Untyped = (...values: unknown[]) => Output<never>;
const untyped = (given: unknown): Untyped => given as Untyped;

const order: JsonSchema = {
  $ref: '#/$defs/order',
  $defs: {
    order: {
      type: 'object',
      properties: { id: { type: 'string' }, lines: { type: 'array', items: { $ref: '#/$defs/line' } } },
      required: ['id'],
      additionalProperties: false,
    },
    line: { type: 'object', properties: { amount: { type: 'integer' } }, required: ['amount'] },
  },
};
const greeting: JsonSchema = { enum: ['hi', 'bye'] };
const either: JsonSchema = { anyOf: [{ type: 'number' }, { type: 'array', items: { type: 'number' } }] };

describe('literal arguments', () => {
  test.for<[schema: JsonSchema, value: unknown, want: string | undefined]>([
    [order, 'x', 'o must be an object, not "x".'],
    [order, { id: 5 }, 'o.id must be a string, not 5.'],
    [order, {}, 'o needs the field "id".'],
    [order, { id: 'a', line: [] }, 'o has no field "line". Did you mean "lines"?'],
    [
      order,
      { id: 'a', lines: [{ amount: 1 }, { amount: 1.5 }] },
      'o.lines[1].amount must be an integer, not 1.5.',
    ],
    [order, { id: 'a', lines: [{ amount: 1, more: true }] }, undefined],
    [greeting, 'bie', 'o must be one of "hi", "bye", not "bie". Did you mean "bye"?'],
    [greeting, 'bye', undefined],
    [{ const: 1 }, 2, 'o must be 1, not 2.'],
    [{ enum: [[1]] }, [1], undefined],
    [either, [1], undefined],
    [either, ['a'], 'o does not match any of its allowed types.'],
    [{ type: ['number', 'null'] }, null, undefined],
    [{ type: ['number', 'null'] }, 'a', 'o must be a number or null, not "a".'],
    [{ type: 'string', format: 'date-time' }, 'x', undefined],
    [{}, { a: [1] }, undefined],
    [{ type: 'object', additionalProperties: { type: 'number' } }, { a: 1 }, undefined],
  ])('%j given %j', ([schema, value, want]) => {
    expect(literalFault('o', value, schema)).toBe(want);
  });
});

const price = untyped(component(describeComponent('price', { order }, {})));
const rated = untyped(
  component(describeComponent('rated', { by: { optional: true, schema: { type: 'number' } } }, {})),
);

describe('arguments that do not fit the schema of their input', () => {
  test.for<[title: string, build: () => unknown, want: string]>([
    [
      'text for an object',
      () => price({ order: 'x' }),
      'Argument of price: order must be an object, not "x".',
    ],
    ['another word', () => untyped(choose)({ mode: 'mix' }), 'mode must be one of "min", "max", not "mix".'],
    [
      'an output that is text',
      () => price({ order: hello() }),
      'order must be an object, but the output is a string.',
    ],
    ['a list for a number', () => untyped(square)({ x: draw({ count: 1 }) }), 'the output is a list.'],
  ])('%s', async ([, build, want]) => {
    const error = await compile(pipeline('p', {}, () => void build())).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'PIPELINE_ARGUMENT_MISMATCH',
      message: expect.stringContaining(want),
    });
    expect(error).toHaveProperty('location.line', expect.any(Number));
  });

  test('a value that may match is accepted', async () => {
    const given = pipeline('p', { n: 1 }, ({ n }) => {
      rated({ by: null });
      rated({ by: undefined });
      rated({ by: n });
      price({ order: { id: 'a', lines: undefined } });
      total({ values: expr([n], (x) => [x]) });
      untyped(square)({ x: component(describeComponent('maybe', {}, { type: ['number', 'null'] }))({}) });
    });
    await expect(compile(given)).resolves.toBeDefined();
  });
});
