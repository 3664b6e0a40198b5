import { describe, expect, test } from 'vitest';
import { compile, compileTemplates, tasksOf } from '../../../test/compile.ts';
import { draw, notify, square, total } from '../../../test/components.ts';
import {
  type After,
  after,
  allFailed,
  allOf,
  anyOf,
  anySucceeded,
  type BodyReturn,
  ended,
  failed,
  forEach,
  type NoOutput,
  type Output,
  pipeline,
  skipped,
  succeeded,
  unless,
  when,
} from '../../index.ts';

interface Tasks {
  readonly a: Output<number>;
  readonly b: Output<number>;
  readonly maybe: ReturnType<typeof when>;
  readonly many: NoOutput;
}

function tasks(): Tasks {
  const a = square({ x: 1 }, { name: 'a' });
  const b = square({ x: 2 }, { name: 'b' });
  const maybe = when(
    [a],
    (n) => n > 1,
    () => notify({ text: 'x' }, { name: 'maybe' }),
  );
  const many = forEach([1, 2], (x) => notify({ text: 'x' }, { name: 'each', after: [x] }), { name: 'many' });
  return { a, b, maybe, many };
}

describe('after', () => {
  test.for<{ title: string; given: (tasks: Tasks) => After; want: string }>([
    { title: 'one task', given: ({ a }) => a, want: 'a.Succeeded' },
    { title: 'a list', given: ({ a, b }) => [a, b], want: 'a.Succeeded && b.Succeeded' },
    { title: 'a branch', given: ({ maybe }) => maybe, want: '(maybe.Succeeded || maybe.Skipped)' },
    { title: 'succeeded', given: ({ a }) => succeeded(a), want: 'a.Succeeded' },
    { title: 'succeeded, of a branch', given: ({ maybe }) => succeeded(maybe), want: 'maybe.Succeeded' },
    { title: 'failed', given: ({ a }) => failed(a), want: '(a.Failed || a.Errored)' },
    { title: 'skipped', given: ({ maybe }) => skipped(maybe), want: '(maybe.Skipped || maybe.Omitted)' },
    {
      title: 'ended',
      given: ({ a }) => ended(a),
      want: '(a.Succeeded || a.Failed || a.Errored || a.Skipped || a.Omitted)',
    },
    { title: 'anyOf', given: ({ a, b }) => anyOf(a, b), want: '(a.Succeeded || b.Succeeded)' },
    { title: 'anyOf with one task', given: ({ a }) => anyOf(a), want: 'a.Succeeded' },
    {
      title: 'a list with endings',
      given: ({ a, b }) => [failed(a), b],
      want: '(a.Failed || a.Errored) && b.Succeeded',
    },
    {
      title: 'allOf, which is the same as a list',
      given: ({ a, b }) => allOf(failed(a), allOf(b)),
      want: '(a.Failed || a.Errored) && b.Succeeded',
    },
    {
      title: 'allOf in anyOf',
      given: ({ a, b, maybe }) => anyOf(allOf(failed(a), b), maybe),
      want: '(((a.Failed || a.Errored) && b.Succeeded) || (maybe.Succeeded || maybe.Skipped))',
    },
    { title: 'unless', given: ({ a }) => unless(succeeded(a)), want: '!(a.Succeeded)' },
    { title: 'anySucceeded', given: ({ many }) => anySucceeded(many), want: 'many.AnySucceeded' },
    {
      title: 'all of them',
      given: ({ a, b, many }) => anyOf(allFailed(many), unless(succeeded(b)), skipped(a)),
      want: '(many.AllFailed || !(b.Succeeded) || (a.Skipped || a.Omitted))',
    },
  ])('$title', async ({ given, want }) => {
    const lay = (write: (after: After) => unknown): BodyReturn => {
      write(given(tasks()));
    };
    const option = pipeline('p', {}, () => lay((after) => notify({ text: 'last' }, { name: 'last', after })));
    const statement = pipeline('p', {}, () =>
      lay((endings) => after(notify({ text: 'last' }, { name: 'last' }), endings)),
    );
    for (const one of [option, statement]) {
      const { last } = tasksOf((await compileTemplates(one)).main);
      expect(last).toBe(`notify(text="last") after ${want}`);
    }
  });

  test('loops and branches take endings', async () => {
    const { main } = await compileTemplates(
      pipeline('p', {}, () => {
        const a = square({ x: 1 });
        const b = square({ x: 1 });
        forEach([1], () => notify({ text: 'x' }), { after: failed(a), name: 'loop' });
        when(
          [a],
          (n) => n > 1,
          () => notify({ text: 'x' }),
          { after: [ended(b)] },
        );
      }),
    );
    expect(tasksOf(main)).toMatchObject({
      loop: expect.stringMatching(/ after \(square\.Failed \|\| square\.Errored\)$/),
      notify: expect.stringMatching(/ after square\.Succeeded && \(square-2\.Succeeded \|\| .* when /),
    });
  });

  test('a loop with anySucceeded is a looped task of the body', async () => {
    const { main } = await compileTemplates(
      pipeline('p', {}, () => {
        const a = draw({ count: 1 });
        const many = forEach(a, (x) => square({ x }), { name: 'many' });
        const more = forEach(
          [1, 2],
          (x) => {
            const y = square({ x });
            square({ x: y });
          },
          { name: 'more' },
        );
        notify({ text: 'some' }, { after: anyOf(anySucceeded(many), allFailed(more)) });
      }),
    );
    expect(tasksOf(main)).toEqual({
      draw: 'draw(count=1)',
      many: 'square(x={{item}}) for {{tasks.draw.outputs.parameters.output-items}} after draw.Succeeded',
      more: 'more-body(item={{item}}) for ["1","2"]',
      notify: 'notify(text="some") after (many.AnySucceeded || more.AllFailed)',
    });
  });

  test('a task in a body waits for the end of outer tasks with the whole body', async () => {
    const { main } = await compileTemplates(
      pipeline('p', {}, () => {
        const a = square({ x: 1 });
        const b = square({ x: 2 });
        forEach([1], (x) => {
          const y = square({ x });
          notify({ text: 'x' }, { after: [ended(a), succeeded(b), ended(y)] });
        });
      }),
    );
    expect(tasksOf(main).each).toBe(
      'each(list=["1"]) after square-2.Succeeded && (square.Succeeded || square.Failed || square.Errored || square.Skipped || square.Omitted)',
    );
  });
});

describe('refused', () => {
  test.for<{ title: string; given: () => BodyReturn; code: string; says: string }>([
    {
      title: 'an ending of an outer task',
      given: () => {
        const a = square({ x: 1 });
        forEach([1], (x) => {
          square({ x });
          notify({ text: 'x' }, { after: anyOf(failed(a)) });
        });
      },
      code: 'PIPELINE_ENDING_OUT_OF_REACH',
      says: '"square" ended, which belongs to an outer body',
    },
    {
      title: 'an ending of a task in another part of a large body',
      given: () => {
        const first = square({ x: 1 });
        for (let n = 0; n < 205; n += 1) notify({ text: 'x' }, { after: first });
        notify({ text: 'x' }, { name: 'late', after: failed(first) });
      },
      code: 'PIPELINE_ENDING_OUT_OF_REACH',
      says: 'is in another one. Put both tasks into a group.',
    },
    {
      title: 'the output of a task that failed',
      given: () => {
        const a = square({ x: 1 });
        square({ x: a }, { name: 'reader', after: failed(a) });
      },
      code: 'PIPELINE_ENDING_WITHOUT_OUTPUT',
      says: '"reader" uses the output of "square", but its "after" lets it start although',
    },
    {
      title: 'the output of a task that ended somehow, in a body',
      given: () => {
        const a = square({ x: 1 });
        forEach([1], (x) => square({ x: a }, { after: x }), { after: ended(a) });
      },
      code: 'PIPELINE_ENDING_WITHOUT_OUTPUT',
      says: 'attempt(() => ...).or(value)',
    },
    {
      title: 'the output of one of several tasks',
      given: () => {
        const a = square({ x: 1 });
        const b = square({ x: 1 });
        square({ x: a }, { after: anyOf(a, b) });
      },
      code: 'PIPELINE_ENDING_WITHOUT_OUTPUT',
      says: '"square-3" uses the output of "square"',
    },
    {
      title: 'a result that may not exist',
      given: () => {
        const a = square({ x: 1 });
        const b = square({ x: 1 }, { after: failed(a) });
        return square({ x: b });
      },
      code: 'PIPELINE_MAY_NOT_RUN',
      says: 'returns the output of "square-3", but "square-2" only runs if',
    },
    {
      title: 'a branch with several cases that is skipped',
      given: () => {
        const a = square({ x: 1 });
        const branch = when(
          [a],
          (n) => n > 1,
          () => notify({ text: 'x' }),
        ).elseWhen(
          [a],
          (n) => n > 0,
          () => notify({ text: 'x' }),
        );
        notify({ text: 'x' }, { name: 'late', after: unless(skipped(branch)) });
      },
      code: 'PIPELINE_ENDING_OUT_OF_REACH',
      says: '"late" waits until "when" is skipped, which never happens',
    },
    {
      title: 'results of a loop with anySucceeded',
      given: () => {
        const loop = forEach([1], (x) => square({ x }));
        notify({ text: 'x' }, { after: anySucceeded(loop) });
        total({ values: loop });
      },
      code: 'PIPELINE_WATCHED_LOOP',
      says: 'but its results are used',
    },
    {
      title: 'the parallelism of a loop with allFailed',
      given: () => {
        const loop = forEach([1], (x) => square({ x }), { parallelism: 2 });
        notify({ text: 'x' }, { after: unless(allFailed(loop)) });
      },
      code: 'PIPELINE_WATCHED_LOOP',
      says: 'but it has the option "parallelism"',
    },
    {
      title: 'a task for a loop',
      given: () => {
        anySucceeded(square({ x: 1 }) as never);
      },
      code: 'PIPELINE_NOT_A_TASK',
      says: '"square" is not a loop. Write succeeded(...)',
    },
    {
      title: 'a constant',
      given: () => {
        failed(5 as never);
      },
      code: 'PIPELINE_NOT_A_TASK',
      says: 'Pass what a component, forEach or when returned.',
    },
    {
      title: 'nothing',
      given: () => {
        anyOf();
      },
      code: 'PIPELINE_NOT_A_TASK',
      says: 'anyOf(first, second)',
    },
    {
      title: 'a task without an ending',
      given: () => {
        unless(square({ x: 1 }) as never);
      },
      code: 'PIPELINE_NOT_A_TASK',
      says: 'Write unless(succeeded(task)).',
    },
  ])('$title', async ({ given, code, says }) => {
    await expect(compile(pipeline('p', {}, given))).rejects.toMatchObject({
      code,
      message: expect.stringContaining(says),
      location: { file: import.meta.filename },
    });
  });
});
