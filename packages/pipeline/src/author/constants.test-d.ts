import { describe, expectTypeOf, test } from 'vitest';
import { draw, notify, square, total } from '../../test/components.ts';
import { expr, type Output, type OutputHandle, pipeline, using, when } from '../index.ts';

interface Limits {
  readonly max: number;
}

describe('constants in the list before a function', () => {
  pipeline('constants', { n: 1, flag: true }, ({ n, flag }) => {
    const limits: Limits = { max: 3 };
    expectTypeOf(expr([n, 3], (v, limit) => v > limit)).toEqualTypeOf<Output<boolean>>();
    expectTypeOf(
      expr([n, 'x', null, true], (v, text, none, yes) => `${v}${text}${none}${yes}`),
    ).toEqualTypeOf<Output<string>>();
    expectTypeOf(expr([n, limits], (v, { max }) => v > max)).toEqualTypeOf<Output<boolean>>();
    expectTypeOf(expr([n, [1, 2]], (v, list) => [v, ...list])).toEqualTypeOf<Output<number[]>>();
    expectTypeOf(expr([3, 4], (a, b) => a * b)).toEqualTypeOf<Output<number>>();
    when(
      [n, limits, flag],
      (v, { max }, yes) => v > max && yes,
      () => notify({ text: 'x' }),
    );
    const values: readonly OutputHandle<number>[] = [n];
    expr(values, (...all) => all.length);

    test('what is neither an output nor a constant is refused', () => {
      // @ts-expect-error '() => number' is not assignable to 'Problem<"List outputs and constants: ...">'
      expr([n, () => 3], (v) => v);
      // @ts-expect-error 'Date' is not assignable to 'Problem<"List outputs and constants: ...">'
      expr([n, new Date()], (v) => v);
      // @ts-expect-error 'bigint' is not assignable to 'Problem<"List outputs and constants: ...">'
      expr([n, 3n], (v) => v);
      // @ts-expect-error 'symbol' is not assignable to 'Problem<"List outputs and constants: ...">'
      expr([n, Symbol('x')], (v) => v);
      // @ts-expect-error 'NoOutput' is not assignable to 'Problem<"This has no result: ...">'
      expr([notify({ text: 'x' })], (v) => v);
      // @ts-expect-error Operator '>' cannot be applied to types 'number' and '"x"'.
      expr([n, 'x'], (v, text) => v > text);
      // @ts-expect-error Property 'min' does not exist on type 'Limits'.
      expr([n, limits], (v, limit) => v > limit.min);
      when(
        [n, 3],
        // @ts-expect-error Type 'number' is not assignable to type 'boolean'.
        (v, limit) => v + limit,
        () => notify({ text: 'x' }),
      );
      // @ts-expect-error Type 'Output<number>' is not assignable to type 'readonly unknown[]'.
      expr(n, (v) => v);
    });
  });
});

describe('using', () => {
  test('gives the function its constants', () => {
    const isLarge = using({ limit: 3 }, ({ limit }, v: number) => v > limit);
    expectTypeOf(isLarge).toEqualTypeOf<(v: number) => boolean>();
    expectTypeOf(using({ word: 'x', list: [1, null] }, ({ word }) => word)).toEqualTypeOf<() => string>();
  });

  test('refuses what JSON cannot represent', () => {
    // @ts-expect-error Type 'Date' is not assignable to type 'Json | undefined'.
    using({ at: new Date() }, ({ at }) => at);
    // @ts-expect-error Type '() => number' is not assignable to type 'Json | undefined'.
    using({ get: () => 3 }, ({ get }) => get());
    // @ts-expect-error Type 'bigint' is not assignable to type 'Json | undefined'.
    using({ big: 3n }, ({ big }) => big);
    // @ts-expect-error Property 'limits' does not exist on type '{ limit: number; }'.
    using({ limit: 3 }, ({ limits }, v: number) => v > limits);
    // @ts-expect-error Type 'number' has no properties in common with the constants.
    using(3, (limit, v: number) => v > limit);
  });

  test('fits the outputs of the list', () => {
    pipeline('fits', { text: 'x' }, ({ text }) => {
      const sum = total({ values: draw({ count: 3 }) });
      expr(
        [sum],
        using({ limit: 3 }, ({ limit }, v: number) => v > limit),
      );
      expr(
        [text],
        // @ts-expect-error Type 'string' is not assignable to type 'number'.
        using({ limit: 3 }, ({ limit }, v: number) => v > limit),
      );
      square({ x: 1 });
    });
  });
});
