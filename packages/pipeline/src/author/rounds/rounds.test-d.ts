import { describe, expectTypeOf, test } from 'vitest';
import { hello, notify, square } from '../../../test/components.ts';
import { type NoOutput, type Output, type OutputHandle, range, repeatUntil, sleep } from '../../index.ts';

declare const count: Output<number>;
declare const word: Output<string>;

describe('repeatUntil', () => {
  test('gives the state, without the exact values that it begins with', () => {
    expectTypeOf(
      repeatUntil(
        8,
        (x) => square({ x }),
        (x) => x < 1,
        { max: 2 },
      ),
    ).toEqualTypeOf<Output<number>>();
    expectTypeOf(
      repeatUntil(
        count,
        (x) => square({ x }),
        (x) => x < 1,
        { max: 2 },
      ),
    ).toEqualTypeOf<Output<number>>();
    const best = repeatUntil(
      { error: count, note: 'x', list: [1], deep: { on: true } },
      (state, round) => {
        expectTypeOf(state.error).toEqualTypeOf<Output<number>>();
        expectTypeOf(state.note).toEqualTypeOf<Output<string>>();
        expectTypeOf(state.deep.on).toEqualTypeOf<Output<boolean>>();
        expectTypeOf(round).toEqualTypeOf<Output<number>>();
        return { error: square({ x: state.error }), note: hello(), list: [1, round], deep: { on: false } };
      },
      ({ error, list, deep }, round) => error < 1 || list.length > 3 || deep.on || round > 2,
      { max: 2 },
    );
    expectTypeOf(best.error).toEqualTypeOf<Output<number>>();
    expectTypeOf(best.list).toEqualTypeOf<Output<number[]>>();
  });

  const next = (x: Output<number>): OutputHandle<number> => square({ x });
  const small = (x: number): boolean => x < 1;
  const err = (): { err: Output<number> } => ({ err: count });
  const yes = (): boolean => true;

  test('mistakes are reported in readable messages', () => {
    // @ts-expect-error Property 'max' is missing in type '{}' but required in type 'RepeatOptions'.
    repeatUntil(8, next, small, {});
    // @ts-expect-error Expected 4 arguments, but got 3.
    repeatUntil(8, next, small);
    // @ts-expect-error Type 'OutputHandle<string>' is not assignable to type 'Arg<number>'.
    repeatUntil(8, () => hello(), small, { max: 2 });
    // @ts-expect-error Type '{ err: Output<number>; }' is not assignable to type 'Arg<{ error: number; }>'.
    repeatUntil({ error: 1 }, err, yes, { max: 2 });
    // @ts-expect-error Type 'undefined' is not assignable to type 'Arg<number>'.
    repeatUntil(8, (x) => void square({ x }), small, { max: 2 });
    // @ts-expect-error Type 'number' is not assignable to type 'boolean'.
    repeatUntil(8, next, (x) => x, { max: 2 });
    // @ts-expect-error Type '"stop"' is not assignable to type '"fail" | "return"'.
    repeatUntil(8, next, small, { max: 2, onLimit: 'stop' });
    // @ts-expect-error Type '"20 seconds"' is not assignable to type 'Duration'.
    repeatUntil(8, next, small, { max: 2, pause: '20 seconds' });
    // @ts-expect-error Object literal may only specify known properties, and 'times' does not exist in type 'RepeatOptions'.
    repeatUntil(8, next, small, { max: 2, times: 3 });
  });
});

describe('range and sleep', () => {
  test('take values and outputs', () => {
    expectTypeOf(range(3)).toEqualTypeOf<Output<number[]>>();
    expectTypeOf(range(count)).toEqualTypeOf<Output<number[]>>();
    expectTypeOf(sleep('1h30m')).toEqualTypeOf<NoOutput>();
    sleep(30);
    sleep(count, { name: 'wait', after: sleep('1s') });
    notify({ text: 'x' }, { after: sleep('1s') });
  });

  test('mistakes are reported in readable messages', () => {
    // @ts-expect-error Argument of type 'string' is not assignable to parameter of type 'number | OutputHandle<number>'.
    range('3');
    // @ts-expect-error Argument of type 'Output<string>' is not assignable to parameter of type 'number | OutputHandle<number>'.
    range(word);
    // @ts-expect-error Argument of type '"1 day"' is not assignable to parameter of type 'Duration | OutputHandle<number>'.
    sleep('1 day');
    // @ts-expect-error Argument of type 'Output<string>' is not assignable to parameter of type 'Duration | OutputHandle<number>'.
    sleep(word);
    // @ts-expect-error Type 'NoOutput' is not assignable to type 'Arg<string>'.
    notify({ text: sleep('1s') });
    // @ts-expect-error Object literal may only specify known properties, and 'until' does not exist in type 'SleepOptions'.
    sleep('1s', { until: count });
  });
});
