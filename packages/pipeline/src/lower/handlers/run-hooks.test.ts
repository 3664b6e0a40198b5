import { describe, expect, test } from 'vitest';
import { compile, compileSpec } from '../../../test/compile.ts';
import { describeComponent, notify, square } from '../../../test/components.ts';
import { component, hook, type Output, pipeline } from '../../index.ts';

const report = component<{ value: unknown }, void>(describeComponent('report', { value: {} }, 'none'));

describe('the exit handler of a pipeline', () => {
  test('gets what Argo knows of the run', async () => {
    const { templates } = await compileSpec(
      pipeline('p', {}, () => ({ a: square({ x: 1 }) }), {
        onExit: ({ failures, seconds, status }) => {
          report({ value: failures });
          report({ value: seconds });
          report({ value: status });
        },
      }),
    );
    const exit = templates?.find(({ name }) => name === 'exit');
    const values = exit?.dag?.tasks?.map((task) => task.arguments?.parameters?.[0]?.value);
    const encode = (text: string): string =>
      `{{=replace(toJson(${text}), '\\x7b\\x7b', '\\\\u007b\\\\u007b')}}`;
    expect(values).toEqual([
      encode('fromJSON(fromJSON(workflow.failures)) ?? []'),
      encode('float(workflow.duration)'),
      '{{workflow.status}}',
    ]);
    // Outputs have global names only if they are needed.
    expect(templates?.[0]?.outputs?.parameters?.[0]).not.toHaveProperty('globalName');
  });

  test('gets the result under a global name', async () => {
    const { templates } = await compileSpec(
      pipeline('p', {}, () => ({ a: square({ x: 1 }), b: square({ x: 2 }) }), {
        onExit: ({ result }) => report({ value: result }),
      }),
    );
    // Argo records the global outputs of a dag only if another dag calls it.
    expect(templates?.[0]).toEqual({
      name: 'main',
      dag: { tasks: [{ name: 'body', template: 'body' }] },
      outputs: {
        parameters: [
          { name: 'a', valueFrom: { parameter: '{{tasks.body.outputs.parameters.a}}' } },
          { name: 'b', valueFrom: { parameter: '{{tasks.body.outputs.parameters.b}}' } },
        ],
      },
    });
    expect(templates?.[1]?.name).toBe('body');
    expect(templates?.[1]?.outputs?.parameters).toMatchObject([
      { name: 'a', globalName: 'a' },
      { name: 'b', globalName: 'b' },
    ]);
    expect(templates?.find(({ name }) => name === 'exit')?.dag?.tasks?.[0]?.arguments?.parameters).toEqual([
      {
        name: 'value',
        value: `{{=workflow.status == 'Succeeded' ? '{"a":' + workflow.outputs.parameters.a + ',"b":' + workflow.outputs.parameters.b + '}' : 'null'}}`,
      },
    ]);
  });
});

test('hooks of a pipeline', async () => {
  const spec = await compileSpec(
    pipeline('p', { who: 'Ann' }, () => square({ x: 1 }), {
      hooks: {
        started: hook(
          (run) => run.status === 'Running',
          () => notify({ text: 'off' }),
        ),
      },
    }),
  );
  expect(spec.hooks).toEqual({
    started: { expression: "workflow.status == 'Running'", template: 'started' },
  });
});

test.for<{ title: string; given: () => unknown; code: string; says: string }>([
  {
    title: 'an output of a task in a hook of the run',
    given: () => {
      let a: Output<number> | undefined;
      return pipeline(
        'p',
        {},
        () => {
          a = square({ x: 1 });
        },
        {
          hooks: {
            late: hook(
              (run) => run.status === 'Failed',
              () => square({ x: a as Output<number> }),
            ),
          },
        },
      );
    },
    code: 'PIPELINE_OUT_OF_SCOPE',
    says: 'belongs to another pipeline',
  },
  {
    title: 'an empty hook',
    given: () =>
      pipeline('p', {}, () => square({ x: 1 }), {
        hooks: {
          late: hook(
            (run) => run.status === 'Failed',
            () => {},
          ),
        },
      }),
    code: 'PIPELINE_EMPTY_BODY',
    says: 'The hook "late" of the pipeline p has no tasks.',
  },
  {
    title: 'hooks that are a list',
    given: () => pipeline('p', {}, () => square({ x: 1 }), { hooks: [] as never }),
    code: 'PIPELINE_INVALID_OPTION',
    says: '"hooks" of the pipeline p must be an object such as',
  },
])('$title is refused', async ({ given, code, says }) => {
  const run = async (): Promise<unknown> => compile(given() as never);
  await expect(run()).rejects.toMatchObject({ code, message: expect.stringContaining(says) });
});
