import { describe, expect, test } from 'vitest';
import { compile, compileTemplates, tasksOf } from '../../test/compile.ts';
import { add, choose, describeNumbers, draw, hello, notify, scale, square } from '../../test/components.ts';
import { after, expr, forEach, gt, type Output, pipeline, when } from '../index.ts';

/** What programs without a type checker may do. */
type Untyped = (...values: unknown[]) => Output<never>;
const untyped = (component: unknown): Untyped => component as Untyped;

let kept: unknown;

describe('mistakes found when a pipeline is compiled', () => {
  test.for<{ code: string; title: string; given: () => unknown; want: RegExp }>([
    {
      code: 'PIPELINE_MISSING_ARGUMENT',
      title: 'a missing argument',
      given: () => untyped(square)({}),
      want: /square needs the argument "x"/,
    },
    {
      code: 'PIPELINE_UNKNOWN_ARGUMENT',
      title: 'an unknown argument',
      given: () => untyped(square)({ x: 1, y: 2 }),
      want: /no argument "y".*It takes: x.*tiphys generate/,
    },
    {
      code: 'PIPELINE_UNKNOWN_ARGUMENT',
      title: 'an argument for a component without inputs',
      given: () => untyped(hello)({ x: 1 }),
      want: /It takes no arguments/,
    },
    {
      code: 'PIPELINE_UNSUPPORTED_VALUE',
      title: 'a value that JSON cannot carry',
      given: () => square({ x: Number.NaN }),
      want: /NaN/,
    },
    {
      code: 'PIPELINE_OUTPUT_INSIDE_VALUE',
      title: 'an output inside a list that became text',
      given: () => notify({ text: JSON.stringify([square({ x: 1 })]) }),
      want: /converted to text/,
    },
    {
      code: 'PIPELINE_OUTPUT_AS_VALUE',
      title: 'an output in a template',
      given: () => notify({ text: `n: ${square({ x: 1 })}` }),
      want: /only known when the workflow runs/,
    },
    {
      code: 'PIPELINE_OUTPUT_AS_VALUE',
      title: 'an output walked through',
      given: () => [...(draw({ count: 1 }) as unknown as number[])],
      want: /only known when/,
    },
    {
      code: 'PIPELINE_BRANCH_AS_VALUE',
      title: 'a branch used as a value',
      given: () => untyped(square)({ x: when(gt(square({ x: 1 }), 1), () => square({ x: 2 })) }),
      want: /otherwise/,
    },
    {
      code: 'PIPELINE_DUPLICATE_NAME',
      title: 'two tasks with the same name',
      given: () => [square({ x: 1 }, { name: 'a' }), square({ x: 1 }, { name: 'a' })],
      want: /already has a task "a"/,
    },
    {
      code: 'PIPELINE_DUPLICATE_NAME',
      title: 'a name that a task got by itself',
      given: () => [square({ x: 1 }), add({ a: 1, b: 2 }, { name: 'square' })],
      want: /already has a task "square"/,
    },
    {
      code: 'PIPELINE_INVALID_NAME',
      title: 'a name that Kubernetes refuses',
      given: () => square({ x: 1 }, { name: 'my_task' }),
      want: /"my_task"/,
    },
    {
      code: 'PIPELINE_INVALID_NAME',
      title: 'a name that is a word of the expressions',
      given: () => square({ x: 1 }, { name: 'not' }),
      want: /word of Argo/,
    },
    {
      code: 'PIPELINE_INVALID_NAME',
      title: 'a component of a bad name',
      given: () => square.with({ name: '1st' }),
      want: /"1st"/,
    },
    {
      code: 'PIPELINE_INVALID_OPTION',
      title: 'an invalid timeout',
      given: () => square({ x: 1 }, { timeout: '10 minutes' as '10m' }),
      want: /"10 minutes"/,
    },
    {
      code: 'PIPELINE_INVALID_OPTION',
      title: 'a negative number of tries',
      given: () => square.with({ retry: -1 }),
      want: /-1/,
    },
    {
      code: 'PIPELINE_INVALID_OPTION',
      title: 'a tag in the environment',
      given: () => square.with({ env: { A: '{{x}}' } }),
      want: /"env\.A"/,
    },
    {
      code: 'PIPELINE_INVALID_OPTION',
      title: 'a variable of our own',
      given: () => square.with({ env: { TIPHYS_FORMS: '' } }),
      want: /must not start with a digit, TIPHYS_/,
    },
    {
      code: 'PIPELINE_INVALID_OPTION',
      title: 'no parallelism',
      given: () => forEach([1], (x) => square({ x }), { parallelism: 0 }),
      want: /at least 1, not 0/,
    },
    {
      code: 'PIPELINE_NOT_A_LIST',
      title: 'a loop over a value that is not a list',
      given: () => untyped(forEach)(5, (x: Output<number>) => square({ x })),
      want: /needs an array/,
    },
    {
      code: 'PIPELINE_EMPTY_BODY',
      title: 'a loop without tasks',
      given: () => forEach([1], () => {}),
      want: /has no tasks/,
    },
    {
      code: 'PIPELINE_EMPTY_BODY',
      title: 'a choice between values only',
      given: () => {
        const a = square({ x: 1 });
        return when(gt(a, 1), () => a).otherwise(() => a);
      },
      want: /expr/,
    },
    {
      code: 'PIPELINE_BRANCH_RESULTS',
      title: 'branches that give different things',
      given: () => when(gt(square({ x: 1 }), 1), () => square({ x: 1 })).otherwise(() => {}),
      want: /one output and nothing/,
    },
    {
      code: 'PIPELINE_SECOND_OTHERWISE',
      title: 'a second otherwise',
      given: () => {
        const b = when(gt(square({ x: 1 }), 1), () => square({ x: 1 }));
        b.otherwise(() => square({ x: 2 }));
        return b.otherwise(() => square({ x: 3 }));
      },
      want: /already has an otherwise/,
    },
    {
      code: 'PIPELINE_OUT_OF_SCOPE',
      title: 'an item outside its loop',
      given: () => {
        forEach([1], (x) => {
          kept = x;
          return square({ x });
        });
        return square({ x: kept as Output<number> });
      },
      want: /belongs to a loop/,
    },
    {
      code: 'PIPELINE_OUT_OF_SCOPE',
      title: 'a task outside its branch',
      given: () => {
        when(gt(square({ x: 1 }), 1), () => {
          kept = square({ x: 2 });
        });
        return square({ x: kept as Output<number> });
      },
      want: /"square-2" belongs to a branch/,
    },
    {
      code: 'PIPELINE_OUT_OF_SCOPE',
      title: 'a result that was made in an inner loop',
      given: () =>
        forEach([1], () => {
          forEach([2], (x) => {
            kept = square({ x });
          });
          return kept as Output<number>;
        }),
      want: /belongs to a loop/,
    },
    {
      code: 'PIPELINE_OUT_OF_SCOPE',
      title: 'a formula of values from outside',
      given: () => {
        forEach([1], (x) => {
          kept = x;
          return square({ x });
        });
        return expr([kept as Output<number>], (x) => x);
      },
      want: /belongs to a loop/,
    },
    {
      code: 'PIPELINE_NOT_AN_OUTPUT',
      title: 'a function in the list of a formula',
      given: () => untyped(expr)([5, { a: [() => 5] }], (x: number) => x),
      want: /^Item 2\.a\.0 of the list before the function is a function\. The list can have outputs and constants/,
    },
    {
      code: 'PIPELINE_NOT_A_TASK',
      title: 'waiting for a value',
      given: () => untyped(square)({ x: 1 }, { after: [5] }),
      want: /can only wait for/,
    },
    {
      code: 'PIPELINE_CYCLE',
      title: 'tasks that wait for each other',
      given: () => {
        const a = square({ x: 1 });
        const b = scale({ x: a });
        const c = add({ a: b, b: 1 });
        after(a, [c]);
        return c;
      },
      want: /square waits for add waits for scale waits for square|square waits for .* waits for square/,
    },
    {
      code: 'PIPELINE_CYCLE',
      title: 'a task that waits for itself',
      given: () => {
        const a = square({ x: 1 });
        after(a, [a]);
        return a;
      },
      want: /square waits for square/,
    },
    {
      code: 'PIPELINE_CYCLE',
      title: 'a task that waits for a loop over its output',
      given: () => {
        const n = draw({ count: 1 });
        after(n, [forEach(n, (x) => square({ x }))]);
        return n;
      },
      want: /each-square/,
    },
    {
      code: 'PIPELINE_INVALID_RESULT',
      title: 'a body that returns a constant',
      given: () => {
        square({ x: 1 });
        return { five: 5 };
      },
      want: /"five"/,
    },
    {
      code: 'PIPELINE_INVALID_NAME',
      title: 'an output of a bad name',
      given: () => ({ 'a b': square({ x: 1 }) }),
      want: /"a b"/,
    },
    {
      code: 'PIPELINE_ASYNC_BODY',
      title: 'an async body',
      given: async () => square({ x: 1 }),
      want: /Remove async/,
    },
    { code: 'PIPELINE_EMPTY_BODY', title: 'a body without tasks', given: () => {}, want: /has no tasks/ },
    {
      code: 'PIPELINE_CAPTURED_VARIABLE',
      title: 'a captured output',
      given: () => {
        const limit = square({ x: 5 });
        when(
          [square({ x: 1 })],
          (x) => x > (limit as unknown as number),
          () => notify({ text: '' }),
        );
      },
      want: /`limit` is an output/,
    },
  ])('$title is $code', async ({ code, given, want }) => {
    const wrong = pipeline('wrong', {}, given as () => undefined);
    const error = {
      code,
      message: expect.stringMatching(want),
      location: expect.objectContaining({ file: import.meta.filename }),
    };
    await expect(compile(wrong)).rejects.toThrow(expect.objectContaining(error));
  });

  test('a mistake has the line of the call', async () => {
    const wrong = pipeline('wrong', {}, () => {
      square({ x: 1 });
      return square({ x: Number.NaN });
    });
    const { stack = '' } = new Error('here');
    const here = Number(/authoring\.test\.ts:(\d+)/.exec(stack)?.[1]);
    await expect(compile(wrong)).rejects.toThrow(
      expect.objectContaining({ location: { file: import.meta.filename, line: here - 2, column: 14 } }),
    );
  });

  test('a component called outside a pipeline says so', () => {
    expect(() => square({ x: 1 })).toThrow(
      expect.objectContaining({
        code: 'PIPELINE_OUTSIDE_BODY',
        message: expect.stringMatching(/square was called outside the body/),
      }),
    );
  });

  test('a body that throws leaves no body open', async () => {
    await expect(
      compile(
        pipeline('throws', {}, () => {
          throw new Error('mine');
        }),
      ),
    ).rejects.toThrow('mine');
    expect(() => square({ x: 1 })).toThrow(expect.objectContaining({ code: 'PIPELINE_OUTSIDE_BODY' }));
  });

  test.for([
    {
      title: 'a bad name',
      given: () => pipeline('My Pipeline', {}, () => square({ x: 1 })),
      code: 'PIPELINE_INVALID_NAME',
    },
    {
      title: 'a name too long for a CronWorkflow',
      given: () => pipeline('a'.repeat(53), {}, () => square({ x: 1 }), { schedule: { at: ['0 3 * * *'] } }),
      code: 'PIPELINE_INVALID_NAME',
    },
    {
      title: 'an input of a bad name',
      given: () => pipeline('p', { 'a b': 1 }, () => square({ x: 1 })),
      code: 'PIPELINE_INVALID_NAME',
    },
    {
      title: 'an input called as Argo calls all of them',
      given: () => pipeline('p', { json: 1 }, () => square({ x: 1 })),
      code: 'PIPELINE_INVALID_NAME',
    },
    {
      title: 'a default that JSON cannot carry',
      given: () => pipeline('p', { at: new Date(0) }, () => square({ x: 1 })),
      code: 'PIPELINE_UNSUPPORTED_VALUE',
    },
  ])('a pipeline with $title is refused at its location', ({ given, code }) => {
    expect(given).toThrow(
      expect.objectContaining({ code, location: expect.objectContaining({ file: import.meta.filename }) }),
    );
  });
});

describe('names of tasks', () => {
  test('come from the functions and count on', async () => {
    const { main } = await compileTemplates(
      pipeline('names', {}, () => {
        const stats = describeNumbers({ values: [1] });
        square({ x: stats.mean });
        square({ x: 2 });
        square({ x: 3 }, { name: 'square-4' });
        square({ x: 4 });
        square({ x: 5 });
        square.with({ name: 'big' })({ x: 6 });
        choose({ mode: 'min' });
      }),
    );
    expect(Object.keys(tasksOf(main))).toEqual([
      'describe-numbers',
      'square',
      'square-2',
      'square-4',
      'square-3',
      'square-5',
      'big',
      'choose',
    ]);
  });
});
