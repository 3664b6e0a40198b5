import { describe, expect, test } from 'vitest';
import { compile, compileTemplates, compileYaml, tasksOf } from '../../../test/compile.ts';
import { add, describeComponent, draw, notify, square, total } from '../../../test/components.ts';
import {
  attempt,
  type BodyReturn,
  type Component,
  component,
  failed,
  group,
  type Output,
  type OutputFile,
  pipeline,
} from '../../index.ts';

const save: Component<{ text: string }, OutputFile> = component(
  describeComponent('save', { text: { type: 'string' } }, 'none', {
    output: { route: 'file', schema: {}, list: false },
  }),
);

const show: Component<{ value: unknown }, void> = component(describeComponent('show', { value: {} }, 'none'));

describe('an attempt', () => {
  test('recovers with another body', async () => {
    const templates = await compileTemplates(
      pipeline('p', { n: 1 }, ({ n }) => {
        const outer = square({ x: n });
        const sure = attempt(() => square({ x: outer })).recover(({ status }) => {
          notify({ text: status });
          return square({ x: 0 });
        });
        return { sure, next: square({ x: sure }) };
      }),
    );
    expect(tasksOf(templates.main)).toMatchObject({
      'attempt-square':
        'attempt-square(square={{tasks.square.outputs.parameters.output}}) after square.Succeeded',
      'square-2': expect.stringMatching(/after attempt-square\.Succeeded$/),
    });
    expect(tasksOf(templates['attempt-square'])).toEqual({
      square: 'square(x={{inputs.parameters.square}})',
      catch:
        'attempt-square-catch(status={{=toJson(tasks.square.status)}}) after (square.Failed || square.Errored)',
    });
    expect(templates['attempt-square']?.outputs?.parameters).toEqual([
      {
        name: 'output',
        valueFrom: {
          expression:
            "tasks.square.status == 'Succeeded' ? tasks.square.outputs.parameters.output : tasks.catch.outputs.parameters.output",
        },
      },
    ]);
    expect(templates['attempt-square-catch']?.inputs).toEqual({ parameters: [{ name: 'status' }] });
  });

  test('the golden of an attempt and a group', async () => {
    const given = pipeline('ends', {}, () => {
      const sum = group('sums', () => total({ values: draw({ count: 2 }) }), {
        retry: 1,
        onExit: ({ status, result }) => {
          notify({ text: status });
          show({ value: result });
        },
      });
      const sure = attempt(() => square({ x: sum })).recover(({ status }) => {
        notify({ text: status });
        return square({ x: 0 });
      });
      notify({ text: 'no sum' }, { after: failed(sum) });
      return { sure, how: attempt(() => square({ x: 1 })).settled() };
    });
    const names = [
      'main',
      'sums',
      'sums-exit',
      'attempt-square',
      'attempt-square-catch',
      'attempt-square-2',
      'nothing',
    ];
    await expect(await compileYaml(given, names)).toMatchFileSnapshot('../../../test/golden/ends.yaml');
  });

  test('recovers with a single call, whose name is free', async () => {
    const templates = await compileTemplates(
      pipeline('p', {}, () => ({
        a: attempt(() => square({ x: 1 })).recover(() => square({ x: 2 })),
        b: attempt(() => square({ x: 1 }), { name: 'mine' }).recover(() => add({ a: 1, b: 2 })),
      })),
    );
    expect(tasksOf(templates['attempt-square'])).toEqual({
      square: 'square(x=1)',
      'square-2': 'square(x=2) after (square.Failed || square.Errored)',
    });
    expect(tasksOf(templates.mine)).toMatchObject({ add: expect.stringContaining('(square.Failed') });
  });

  test('gives a value', async () => {
    const templates = await compileTemplates(
      pipeline('p', {}, () => {
        const outer = draw({ count: 1 });
        return {
          a: attempt(() => square({ x: 3 })).or(41),
          b: attempt(() => total({ values: [1] })).or(outer),
          c: attempt(() => ({ n: square({ x: 1 }), m: square({ x: 2 }) }), { name: 'named' }).or({
            n: 0,
            m: null,
          }).n,
          d: attempt(() => ({ n: square({ x: 1 }) }), { name: 'other' }).or(null),
        };
      }),
    );
    const ends =
      'nothing() after square.Succeeded || square.Failed || square.Errored || square.Skipped || square.Omitted';
    expect(tasksOf(templates['attempt-square'])).toEqual({ square: 'square(x=3)', end: ends });
    expect(templates.nothing).toEqual({ name: 'nothing', suspend: { duration: '0' } });
    const outputs = ['attempt-square', 'attempt-total', 'named', 'other'].map((name) =>
      templates[name]?.outputs?.parameters?.map((one) => `${one.name}: ${one.valueFrom?.expression}`),
    );
    expect(outputs).toEqual([
      ["output: tasks.square.status == 'Succeeded' ? tasks.square.outputs.parameters.output : '41'"],
      [
        "output: tasks.total.status == 'Succeeded' ? tasks.total.outputs.parameters.output : inputs.parameters.draw",
      ],
      [
        "n: tasks.try.status == 'Succeeded' ? tasks.try.outputs.parameters.n : '0'",
        "m: tasks.try.status == 'Succeeded' ? tasks.try.outputs.parameters.m : 'null'",
      ],
      [`output: tasks.try.status == 'Succeeded' ? '{"n":' + tasks.try.outputs.parameters.n + '}' : 'null'`],
    ]);
  });

  test('gives how it ended', async () => {
    const templates = await compileTemplates(
      pipeline('p', {}, () => {
        const how = attempt(() => {
          const n = square({ x: 2 });
          return square({ x: n });
        }).settled();
        const silent = attempt(() => notify({ text: 'x' })).settled();
        return { how, kind: how.status, silent };
      }),
    );
    const outputs = ['attempt', 'attempt-notify'].map(
      (name) => templates[name]?.outputs?.parameters?.[0]?.valueFrom,
    );
    expect(outputs).toEqual([
      {
        expression: `'{"status":' + toJson(tasks.try.status) + ',"value":' + (tasks.try.status == 'Succeeded' ? tasks.try.outputs.parameters.output : 'null') + '}'`,
      },
      { expression: `'{"status":' + toJson(tasks.notify.status) + ',"value":' + 'null' + '}'` },
    ]);
  });

  test('joins files', async () => {
    const templates = await compileTemplates(
      pipeline('p', {}, () => ({
        file: attempt(() => save({ text: 'a' })).recover(() => save({ text: 'b' })),
      })),
    );
    expect(templates['attempt-save']?.outputs).toEqual({
      artifacts: [
        {
          name: 'output',
          fromExpression:
            "tasks.save.status == 'Succeeded' ? tasks.save.outputs.artifacts['output-file'] : tasks['save-2'].outputs.artifacts['output-file']",
        },
      ],
    });
  });
});

describe('refused', () => {
  test.for<{ title: string; given: () => BodyReturn; code: string; says: string }>([
    {
      title: 'an attempt without an end',
      given: () => {
        attempt(() => square({ x: 1 }));
      },
      code: 'PIPELINE_UNFINISHED_ATTEMPT',
      says: 'The attempt "attempt-square" does not say what happens after a failure. Write attempt(() => ...).recover(',
    },
    {
      title: 'two ends',
      given: () => {
        const one = attempt(() => square({ x: 1 }));
        one.settled();
        one.or(5);
      },
      code: 'PIPELINE_UNFINISHED_ATTEMPT',
      says: 'so or(...) would never apply',
    },
    {
      title: 'an empty body',
      given: () => {
        attempt(() => {}).settled();
      },
      code: 'PIPELINE_EMPTY_BODY',
      says: 'The body of the attempt has no tasks',
    },
    {
      title: 'no body',
      given: () => {
        attempt(square({ x: 1 }) as never);
      },
      code: 'PIPELINE_NOT_A_FUNCTION',
      says: 'attempt(...) needs a function as its body',
    },
    {
      title: 'a file with a value',
      given: () => {
        attempt(() => save({ text: 'a' })).or('x');
      },
      code: 'PIPELINE_LARGE_RESULT',
      says: 'is passed as a file, but another body returns a value',
    },
    {
      title: 'a file in how it ended',
      given: () => {
        attempt(() => ({ file: save({ text: 'a' }) })).settled();
      },
      code: 'PIPELINE_LARGE_RESULT',
      says: 'settled()',
    },
    {
      title: 'different results',
      given: () => {
        attempt(() => square({ x: 1 })).recover(() => ({ n: square({ x: 1 }) }));
      },
      code: 'PIPELINE_BRANCH_RESULTS',
      says: 'one output and an object of n',
    },
    {
      title: 'a value for nothing',
      given: () => {
        attempt(() => notify({ text: 'x' })).or(5);
      },
      code: 'PIPELINE_BRANCH_RESULTS',
      says: 'nothing and one output',
    },
    {
      title: 'an output of the attempt outside',
      given: () => {
        let inner: Output<number> | undefined;
        attempt(() => {
          inner = square({ x: 1 });
        }).settled();
        square({ x: inner as Output<number> });
      },
      code: 'PIPELINE_OUT_OF_SCOPE',
      says: 'belongs to an attempt',
    },
    {
      title: 'the end in another body',
      given: () => {
        const one = attempt(() => square({ x: 1 }));
        attempt(() => one.or(5)).settled();
      },
      code: 'PIPELINE_OUT_OF_SCOPE',
      says: 'or(...) was called in a different body than its attempt(...)',
    },
  ])('$title', async ({ given, code, says }) => {
    await expect(compile(pipeline('p', {}, given))).rejects.toMatchObject({
      code,
      message: expect.stringContaining(says),
      location: { file: import.meta.filename },
    });
  });
});
