import { describe, expect, test } from 'vitest';
import { add, notify, square } from '../../test/components.ts';
import { input, pipeline } from '../index.ts';
import { breakDown, mock, runPipeline } from '../testing.ts';

const products = mock(square, ({ x }) => x * x);
const sums = mock(add, ({ a, b }) => a + b);

const inner = pipeline('inner', { x: input<number>(), more: 1 }, ({ x, more }) => ({
  y: add({ a: square({ x }), b: more }),
}));
const shared = pipeline('shared', { x: 2 }, ({ x }) => ({ y: square({ x }) }), { kind: 'WorkflowTemplate' });
const deeper = pipeline('deeper', { x: 3 }, ({ x }) => ({ y: shared.ref({ x }).y }), {
  kind: 'WorkflowTemplate',
});

describe('a pipeline in a pipeline', () => {
  test('is part of its run', async () => {
    const outer = pipeline('outer', {}, () => {
      const { y } = inner({ x: 2 });
      return { y: inner({ x: y, more: 5 }).y };
    });
    await using run = await runPipeline(outer, { mocks: [products, sums] });
    expect(run.outputs).toEqual({ y: 30 });
    expect(run.calls(square).map(({ inputs }) => inputs.x)).toEqual([2, 5]);
  });

  test('is run from its WorkflowTemplate, directly or through others', async () => {
    const outer = pipeline('outer', {}, () => ({ a: shared.ref({ x: 4 }).y, b: deeper.ref({ x: 5 }).y }));
    await using run = await runPipeline(outer, { mocks: [products] });
    expect(run.outputs).toEqual({ a: 16, b: 25 });
    expect(
      run
        .calls(square)
        .map(({ inputs }) => inputs.x)
        .sort(),
    ).toEqual([4, 5]);
    await expect(runPipeline(outer, { mocks: [products, sums] })).rejects.toMatchObject({
      code: 'PIPELINE_TEST_UNUSED_MOCK',
    });
  });

  test('can itself be tested as a WorkflowTemplate', async () => {
    await using run = await runPipeline(shared, { inputs: { x: 6 }, mocks: [products] });
    expect(run.outputs).toEqual({ y: 36 });
  });

  test('is submitted in name only', async () => {
    const outer = pipeline('outer', {}, () => {
      const { name } = shared.submit({ x: 4 });
      notify({ text: name });
    });
    await using run = await runPipeline(outer, { mocks: [mock(notify, () => undefined)] });
    expect(run.status).toBe('Succeeded');
    expect(run.calls(notify)[0]?.inputs.text).toMatch(/^shared-\d+$/);
  });

  test('fails like its tasks', async () => {
    const outer = pipeline('outer', {}, () => ({ a: shared.ref().y }));
    await using run = await runPipeline(outer, { mocks: [breakDown(square)] });
    expect(run.status).toBe('Failed');
    expect(() => run.outputs).toThrow(/square: main: Error \(exit code 1\)\n {4}The test made square fail\./);
  });
});
