import { describe, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { notify, square } from '../../test/components.ts';
import { checked, type InputsOfDeclarations, input, type Output, pipeline } from '../index.ts';

const Order = z.object({ id: z.number(), note: z.string().default('none') });

describe('functions with schemas', () => {
  test('take what the schema takes, and get what it gives', () => {
    const take = checked(Order, (order) => {
      expectTypeOf(order).toEqualTypeOf<{ id: number; note: string }>();
      return order.note.length;
    });
    expectTypeOf(take).toEqualTypeOf<(value: { id: number; note?: string | undefined }) => number>();
    expectTypeOf(checked(z.string(), async (text) => text.length)('a')).toEqualTypeOf<Promise<number>>();
  });

  test('are type-checked', () => {
    const take = checked(Order, (order) => order.id);
    // @ts-expect-error Property 'id' is missing in type '{}' but required in type
    take({});
    // @ts-expect-error Type 'string' is not assignable to type 'number'.
    take({ id: 'one' });
    // @ts-expect-error Property 'nota' does not exist on type '{ id: number; note: string; }'.
    checked(Order, (order) => order.nota);
    // @ts-expect-error Object literal may only specify known properties, and 'parse' does not exist in type 'StandardSchema<unknown, unknown>'.
    checked({ parse: () => {} }, (order) => order);
    // @ts-expect-error Type 'number' is not assignable to type 'string'.
    checked(Order, (order: { id: string }) => order.id);
  });
});

describe('inputs with schemas', () => {
  test('have the type that the schema takes, and are optional if it has a default', () => {
    const inputs = { order: input(Order), rate: input(z.number().default(3)), name: input<string>() };
    expectTypeOf<InputsOfDeclarations<typeof inputs>>().toEqualTypeOf<
      { readonly order: { id: number; note?: string | undefined }; readonly name: string } & {
        readonly rate?: number | undefined;
      }
    >();
    pipeline('p', inputs, ({ order, name }) => {
      expectTypeOf(order.id).toEqualTypeOf<Output<number>>();
      notify({ text: name });
      // @ts-expect-error Type 'OutputHandle<string>' is not assignable to type 'Arg<number>'.
      square({ x: name });
      // @ts-expect-error Property 'nota' does not exist on type 'Output<{ id: number; note?: string | undefined; }>'.
      square({ x: order.nota });
    });
  });

  test('take a description and nothing else', () => {
    input(Order, { description: 'What to ship' });
    // @ts-expect-error Object literal may only specify known properties, and 'schema' does not exist in type 'Pick<InputOptions, "description">'.
    input(Order, { schema: { type: 'object' } });
    // @ts-expect-error No overload matches this call.
    input(5);
    // @ts-expect-error No overload matches this call.
    input({ description: 5 });
  });
});
