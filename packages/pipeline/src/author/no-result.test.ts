import { expect, test } from 'vitest';
import { compile } from '../../test/compile.ts';
import { add, draw, notify, square, total } from '../../test/components.ts';
import { after, eq, expr, forEach, gt, type Output, pipeline, when } from '../index.ts';

/** What programs without a type checker may do. */
const untyped = (value: unknown): Output<never> => value as Output<never>;
const tell = (): Output<never> => untyped(notify({ text: 'x' }));
const tellAll = (): Output<never> => untyped(forEach(['a', 'b'], (text) => notify({ text })));
const maybeTell = (): Output<never> =>
  untyped(when(gt(square({ x: 1 }), 1), () => notify({ text: 'x' })).otherwise(() => notify({ text: 'y' })));

const task = 'The task "notify" has no result, because the function notify returns nothing.';
const loop = 'The loop "each-notify" has no result, because its body returns nothing.';
const branch = 'The branch "when" has no result, because its body returns nothing.';

test.for<{ title: string; given: () => unknown; want: string }>([
  { title: 'a result of the pipeline', given: () => ({ told: tell() }), want: task },
  { title: 'a result of a loop', given: () => forEach([1], () => ({ told: tell() })), want: task },
  {
    title: 'a result of a branch',
    given: () => when(gt(square({ x: 1 }), 1), () => ({ told: tell() })),
    want: task,
  },
  { title: 'an argument', given: () => square({ x: tell() }), want: task },
  { title: 'a part of a list', given: () => total({ values: [1, tell()] }), want: task },
  {
    title: 'a field of it',
    given: () => square({ x: (tell() as unknown as { size: Output<number> }).size }),
    want: task,
  },
  { title: 'an input of an expression', given: () => expr([tell()], (x) => x), want: task },
  { title: 'an operand', given: () => eq(tell(), 1), want: task },
  { title: 'a condition', given: () => when(tell(), () => square({ x: 1 })), want: task },
  {
    title: 'an input of a condition',
    given: () =>
      when(
        [tell()],
        (x) => x === 1,
        () => square({ x: 1 }),
      ),
    want: task,
  },
  {
    title: 'a list to loop over',
    given: () => forEach(tell(), (x) => square({ x: untyped(x) })),
    want: task,
  },
  {
    title: 'a part of a list to loop over',
    given: () => forEach([tell(), 1], (x) => square({ x })),
    want: task,
  },
  { title: 'the result of a loop without one', given: () => total({ values: tellAll() }), want: loop },
  { title: 'the returned result of a loop without one', given: () => ({ all: tellAll() }), want: loop },
  {
    title: 'a loop over a loop without result',
    given: () => forEach(tellAll(), (x) => square({ x: untyped(x) })),
    want: loop,
  },
  { title: 'the result of a branch without one', given: () => square({ x: maybeTell() }), want: branch },
  { title: 'the returned result of a branch without one', given: () => ({ one: maybeTell() }), want: branch },
])('refuses $title where a function returns nothing', async ({ given, want }) => {
  await expect(compile(pipeline('p', {}, given as () => undefined))).rejects.toMatchObject({
    code: 'PIPELINE_NO_RESULT',
    message: expect.stringContaining(want),
    location: { file: expect.stringMatching(/\.ts$/) },
  });
});

test.for<{ title: string; given: () => unknown }>([
  { title: 'a body that is only its call', given: () => tell() },
  { title: 'a loop whose body is only its call', given: () => tellAll() },
  { title: 'a branch whose bodies are only its calls', given: () => maybeTell() },
  {
    title: 'a task that waits for it',
    given: () => ({ sum: add({ a: 1, b: 2 }, { after: [tell(), tellAll()] }) }),
  },
  {
    title: 'a task made to wait for it',
    given: () => {
      const numbers = draw({ count: 1 });
      after(numbers, [tell()]);
      return { numbers };
    },
  },
])('takes $title', async ({ given }) => {
  const { manifest } = await compile(pipeline('p', {}, given as () => undefined));
  expect(JSON.stringify(manifest)).not.toContain('tasks.notify.outputs');
});
