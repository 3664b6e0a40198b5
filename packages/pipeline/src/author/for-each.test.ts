import { describe, expect, test } from 'vitest';
import { add, describeComponent, square } from '../../test/components.ts';
import { expectRefusal, refusalOf } from '../../test/expect-refusal.ts';
import {
  attempt,
  component,
  expr,
  type FileRef,
  forEach,
  group,
  type Output,
  pipeline,
  when,
} from '../index.ts';
import { mock, runPipeline } from '../testing.ts';

const sums = mock(add, ({ a, b }) => a + b);

type Body = (item: Output<number>, index: Output<number>) => Output<number>;

describe('the index of a loop', () => {
  test.for<{ title: string; body: Body }>([
    { title: 'a second parameter', body: (a, b) => add({ a, b }) },
    { title: 'a parameter with a default', body: (a, b = a) => add({ a, b }) },
    { title: 'parameters with defaults', body: (a = 5 as never, b = a) => add({ a, b }) },
    {
      title: 'a rest parameter',
      body: (...all) => add({ a: all[0], b: all[1] }),
    },
    {
      title: 'arguments',
      body: function (a) {
        // biome-ignore lint/complexity/noArguments: this is what programs may do
        const [, b] = arguments as unknown as Parameters<Body>;
        return add({ a, b });
      },
    },
    { title: 'only a nested loop', body: (a, ...[b]) => group('g', () => add({ a, b })) },
    {
      title: 'only an expression in a branch',
      body: (...[a, b]) =>
        when(
          [b],
          (index) => index >= 0,
          () => add({ a, b: expr([b], (index) => index) }),
        ).or(0),
    },
    { title: 'only the fallback of an attempt', body: (...[a, b]) => attempt(() => add({ a, b })).or(b) },
    {
      title: 'only the result',
      body: (...[a, b]) => {
        add({ a, b: a });
        return expr([a, b], (x, y) => x + y);
      },
    },
  ])('reaches a body that takes it as $title', async ({ body }) => {
    const given = pipeline('p', {}, () => ({ list: forEach([10, 20], body) }));
    await using run = await runPipeline(given, { mocks: [sums] });
    expect(run.outputs).toEqual({ list: [10, 21] });
  });
});

describe('the file that a body returns', () => {
  const save = component<{ x: number }, FileRef>(
    describeComponent(
      'save',
      { x: { type: 'number' } },
      {},
      { output: { route: 'file', schema: {}, list: false } },
    ),
  );

  test.for<{ title: string; body: () => unknown; says: string }>([
    {
      title: 'an attempt',
      body: () => attempt(() => save({ x: 1 })).recover(() => save({ x: 2 })),
      says: 'it comes out of a body in it. Pass it to a function, and return the file of that.',
    },
    { title: 'a group', body: () => group('g', () => save({ x: 1 })), says: 'it comes out of a body in it.' },
  ])('must not come out of $title', async ({ body, says }) => {
    const error = await refusalOf(() => pipeline('p', {}, () => void forEach([1], body as never)));
    expectRefusal(error, import.meta.filename, { options: {}, code: 'PIPELINE_LARGE_RESULT', says });
  });
});

describe('what a loop iterates over', () => {
  type Untyped = Output<never[]>;

  test.for<{ title: string; list: (n: Output<number>) => unknown; says: string }>([
    { title: 'an input that is a number', list: (n) => n, says: 'this output is a number' },
    {
      title: 'an output that is a number',
      list: (n) => square({ x: n }),
      says: 'this output is a number',
    },
  ])('must not be $title', async ({ list, says }) => {
    const error = await refusalOf(() =>
      pipeline('p', { n: 1 }, ({ n }) => forEach(list(n) as Untyped, (x) => square({ x }))),
    );
    expectRefusal(error, import.meta.filename, { options: {}, code: 'PIPELINE_NOT_A_LIST', says });
  });
});
