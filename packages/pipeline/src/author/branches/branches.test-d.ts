import { describe, expectTypeOf, test } from 'vitest';
import { choose, notify, square } from '../../../test/components.ts';
import { type Chain, type FileRef, match, type NoOutput, type Output, when } from '../../index.ts';

type Order = { kind: 'card'; number: string } | { kind: 'cash'; amount: number };

declare const mode: Output<'fast' | 'exact'>;
declare const flag: Output<boolean>;
declare const grade: Output<1 | 2>;
declare const word: Output<string>;
declare const order: Output<Order>;
declare const csv: Output<FileRef<'csv'>>;
const n = (): Output<number> => square({ x: 1 });
const text = (): Output<string> => choose({ mode: 'min' });

describe('match', () => {
  test('gives the result of whichever case runs', () => {
    expectTypeOf(match(mode, { fast: n, exact: text })).toEqualTypeOf<Output<string | number>>();
    expectTypeOf(match(flag, { true: n, false: n })).toEqualTypeOf<Output<number>>();
    expectTypeOf(match(grade, { 1: n, 2: n })).toEqualTypeOf<Output<number>>();
    expectTypeOf(match(word, { a: n, b: n }, text)).toEqualTypeOf<Output<string | number>>();
    expectTypeOf(match(mode, { fast: () => notify({ text: 'x' }) }, () => {})).toEqualTypeOf<NoOutput>();
    expectTypeOf(match(mode, { fast: () => csv, exact: () => csv })).toEqualTypeOf<Output<FileRef<'csv'>>>();
    expectTypeOf(match(mode, { fast: () => ({ a: n() }), exact: () => ({ a: text() }) }).a).toEqualTypeOf<
      Output<string | number>
    >();
  });

  test('gives each case of a tagged union its member', () => {
    const result = match(order, 'kind', {
      card: (card) => {
        expectTypeOf(card.number).toEqualTypeOf<Output<string>>();
        return notify({ text: card.number });
      },
      cash: (cash) => {
        expectTypeOf(cash.amount).toEqualTypeOf<Output<number>>();
        return notify({ text: 'x' });
      },
    });
    expectTypeOf(result).toEqualTypeOf<NoOutput>();
  });

  test('mistakes are reported in readable messages', () => {
    // @ts-expect-error Property 'exact' is missing in type '{ readonly fast: () => Output<number>; }' but required in type '{ readonly fast: CaseBody; readonly exact: CaseBody; }'.
    match(mode, { fast: n });
    // @ts-expect-error Type '() => Output<number>' is not assignable to type 'Problem<"The value never is this.">'.
    match(mode, { fast: n, exact: n, slow: n });
    // @ts-expect-error Type '() => Output<number>' is not assignable to type 'Problem<"The value never is this.">'.
    match(mode, { slow: n }, n);
    // @ts-expect-error Property 'false' is missing.
    match(flag, { true: n });
    // @ts-expect-error Type '() => Output<number>' is not assignable to type 'Problem<"The value never is this.">'.
    match(grade, { 1: n, 2: n, 3: n });
    // @ts-expect-error Property 'cash' is missing.
    match(order, 'kind', { card: n });
    // @ts-expect-error Type '() => Output<number>' is not assignable to type 'Problem<"The value never is this.">'.
    match(order, 'kind', { card: n, cash: n, gift: n });
    // @ts-expect-error Argument of type '"type"' is not assignable to parameter of type '"kind"'.
    match(order, 'type', { card: n, cash: n });
    // @ts-expect-error Property 'amount' does not exist on the member 'card'.
    match(order, 'kind', { card: (card) => square({ x: card.amount }), cash: n });
    // @ts-expect-error Type 'number' is not assignable to type 'CaseBody'.
    match(mode, { fast: 5, exact: n });
    // @ts-expect-error Argument of type 'string' is not assignable to parameter of type 'OutputHandle<...>'.
    match('fast', { fast: n, exact: n });
    // @ts-expect-error Type 'Order' is not a string, number or boolean.
    match(order, { card: n, cash: n });
  });
});

describe('chains', () => {
  test('join the results of all bodies', () => {
    const chain = when([word, 3], (w, limit) => w.length > limit, n).elseWhen(flag, text);
    expectTypeOf(chain).toEqualTypeOf<Chain<string | number>>();
    expectTypeOf(chain.otherwise(() => flag)).toEqualTypeOf<Output<string | number | boolean>>();
    expectTypeOf(when(flag, n).or(null)).toEqualTypeOf<Output<number | null>>();
    expectTypeOf(when(flag, n).or(41)).toEqualTypeOf<Output<number>>();
    expectTypeOf(when(flag, n).or(word)).toEqualTypeOf<Output<string | number>>();
    expectTypeOf(when(flag, () => notify({ text: 'x' })).otherwise(() => {})).toEqualTypeOf<NoOutput>();
  });

  test('mistakes are reported in readable messages', () => {
    // @ts-expect-error Argument of type '(w: string) => number' is not assignable to parameter of type '(w: string) => boolean'.
    when(flag, n).elseWhen([word], (w) => w.length, n);
    // @ts-expect-error Argument of type 'Output<string>' is not assignable to parameter of type 'OutputHandle<boolean>'.
    when(flag, n).elseWhen(word, n);
    // @ts-expect-error Argument of type 'Date' is not assignable to parameter of type 'Json | OutputHandle<...>'.
    when(flag, n).or(new Date());
    // @ts-expect-error Type 'Chain<number>' is not assignable to type 'Arg<number>'.
    square({ x: when(flag, n).elseWhen(flag, n) });
    // @ts-expect-error Property 'elseWhen' does not exist on type 'Output<number>'.
    when(flag, n).otherwise(n).elseWhen(flag, n);
    // @ts-expect-error Type 'number' is not assignable to type 'BodyReturn'.
    when(flag, n).otherwise(() => 5);
  });
});
