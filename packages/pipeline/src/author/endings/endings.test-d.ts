import { describe, expectTypeOf, test } from 'vitest';
import { notify, square } from '../../../test/components.ts';
import {
  allFailed,
  allOf,
  anyOf,
  anySucceeded,
  type Ending,
  ended,
  failed,
  forEach,
  type Output,
  skipped,
  succeeded,
  unless,
  when,
} from '../../index.ts';

declare const count: Output<number>;
declare const flag: Output<boolean>;
const told = notify({ text: 'x' });
const branch = when(flag, () => told);
const loop = forEach([1], (x) => square({ x }));

describe('endings', () => {
  test('take what tasks, loops and branches gave', () => {
    expectTypeOf(failed(count)).toEqualTypeOf<Ending>();
    succeeded(told);
    skipped(branch);
    ended(loop);
    anySucceeded(loop);
    allFailed(forEach([1], () => told));
    square({ x: 1 }, { after: anyOf(count, failed(told), allOf(branch, unless(ended(loop)))) });
    square({ x: 1 }, { after: count });
    square({ x: 1 }, { after: [count, failed(told)] });
    forEach([1], () => told, { after: failed(count) });
    when(flag, () => told, { after: [failed(count)] });
  });

  test('are not values', () => {
    // @ts-expect-error Type 'Ending' is not assignable to type 'Arg<number>'.
    square({ x: failed(count) });
    // @ts-expect-error Argument of type 'Ending' is not assignable to parameter of type 'Awaitable'.
    failed(failed(count));
    // @ts-expect-error Argument of type 'Ending' is not assignable to parameter of type 'OutputHandle<boolean>'.
    when(failed(count), () => told);
  });

  test('take nothing else', () => {
    // @ts-expect-error Argument of type 'number' is not assignable to parameter of type 'Awaitable'.
    failed(5);
    // @ts-expect-error Argument of type 'string' is not assignable to parameter of type 'Awaitable'.
    succeeded('square');
    // @ts-expect-error Argument of type '() => NoOutput' is not assignable to parameter of type 'Awaitable'.
    ended(() => told);
    // @ts-expect-error Argument of type 'OutputHandle<number>' is not assignable to parameter of type 'Ending'.
    unless(count);
    // @ts-expect-error Argument of type 'OutputHandle<number>' is not assignable to parameter of type 'NoOutput | OutputHandle<readonly unknown[]>'.
    anySucceeded(count);
    // @ts-expect-error Argument of type 'Branch<undefined>' is not assignable to parameter of type 'NoOutput | OutputHandle<readonly unknown[]>'.
    allFailed(branch);
    // @ts-expect-error Argument of type 'boolean' is not assignable to parameter of type 'Awaitable | Ending'.
    anyOf(count, true);
    // @ts-expect-error Type 'string' is not assignable to type 'After | undefined'.
    square({ x: 1 }, { after: 'square' });
    // @ts-expect-error Type 'boolean' is not assignable to type 'Awaitable | Ending'.
    square({ x: 1 }, { after: [count, true] });
  });
});
