import { describe, expectTypeOf, test } from 'vitest';
import { add, draw, hello, notify, scale, square } from '../../test/components.ts';
import {
  type AnyPipeline,
  type Component,
  type InputFile,
  input,
  type OutputFile,
  oneOf,
  pipeline,
} from '../index.ts';
import { breakDown, fakeClock, mock, runPipeline, type TestRun } from '../testing.ts';

declare const save: Component<{ values: number[] }, OutputFile<'csv'>>;
declare const train: Component<{ table: InputFile<'csv'> }, { model: OutputFile<'model'>; score: number }>;
declare const grade: Component<{ n: number }, 'A' | 'B'>;
declare const orders: Component<{ day: string }, { paid: { by: 'card' } | { by: 'cash'; coins: number } }[]>;
declare const anything: Component<{ value: unknown }, unknown>;

const single = pipeline('single', { n: input<number>(), mode: oneOf(['min', 'max']), by: 2 }, ({ n }) => ({
  squared: square({ x: n }),
}));

describe('a mock', () => {
  test('gets the inputs of its component and returns its result', () => {
    mock(square, ({ x }, { attempt, name, signal, sleep }) => {
      expectTypeOf(x).toEqualTypeOf<number>();
      expectTypeOf(attempt).toEqualTypeOf<number>();
      expectTypeOf(name).toEqualTypeOf<string>();
      expectTypeOf(signal).toEqualTypeOf<AbortSignal>();
      expectTypeOf(sleep).parameter(0).toExtend<number | string>();
      return x;
    });
    mock(scale, ({ by }) => {
      expectTypeOf(by).toEqualTypeOf<number | undefined>();
      return by ?? 1;
    });
    mock(draw, async ({ count }) => [count]);
    mock(notify, () => undefined);
    mock(notify, () => {});
    mock(hello, () => 'hello');
    mock(anything, () => ({ any: 'thing' }));
    // Literals keep their types, also without parameters.
    mock(grade, () => 'A');
    mock(orders, () => [{ paid: { by: 'card' } }]);
    mock(orders, async () => [{ paid: { by: 'cash', coins: 3 } }]);
    // @ts-expect-error there is no such grade
    mock(grade, () => 'D');
    // @ts-expect-error the coins are missing
    mock(orders, () => [{ paid: { by: 'cash' } }]);
  });

  test('of a file returns its path or its content', () => {
    mock(save, () => '/tmp/a.csv');
    mock(save, () => ({ content: 'a,b' }));
    mock(save, async () => ({ content: new Uint8Array() }));
    mock(train, ({ table }) => {
      expectTypeOf(table).toExtend<string>();
      return { model: { content: 'm' }, score: 1 };
    });
    // @ts-expect-error a number is no file
    mock(save, () => 1);
    // @ts-expect-error a string has no content
    mock(hello, () => ({ content: 'hello' }));
    // @ts-expect-error the score is missing
    mock(train, () => ({ model: 'm' }));
  });

  test('of another type is refused', () => {
    // @ts-expect-error the result is a number
    mock(square, () => 'one');
    // @ts-expect-error the result is a number
    mock(square, async () => undefined);
    // @ts-expect-error there is no such input
    mock(square, ({ y }) => y);
    // @ts-expect-error the input is a number
    mock(square, ({ x }) => x.length);
    // @ts-expect-error a function is missing
    mock(square);
    // @ts-expect-error a result is no function
    mock(square, 9);
    const plain = (x: number): number => x;
    // @ts-expect-error a plain function is no component
    mock(plain, () => 1);
    // @ts-expect-error a pipeline is no component
    mock(single, () => 1);
  });

  test('cannot fail in ways that Argo does not know', () => {
    breakDown(square, { times: 2, exitCode: 137, message: 'OOMKilled' });
    breakDown(square);
    // @ts-expect-error there is no such phase
    breakDown(square, { phase: 'Skipped' });
    // @ts-expect-error there is no such option
    breakDown(square, { time: 2 });
    // @ts-expect-error a number is needed
    breakDown(square, { exitCode: '137' });
    // @ts-expect-error a plain function is no component
    breakDown(() => 1);
  });
});

describe('a run', () => {
  test('takes the inputs of its pipeline', async () => {
    await runPipeline(single, { inputs: { n: 1, mode: 'max', by: 3 } });
    await runPipeline(single, { inputs: { n: 1 } });
    // @ts-expect-error the input is a number
    await runPipeline(single, { inputs: { n: 'one' } });
    // @ts-expect-error there is no such choice
    await runPipeline(single, { inputs: { n: 1, mode: 'mean' } });
    // @ts-expect-error there is no such input
    await runPipeline(single, { inputs: { n: 1, m: 2 } });
    // @ts-expect-error the option is called mocks
    await runPipeline(single, { mock: [] });
    // @ts-expect-error a function is no mock
    await runPipeline(single, { mocks: [() => 1] });
    // @ts-expect-error a component is no pipeline
    await runPipeline(square);
    // @ts-expect-error a date is no clock
    await runPipeline(single, { clock: new Date() });
    // @ts-expect-error an answer has fields
    await runPipeline(single, { answers: { release: 'all' } });
  });

  test('of a pipeline without types has outputs of any type', async () => {
    const loaded: AnyPipeline = single;
    const run = await runPipeline(loaded, { inputs: { n: 1 } });
    expectTypeOf(run.outputs).toEqualTypeOf<unknown>();
  });

  test('gives outputs and calls with their types', async () => {
    const run = await runPipeline(single);
    expectTypeOf(run.outputs).toEqualTypeOf<{ readonly squared: number }>();
    expectTypeOf(run.status).toEqualTypeOf<'Succeeded' | 'Failed' | 'Error' | 'Running'>();
    expectTypeOf(run.calls(square)[0]?.inputs.x).toEqualTypeOf<number | undefined>();
    expectTypeOf(run.calls(add)[0]?.result).toEqualTypeOf<number | undefined>();
    expectTypeOf(run).toExtend<AsyncDisposable>();
    // @ts-expect-error there is no such output
    run.outputs.square;
    // @ts-expect-error there is no such input
    run.calls(square)[0]?.inputs.y;
    // @ts-expect-error a plain function is no component
    run.calls(() => 1);
  });

  test('of a pipeline with files or without a result', async () => {
    const files = pipeline('files', {}, () => {
      const table = save({ values: [1] });
      return { table, score: train({ table }).score };
    });
    expectTypeOf(runPipeline(files)).resolves.toEqualTypeOf<
      TestRun<
        Record<never, never>,
        { readonly table: import('../index.ts').FileRef<'csv'>; readonly score: number }
      >
    >();
    const run = await runPipeline(files);
    expectTypeOf(run.outputs).toEqualTypeOf<{ readonly table: string; readonly score: number }>();
    const alone = await runPipeline(pipeline('alone', {}, () => save({ values: [] })));
    expectTypeOf(alone.outputs).toEqualTypeOf<string>();
    const none = await runPipeline(pipeline('none', {}, () => notify({ text: 'a' })));
    expectTypeOf(none.outputs).toEqualTypeOf<undefined>();
  });
});

describe('a clock', () => {
  test('takes durations', () => {
    const clock = fakeClock('2026-01-01T00:00:00Z');
    expectTypeOf(clock.advance('1h30m')).toEqualTypeOf<Promise<void>>();
    expectTypeOf(clock.now()).toEqualTypeOf<Date>();
    void clock.advance(30);
    // @ts-expect-error days are no unit
    void clock.advance('1d');
    // @ts-expect-error a unit is missing
    void clock.advance('30');
    // @ts-expect-error a date is no text
    fakeClock(new Date());
  });
});
