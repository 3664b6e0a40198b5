import { describe, expect, test } from 'vitest';
import { add, describeNumbers, draw, notify, scale, square, total } from '../../test/components.ts';
import { expr, forEach, input, pipeline, secret, when } from '../index.ts';
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
      want: 'PIPELINE_OUTPUT_NOT_JSON: What draw returned[1] is NaN, not JSON of type number.',
    },
    {
      title: 'because it returns nothing',
      result: () => undefined,
      want: 'PIPELINE_OUTPUT_NOT_JSON: What draw returned is undefined, not JSON of type number[].',
    },
    {
      title: 'because its result is too large',
      result: () => Array.from({ length: 70_000 }, () => 1),
      want: 'PIPELINE_OUTPUT_TOO_LARGE: What draw returned is 140001 bytes of JSON, but a parameter can have 131040.',
    },
  ])('$title fails as its task would', async ({ result, want }) => {
    await using run = await runPipeline(single, { mocks: [mock(draw, () => result() as number[])] });
    expect(run.status).toBe('Failed');
    expect(run.calls(draw)).toMatchObject([{ status: 'Failed', attempts: 1, result: undefined }]);
    expect(run.calls(draw)[0]?.error).toContain(want);
    expect(run.failures.filter(({ templateName }) => templateName === 'draw')).toMatchObject([
      { displayName: 'draw', message: 'main: Error (exit code 1)', templateName: 'draw', phase: 'Failed' },
    ]);
    expect(() => run.outputs).toThrow(
      expect.objectContaining({
        code: 'PIPELINE_TEST_NO_OUTPUTS',
        message: expect.stringContaining('draw: main: Error (exit code 1)\n    PIPELINE_'),
      }),
    );
  });

  test('gives what its type does not allow fails', async () => {
    await using run = await runPipeline(squares, {
      mocks: [mock(draw, () => [1, '2' as never]), sums, silent, products],
    });
    expect(run.calls(draw)[0]?.error).toBe(
      "PIPELINE_OUTPUT_NOT_JSON: What draw returned[1] is '2', not JSON of type number.",
    );
  });

  test('because a loop needs a list fails', async () => {
    await using run = await runPipeline(squares, {
      mocks: [mock(draw, () => 1 as never), sums, silent, products],
    });
    expect(run.calls(draw)[0]?.error).toBe(
      'PIPELINE_OUTPUT_NOT_JSON: What draw returned is 1, not JSON of type number[].',
    );
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
        a: square({ x: 3 }, { retry: { limit: 5, if: (last) => last.exitCode !== 137 } }),
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

describe('a task with a Secret', () => {
  const secretive = pipeline('secretive', {}, () => ({
    a: square({ x: 2 }, { env: { TOKEN: secret('api', ['token']).token } }),
  }));

  test('needs the Secret, and says where to give it', async () => {
    await using run = await runPipeline(secretive, { mocks: [products] });
    expect(run.calls(square)).toEqual([]);
    expect(() => run.outputs).toThrow(
      'square: init: Error (exit code 64): secret "api" not found. Add the Secret to "objects".',
    );
    const api = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'api' }, stringData: { token: 'abc' } };
    await using other = await runPipeline(secretive, { mocks: [products], objects: [api] });
    expect(other.outputs).toEqual({ a: 4 });
  });
});
