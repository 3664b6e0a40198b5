import { describe, expect, test } from 'vitest';
import { compileTemplates, tasksOf } from '../../../test/compile.ts';
import { describeComponent, draw, hello, notify, square, total } from '../../../test/components.ts';
import {
  type Component,
  component,
  expr,
  failed,
  forEach,
  group,
  hook,
  pipeline,
  when,
} from '../../index.ts';

const report: Component<{ value: unknown }, void> = component(
  describeComponent('report', { value: {} }, 'none'),
);

describe('exit handlers and hooks', () => {
  test('of a group get its outcome', async () => {
    const templates = await compileTemplates(
      pipeline('p', { who: 'Ann' }, ({ who }) => {
        const other = hello();
        group('sum', () => total({ values: draw({ count: 2 }) }), {
          onExit: ({ status, result }) => {
            when(
              [status, result],
              (s, r) => s === 'Succeeded' && r !== null,
              () => notify({ text: who }),
            );
            notify({ text: other });
          },
        });
      }),
    );
    expect(templates.main?.dag?.tasks?.find(({ name }) => name === 'sum')).toEqual({
      name: 'sum',
      depends: 'hello.Succeeded',
      template: 'sum',
      hooks: {
        exit: {
          template: 'sum-exit',
          arguments: {
            parameters: [
              { name: 'status', value: '{{=toJson(tasks.sum.status)}}' },
              {
                name: 'result',
                value: "{{=tasks.sum.status == 'Succeeded' ? tasks.sum.outputs.parameters.output : 'null'}}",
              },
              { name: 'hello', value: '{{tasks.hello.outputs.parameters.output}}' },
            ],
          },
        },
      },
    });
    expect(templates['sum-exit']?.inputs?.parameters?.map(({ name }) => name)).toEqual([
      'status',
      'result',
      'hello',
    ]);
  });

  test('of tasks and loops', async () => {
    const { main } = await compileTemplates(
      pipeline('p', {}, () => {
        square(
          { x: 1 },
          {
            name: 'one',
            onExit: ({ exitCode }) =>
              when(
                [exitCode],
                (code) => code === 3,
                () => hello(),
              ),
          },
        );
        forEach([1], (x) => ({ a: square({ x }), b: hello() }), {
          name: 'loop',
          onExit: ({ result }) => report({ value: result }),
        });
        notify({ text: 'x' }, { onExit: ({ result }) => report({ value: result }) });
      }),
    );
    const hooks = Object.fromEntries(
      (main?.dag?.tasks ?? []).map((task) => [
        task.name,
        task.hooks?.exit?.arguments?.parameters?.map(({ name, value }) => `${name}=${value}`),
      ]),
    );
    expect(hooks).toEqual({
      one: undefined,
      loop: [expect.stringMatching(/^result=\{\{=tasks\.loop\.status == 'Succeeded' \? '\[' \+ join\(map\(/)],
      notify: undefined,
    });
  });

  test('a task whose exit handler gets the exit code is in a template with a second target', async () => {
    const templates = await compileTemplates(
      pipeline('p', {}, () => {
        const a = square({ x: 1 });
        const list = draw(
          { count: 1 },
          {
            name: 'list',
            after: failed(hello()),
            onExit: ({ exitCode }) => report({ value: expr([exitCode, a], (code, n) => [code, n]) }),
          },
        );
        forEach(list, (x) => square({ x }), { name: 'loop' });
      }),
    );
    expect(tasksOf(templates.main)).toMatchObject({
      list: 'list-with-exit(square={{tasks.square.outputs.parameters.output}}) after (hello.Failed || hello.Errored) && square.Succeeded',
      loop: expect.stringContaining('list={{tasks.list.outputs.parameters.output-items}}'),
    });
    expect(templates['list-with-exit']).toMatchObject({
      outputs: {
        parameters: [
          { name: 'output', valueFrom: { parameter: '{{tasks.list.outputs.parameters.output}}' } },
          {
            name: 'output-items',
            valueFrom: { parameter: '{{tasks.list.outputs.parameters.output-items}}' },
          },
        ],
      },
      dag: {
        target: 'list end',
        tasks: [
          { name: 'list', template: 'draw' },
          {
            name: 'end',
            depends: 'list.Succeeded || list.Failed || list.Errored',
            template: 'nothing',
            hooks: {
              exit: {
                arguments: {
                  parameters: [
                    { name: 'exit-code', value: "{{=tasks.list.exitCode ?? 'null'}}" },
                    { name: 'square', value: '{{inputs.parameters.square}}' },
                  ],
                },
              },
            },
          },
        ],
      },
    });
  });

  test('a looped task with an exit handler is in a dag of its own', async () => {
    const templates = await compileTemplates(
      pipeline('p', {}, () =>
        forEach([1], (x) => square({ x }, { onExit: () => hello() }), { name: 'loop' }),
      ),
    );
    expect(tasksOf(templates.loop)).toEqual({
      loop: 'loop-body(item={{item}}) for {{inputs.parameters.list}}',
    });
    expect(templates['loop-body']?.dag?.tasks?.[0]).toMatchObject({ name: 'square', hooks: { exit: {} } });
  });

  test('a hook has an expression', async () => {
    const { main } = await compileTemplates(
      pipeline('p', { limit: 3 }, ({ limit }) => {
        const slow = hook(
          (task: { status: string }) => task.status === 'Running' || task.status !== 'Failed',
          () => square({ x: limit }),
        );
        square({ x: 2 }, { name: 'my-task', hooks: { slow } });
      }),
    );
    expect(main?.dag?.tasks?.find(({ name }) => name === 'my-task')).toMatchObject({
      hooks: {
        slow: {
          expression: expect.stringMatching(/^tasks\['my-task'\]\.status == 'Running' \|\| /),
          template: 'my-task-slow',
        },
      },
    });
  });
});
