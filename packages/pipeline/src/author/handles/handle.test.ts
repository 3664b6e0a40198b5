import { format } from 'node:util';
import { describe, expect, test } from 'vitest';
import { compile } from '../../../test/compile.ts';
import { describeNumbers, draw } from '../../../test/components.ts';
import { pipeline } from '../../index.ts';

// Without a loader nothing guards this module: what is refused here is refused by the outputs themselves.
describe('an output refuses by itself', () => {
  test.for<readonly [title: string, use: (n: never, stats: never) => unknown]>([
    ['text', (n) => `${n}`],
    ['a sum', (n) => n + 1],
    ['an order', (n) => n > 1],
    // biome-ignore lint/suspicious/noDoubleEquals: it is what users may write
    ['a loose comparison', (n) => n == 1],
    ['a key', (n) => ({ [n]: 1 })],
    ['toString', (n) => (n as object).toString()],
    ['valueOf', (n) => (n as object).valueOf()],
    ['hasOwnProperty', (n) => Object.hasOwn(n as object, 'x')],
    ['a method', (n) => (n as number).toFixed(2)],
    ['a loop', (n) => [...(n as number[])]],
    ['join', (n) => [n, n].join()],
    ['sort', (n) => [n, n].sort()],
    ['concat', (n) => [1].concat(n)],
    ['instanceof', (n) => (n as object) instanceof Date],
    ['in', (_, stats) => 'mean' in stats],
    ['an assignment', (_, stats) => Object.assign(stats, { mean: 1 })],
    ['delete', (_, stats: { mean?: number }) => delete stats.mean],
    ['keys', (n) => Object.keys(n)],
    ['freeze', (_, stats) => Object.freeze(stats)],
    ['text of a list', (n) => JSON.stringify([n])],
  ])('%s', async ([, use]) => {
    const wrong = pipeline('wrong', {}, () => {
      const stats = describeNumbers({ values: [1] });
      use(draw({ count: 1 }) as never, stats as never);
      return { stats };
    });
    await expect(compile(wrong)).rejects.toMatchObject({
      code: expect.stringMatching(/^PIPELINE_OUTPUT_(AS|INSIDE)_VALUE$/),
      location: { file: import.meta.filename },
    });
  });
});

test('an output can be printed while a pipeline is written', async () => {
  let printed = '';
  const printing = pipeline('printing', { count: 1 }, ({ count }) => {
    const stats = describeNumbers({ values: draw({ count }) });
    printed = format(stats, [stats.mean], { count });
  });
  await compile(printing);
  expect(printed).toBe(
    '[The output of "describe-numbers"] [ [The field "mean" of the output of "describe-numbers"] ] { count: [The input "count"] }',
  );
});

test('an async function may return an output', async () => {
  const kept: unknown[] = [];
  const returning = pipeline('returning', {}, () => {
    const stats = describeNumbers({ values: [1] });
    const helper = async (): Promise<unknown> => stats;
    helper().then((given) => kept.push(given === stats), kept.push);
  });
  await compile(returning);
  expect(kept).toEqual([true]);
});
