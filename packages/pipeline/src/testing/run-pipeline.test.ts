import { describe, expect, test } from 'vitest';
import { add, describeNumbers, draw, notify, scale, square, total } from '../../test/components.ts';
import { expr, forEach, input, oneOf, pipeline, when } from '../index.ts';
import { breakDown, mock, runPipeline } from '../testing.ts';

const squares = pipeline('squares', { count: 3 }, ({ count }) => {
  const squared = forEach(draw({ count }), (x) => square({ x }));
  const sum = total({ values: squared });
  when(
    [sum],
    (s) => s > 10,
    () => notify({ text: expr([sum], (s) => `The sum is ${s}`) }),
  );
  return { sum, squared };
});

const numbers = mock(draw, ({ count }) => Array.from({ length: count }, (_, index) => index + 1));
const sums = mock(total, ({ values }) => values.reduce((sum, value) => sum + value, 0));
const products = mock(square, async ({ x }) => x * x);
const silent = mock(notify, () => undefined);

describe('a run of mocks', () => {
  test('gives the outputs of the pipeline and the calls of its components', async () => {
    await using run = await runPipeline(squares, { mocks: [numbers, sums, silent, products] });
    expect(run.status).toBe('Succeeded');
    expect(run.outputs).toEqual({ sum: 14, squared: [1, 4, 9] });
    expect(run.failures).toEqual([]);
    expect(run.calls(square)).toEqual(
      [1, 2, 3].map((x, index) => ({
        name: `square(${index}:${x})`,
        inputs: { x },
        result: x * x,
        status: 'Succeeded',
        attempts: 1,
        error: undefined,
      })),
    );
    expect(run.calls(notify)).toMatchObject([{ inputs: { text: 'The sum is 14' }, result: undefined }]);
  });

  test('takes inputs, and leaves skipped tasks out of the calls', async () => {
    await using run = await runPipeline(squares, {
      inputs: { count: 1 },
      mocks: [numbers, sums, silent, products],
    });
    expect(run.outputs).toEqual({ sum: 1, squared: [1] });
    expect(run.calls(notify)).toEqual([]);
  });

  test('counts calls of a component with other settings, and takes one mock for all of them', async () => {
    const twice = pipeline('twice', {}, () => {
      const patient = square.with({ retry: 1 });
      return { sum: add({ a: square({ x: 1 }), b: patient({ x: 2 }, { timeout: '1m' }) }) };
    });
    await using run = await runPipeline(twice, { mocks: [products, mock(add, ({ a, b }) => a + b)] });
    expect(run.outputs).toEqual({ sum: 5 });
    expect(run.calls(square).map(({ name }) => name)).toEqual(['square', 'square-2']);
    expect(run.calls(square.with({ retry: 2 }))).toHaveLength(2);
  });

  test('gives the only output of a pipeline as it is', async () => {
    const one = pipeline('one', {}, () => square({ x: 3 }));
    await using run = await runPipeline(one, { mocks: [products] });
    expect(run.outputs).toBe(9);
    const none = pipeline('none', {}, () => {
      notify({ text: 'a' });
    });
    await using other = await runPipeline(none, { mocks: [silent] });
    expect(other.outputs).toBeUndefined();
  });

  test('passes values as a cluster does', async () => {
    const nasty = [
      '',
      'null',
      '{{workflow.name}}',
      '{{=1+1}}',
      '$(HOME) $$ $',
      '"\\\n\u0007\u007f\u{1f600}\ue000',
      '{{{a}}}',
    ];
    const echo = pipeline('echo', { text: input<string>() }, ({ text }) => {
      notify({ text });
      return { same: text };
    });
    for (const text of nasty.slice(4)) {
      await using run = await runPipeline(echo, { inputs: { text }, mocks: [silent] });
      expect(run.calls(notify)[0]?.inputs).toEqual({ text });
    }
    const list = pipeline('list', {}, () => {
      const stats = describeNumbers({ values: [] });
      notify({ text: stats.label });
      return { label: stats.label };
    });
    for (const label of nasty) {
      await using run = await runPipeline(list, {
        mocks: [silent, mock(describeNumbers, () => ({ mean: 0, label, values: [] }))],
      });
      expect(run.outputs).toEqual({ label });
      expect(run.calls(notify)[0]?.inputs).toEqual({ text: label });
    }
  });

  test('omits inputs that a call omits', async () => {
    const given = pipeline('given', {}, () => ({ a: scale({ x: 1 }), b: scale({ x: 1, by: 2 }) }));
    await using run = await runPipeline(given, { mocks: [mock(scale, ({ x, by = 10 }) => x * by)] });
    expect(run.outputs).toEqual({ a: 10, b: 2 });
    expect(run.calls(scale).map(({ inputs }) => inputs)).toEqual([{ x: 1 }, { x: 1, by: 2 }]);
  });
});

describe('a mock that fails', () => {
  const single = pipeline('single', {}, () => ({ numbers: draw({ count: 1 }) }));

  test.for<{ title: string; result: () => unknown; want: string }>([
    {
      title: 'because it throws',
      result: () => {
        throw new RangeError('too many');
      },
      want: 'PIPELINE_FUNCTION_FAILED: draw failed',
    },
    {
      title: 'because of what JSON cannot represent',
      result: () => [1, Number.NaN],
      want: 'PIPELINE_OUTPUT_NOT_JSON: What draw returned[1] is NaN, which JSON cannot represent. Return null or a number.',
    },
    {
      title: 'because it returns nothing',
      result: () => undefined,
      want: 'PIPELINE_OUTPUT_NOT_JSON: What draw returned is undefined, which JSON cannot represent.',
    },
    {
      title: 'because its result is too large',
      result: () => Array.from({ length: 70_000 }, () => 1),
      want: 'PIPELINE_OUTPUT_TOO_LARGE: The output of draw is 140001 bytes of JSON, but a parameter can have 131040.',
    },
  ])('$title fails as its task would', async ({ result, want }) => {
    await using run = await runPipeline(single, { mocks: [mock(draw, () => result() as number[])] });
    expect(run.status).toBe('Failed');
    expect(run.calls(draw)).toMatchObject([{ status: 'Failed', attempts: 1, result: undefined }]);
    expect(run.calls(draw)[0]?.error).toContain(want);
    expect(run.failures.filter(({ templateName }) => templateName === 'draw')).toEqual([
      { displayName: 'draw', message: 'main: Error (exit code 1)', templateName: 'draw', phase: 'Failed' },
    ]);
    expect(() => run.outputs).toThrow(
      expect.objectContaining({
        code: 'PIPELINE_TEST_NO_OUTPUTS',
        message: expect.stringContaining('draw: main: Error (exit code 1)\n    PIPELINE_'),
      }),
    );
  });

  test('gives what the next task does not take', async () => {
    await using run = await runPipeline(squares, {
      mocks: [mock(draw, () => [1, '2' as never]), sums, silent, products],
    });
    expect(run.calls(square)).toMatchObject([
      { status: 'Succeeded' },
      {
        status: 'Failed',
        error: 'PIPELINE_INPUT_INVALID: Input "x" of square: x must be number, got "2".',
      },
    ]);
  });

  test('because a loop needs a list fails', async () => {
    await using run = await runPipeline(squares, {
      mocks: [mock(draw, () => 1 as never), sums, silent, products],
    });
    expect(run.calls(draw)[0]?.error).toContain('PIPELINE_OUTPUT_NOT_LIST');
  });
});

describe('a breakdown', () => {
  const twice = pipeline('twice', {}, () => ({ a: square({ x: 3 }, { retry: { limit: 2 } }) }));

  test('makes the first attempts of each task fail, with the number of the attempt for the mock', async () => {
    await using run = await runPipeline(twice, {
      mocks: [
        mock(square, ({ x }, { attempt, name }) => (name === 'square' ? x * attempt : 0)),
        breakDown(square, { times: 2 }),
      ],
    });
    expect(run.outputs).toEqual({ a: 9 });
    expect(run.calls(square)).toMatchObject([
      { name: 'square', attempts: 3, status: 'Succeeded', error: undefined },
    ]);
  });

  test('is seen by the retry strategy, and by the exit handler', async () => {
    const guarded = pipeline(
      'guarded',
      {},
      () => ({
        a: square({ x: 3 }, { retry: { limit: 5, expression: 'asInt(lastRetry.exitCode) != 137' } }),
      }),
      { onExit: ({ status }) => notify({ text: status }) },
    );
    await using run = await runPipeline(guarded, {
      mocks: [products, silent, breakDown(square, { exitCode: 137, message: 'OOMKilled' })],
    });
    expect(run.status).toBe('Failed');
    expect(run.calls(square)).toMatchObject([{ attempts: 1, status: 'Failed', error: 'OOMKilled' }]);
    expect(run.failures.at(-1)?.message).toBe('main: Error (exit code 137): OOMKilled');
    expect(run.calls(notify)).toMatchObject([{ inputs: { text: 'Failed' } }]);
  });

  test('can lose the pod', async () => {
    await using run = await runPipeline(twice, { mocks: [products, breakDown(square, { phase: 'Error' })] });
    expect(run.calls(square)).toMatchObject([{ attempts: 1, status: 'Error' }]);
    expect(run.failures.at(-1)).toMatchObject({ phase: 'Error', message: 'pod deleted' });
  });

  test('counts for each task of a loop', async () => {
    const loop = pipeline('loop', {}, () => ({
      all: forEach(draw({ count: 3 }), (x) => square({ x }, { retry: 1 })),
    }));
    await using run = await runPipeline(loop, {
      mocks: [numbers, products, breakDown(square, { times: 1 })],
    });
    expect(run.outputs).toEqual({ all: [1, 4, 9] });
    expect(run.calls(square).map(({ attempts }) => attempts)).toEqual([2, 2, 2]);
  });
});

describe('mistakes in a test', () => {
  const all = [numbers, sums, silent, products];
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
        message: 'The input "n" does not accept "\\"one\\"": n must be a number.',
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
        message: '"clock" of the call of runPipeline must be a clock of fakeClock(...), not an object.',
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
    expect(error).toMatchObject({ location: { file: expect.stringMatching(/run-pipeline\.test\.ts$/) } });
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
