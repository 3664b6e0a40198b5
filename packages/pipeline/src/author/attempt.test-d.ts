import { describe, expectTypeOf, test } from 'vitest';
import { draw, notify, square, total } from '../../test/components.ts';
import { attempt, type NoOutput, type Output, pipeline, type Settled } from '../index.ts';

declare const word: Output<string>;
const five = (): Output<number> => square({ x: 5 });

describe('an attempt', () => {
  test('gives the results of both bodies', () => {
    expectTypeOf(attempt(five).recover(five)).toEqualTypeOf<Output<number>>();
    expectTypeOf(attempt(five).recover(() => word)).toEqualTypeOf<Output<string | number>>();
    const named = attempt(() => ({ a: five(), b: word })).recover(() => ({ a: five(), b: word }));
    expectTypeOf(named.a).toEqualTypeOf<Output<number>>();
    expectTypeOf(attempt(() => notify({ text: 'x' })).recover(() => {})).toEqualTypeOf<NoOutput>();
    attempt(five).recover(({ status }) => {
      expectTypeOf(status).toEqualTypeOf<Output<'Failed' | 'Error'>>();
      return five();
    });
  });

  test('gives a value', () => {
    expectTypeOf(attempt(five).or(41)).toEqualTypeOf<Output<number>>();
    expectTypeOf(attempt(five).or(null)).toEqualTypeOf<Output<number | null>>();
    expectTypeOf(attempt(five).or(word)).toEqualTypeOf<Output<string | number>>();
    total({ values: attempt(() => draw({ count: 1 })).or([]) });
  });

  test('gives how it ended', () => {
    const how = attempt(five).settled();
    expectTypeOf(how).toEqualTypeOf<Output<Settled<number>>>();
    expectTypeOf(how.status).toEqualTypeOf<Output<'Succeeded' | 'Failed' | 'Error'>>();
    expectTypeOf(how.value).toEqualTypeOf<Output<number | null>>();
    pipeline('p', {}, () => ({ how, kind: how.status }));
  });

  test('misuse', () => {
    // @ts-expect-error Type 'Attempt<number>' is not assignable to type 'Arg<number>'.
    square({ x: attempt(five) });
    // @ts-expect-error Type 'OutputHandle<string | number>' is not assignable to type 'Arg<number>'.
    square({ x: attempt(five).or('none') });
    // @ts-expect-error Type 'OutputHandle<number | null>' is not assignable to type 'Arg<number>'.
    square({ x: attempt(five).settled().value });
    // @ts-expect-error Argument of type 'Date' is not assignable to parameter of type 'Json | OutputHandle<Json>'.
    attempt(five).or(new Date());
    // @ts-expect-error Argument of type 'OutputHandle<number>' is not assignable to parameter of type '() => BodyReturn'.
    attempt(five());
    // @ts-expect-error Type 'Promise<OutputHandle<number>>' is not assignable to type 'BodyReturn'.
    attempt(async () => five());
    // @ts-expect-error Property 'result' does not exist on type 'Failure'.
    attempt(five).recover(({ result }) => result);
    // @ts-expect-error Object literal may only specify known properties, and 'retry' does not exist in type 'AttemptOptions'.
    attempt(five, { retry: 2 }).settled();
    // @ts-expect-error Type 'Attempt<number>' is not assignable to type 'BodyReturn'.
    pipeline('p', {}, () => ({ a: attempt(five) }));
    // @ts-expect-error Property 'catch' does not exist on type 'Attempt<number>'.
    attempt(five).catch(five);
    // @ts-expect-error Expected 0 arguments, but got 1.
    attempt(five).settled(41);
  });
});
