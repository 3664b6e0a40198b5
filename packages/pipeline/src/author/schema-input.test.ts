import { type } from 'arktype';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { checked, input } from '../index.ts';

describe('an input with a schema', () => {
  test.for([
    {
      title: 'zod',
      given: z.object({ id: z.number().positive(), note: z.string().optional() }),
      schema: expect.objectContaining({
        type: 'object',
        properties: { id: { type: 'number', exclusiveMinimum: 0 }, note: { type: 'string' } },
        required: ['id'],
      }),
    },
    {
      title: 'arktype',
      given: type({ id: 'number>0' }),
      schema: {
        type: 'object',
        properties: { id: { type: 'number', exclusiveMinimum: 0 } },
        required: ['id'],
      },
    },
    { title: 'valibot, which has no JSON Schema', given: v.object({ id: v.number() }), schema: undefined },
    { title: 'a schema that JSON Schema cannot express', given: z.date(), schema: undefined },
  ])('has the JSON Schema of $title', ({ given, schema }) => {
    expect(input(given).schema).toEqual(schema);
  });

  test.for([
    { title: 'zod', given: z.number().default(3), want: 3 },
    { title: 'valibot', given: v.optional(v.number(), 4), want: 4 },
    { title: 'no default', given: z.number().optional(), want: undefined },
    { title: 'an asynchronous check', given: z.number().refine(async (n) => n > 1), want: undefined },
  ])('has the default of $title', ({ given, want }) => {
    expect((input(given as z.ZodNumber) as { default?: unknown }).default).toEqual(want);
  });

  test('refuses a default that it would not take', () => {
    const given = z.string().transform(Number).default(7);
    expect(() => input(given)).toThrow(expect.objectContaining({ code: 'PIPELINE_INVALID_OPTION' }));
  });
});

describe('a checked function', () => {
  test.for([
    { title: 'zod', run: checked(z.number().max(5), (n) => n + 1) },
    { title: 'valibot', run: checked(v.pipe(v.number(), v.maxValue(5)), (n) => n + 1) },
    { title: 'arktype', run: checked(type('number<=5'), (n) => n + 1) },
  ])('checks its argument with $title', ({ run }) => {
    expect(run(5)).toBe(6);
    expect(() => run(6)).toThrow(expect.objectContaining({ name: 'PIPELINE_INPUT_INVALID' }));
  });

  test('awaits asynchronous checks', async () => {
    const run = checked(
      z.string().refine(async (text) => text !== 'bad', 'must be good'),
      (text) => text.length,
    );
    await expect(run('good')).resolves.toBe(4);
    await expect(run('bad')).rejects.toThrow('must be good');
  });

  test('says where a value is wrong', () => {
    const run = checked(z.object({ items: z.array(z.object({ size: z.number() })) }), () => 0);
    expect(() => run({ items: [{ size: 1 }, { size: 'x' as unknown as number }] })).toThrow(
      /^items\.1\.size: /,
    );
  });
});
