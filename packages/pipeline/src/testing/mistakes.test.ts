import { describe, expect, test } from 'vitest';
import { draw, notify, square } from '../../test/components.ts';
import { input, oneOf, pipeline } from '../index.ts';
import { breakDown, mock, runPipeline } from '../testing.ts';

const numbers = mock(draw, ({ count }) => [count]);
const products = mock(square, ({ x }) => x * x);
const silent = mock(notify, () => undefined);

describe('mistakes in a test', () => {
  const all = [numbers, silent, products];
  const asking = pipeline('asking', { n: input<number>(), mode: oneOf(['min', 'max']) }, ({ n, mode }) => {
    notify({ text: mode });
    return { a: square({ x: n }) };
  });
  const run = (options: object, of = asking): Promise<unknown> =>
    runPipeline(of, { inputs: { n: 1 }, mocks: [products, silent], ...options });

  test.for<{ title: string; run: () => unknown; want: { code: string; message: string } }>([
    {
      title: 'a mock of a component that the pipeline never calls',
      run: () => run({ mocks: [products, silent, numbers] }),
      want: {
        code: 'PIPELINE_TEST_UNUSED_MOCK',
        message:
          'The pipeline asking never calls draw, so its mock has no effect. Remove it. The pipeline calls notify, square.',
      },
    },
    {
      title: 'two mocks of a component',
      run: () => run({ mocks: [products, silent, mock(square, () => 1)] }),
      want: {
        code: 'PIPELINE_TEST_SECOND_MOCK',
        message: expect.stringMatching(
          /^square has two mocks; the first is at line \d+\. Combine them in one\.$/,
        ) as never,
      },
    },
    {
      title: 'two breakdowns of a component',
      run: () => run({ mocks: [products, silent, breakDown(square), breakDown(square)] }),
      want: {
        code: 'PIPELINE_TEST_SECOND_MOCK',
        message: expect.stringMatching(/^square has two breakDowns; /) as never,
      },
    },
    {
      title: 'a mock that is none',
      run: () => run({ mocks: [() => 1] }),
      want: {
        code: 'PIPELINE_TEST_INVALID_ARGUMENT',
        message:
          '"mocks" must be a list of mock(component, ...) and breakDown(component, ...), such as mocks: [mock(square, ({ x }) => x * x)].',
      },
    },
    {
      title: 'a misspelt input',
      run: () => run({ inputs: { n: 1, mod: 'max' } }),
      want: {
        code: 'PIPELINE_TEST_UNKNOWN_INPUT',
        message: 'The pipeline asking has no input "mod". Did you mean "mode"?',
      },
    },
    {
      title: 'a missing input',
      run: () => run({ inputs: {} }),
      want: {
        code: 'PIPELINE_TEST_MISSING_INPUT',
        message: 'The pipeline asking needs a value for "n". Give it in inputs: { n: ... }.',
      },
    },
    {
      title: 'an input of another type',
      run: () => run({ inputs: { n: 'one' } }),
      want: {
        code: 'PIPELINE_INPUT_INVALID',
        message: 'The input "n" does not accept "one": n must be a number.',
      },
    },
    {
      title: 'an input that must be text',
      run: () => run({ inputs: { n: 1, mode: 1 } }),
      want: {
        code: 'PIPELINE_INPUT_INVALID',
        message: 'The input "mode" does not accept 1: mode must be a string.',
      },
    },
    {
      title: 'an input that JSON cannot represent',
      run: () => run({ inputs: { n: Number.NaN } }),
      want: {
        code: 'PIPELINE_UNSUPPORTED_VALUE',
        message:
          'A value is NaN, which JSON cannot represent. Use strings, finite numbers, booleans, null, arrays and plain objects.',
      },
    },
    {
      title: 'an answer to a question that is never asked',
      run: () => run({ answers: { release: {} } }),
      want: {
        code: 'PIPELINE_TEST_UNKNOWN_QUESTION',
        message: 'The pipeline does not ask "release". It asks none.',
      },
    },
    {
      title: 'a misspelt option',
      run: () => run({ mock: all }),
      want: {
        code: 'PIPELINE_UNKNOWN_OPTION',
        message:
          'The call of runPipeline has no option "mock". Did you mean "mocks"? The options are inputs, mocks, clock, answers, objects.',
      },
    },
    {
      title: 'an option of another type',
      run: () => run({ clock: new Date() }),
      want: {
        code: 'PIPELINE_INVALID_OPTION',
        message:
          '"clock" of the call of runPipeline must be a clock of fakeClock(...), not an instance of Date.',
      },
    },
    {
      title: 'something else than a pipeline',
      run: () => run({}, { name: 'asking' } as never),
      want: {
        code: 'PIPELINE_TEST_INVALID_ARGUMENT',
        message:
          'The first argument of runPipeline must be a pipeline, not an object. Import it from its module.',
      },
    },
    {
      title: 'a mock of a plain function',
      run: () => mock(((x: number) => x) as never, () => 1),
      want: {
        code: 'PIPELINE_TEST_INVALID_ARGUMENT',
        message:
          'The first argument of mock must be a component. Import it from the generated module, not from the module of the function.',
      },
    },
    {
      title: 'a mock without a function',
      run: () => mock(square, 9 as never),
      want: {
        code: 'PIPELINE_TEST_INVALID_ARGUMENT',
        message:
          'The second argument of mock(square, ...) must be a function of the inputs. Write mock(square, (inputs) => ...).',
      },
    },
    {
      title: 'an exit code of success',
      run: () => breakDown(square, { exitCode: 0 }),
      want: {
        code: 'PIPELINE_INVALID_OPTION',
        message: '"exitCode" of the breakdown of square must be an integer from 1 to 255, not 0.',
      },
    },
    {
      title: 'an exit code of a lost pod',
      run: () => breakDown(square, { exitCode: 2, phase: 'Error' }),
      want: {
        code: 'PIPELINE_INVALID_OPTION',
        message:
          '"exitCode" of the breakdown of square has no meaning with phase "Error": a pod that is lost has no exit code. Remove one of the two.',
      },
    },
    {
      title: 'a misspelt option of a breakdown',
      run: () => breakDown(square, { time: 2 } as never),
      want: {
        code: 'PIPELINE_UNKNOWN_OPTION',
        message:
          'The breakdown of square has no option "time". Did you mean "times"? The options are times, exitCode, message, phase.',
      },
    },
  ])('$title is refused, at its place in the test', async ({ run: start, want }) => {
    const error = await Promise.resolve()
      .then(start)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'PipelineError', ...want });
    expect(error).toMatchObject({ location: { file: expect.stringMatching(/mistakes\.test\.ts$/) } });
  });

  test('a component that the pipeline never calls is refused by calls', async () => {
    await using started = await runPipeline(asking, { inputs: { n: 2 }, mocks: [products, silent] });
    expect(() => started.calls(draw)).toThrow(
      expect.objectContaining({
        code: 'PIPELINE_TEST_UNKNOWN_COMPONENT',
        message: 'The pipeline asking never calls draw. The pipeline calls notify, square.',
      }),
    );
  });
});
