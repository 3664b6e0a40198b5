import { describe, expect, test } from 'vitest';
import { compile } from '../../../test/compile.ts';
import { hello, notify, square } from '../../../test/components.ts';
import { type BodyReturn, group, hook, type Output, pipeline } from '../../index.ts';

describe('refused groups and handlers', () => {
  test.for<{ title: string; given: () => BodyReturn; code: string; says: string }>([
    {
      title: 'a timeout',
      given: () => {
        group('g', () => hello(), { timeout: '5m' as never });
      },
      code: 'PIPELINE_INVALID_OPTION',
      says: 'Argo has no timeout for groups. Give one to its tasks, or a deadline to the pipeline.',
    },
    {
      title: 'another node for a retry',
      given: () => {
        group('g', () => hello(), { retry: { limit: 1, elsewhere: true } });
      },
      code: 'PIPELINE_INVALID_OPTION',
      says: 'a group has no pod of its own',
    },
    {
      title: 'an unknown option',
      given: () => {
        group('g', () => hello(), { parallel: 1 } as never);
      },
      code: 'PIPELINE_UNKNOWN_OPTION',
      says: 'Did you mean "parallelism"?',
    },
    {
      title: 'wrong defaults',
      given: () => {
        group('g', () => hello(), { defaults: { img: 'x' } as never });
      },
      code: 'PIPELINE_UNKNOWN_OPTION',
      says: '"img"',
    },
    {
      title: 'no name',
      given: () => {
        group((() => hello()) as never, undefined as never);
      },
      code: 'PIPELINE_INVALID_ARGUMENT',
      says: "group('sums', () => { ... })",
    },
    {
      title: 'an empty body',
      given: () => {
        group('g', () => {});
      },
      code: 'PIPELINE_EMPTY_BODY',
      says: 'The body of the group "g" has no tasks',
    },
    {
      title: 'a name that is taken',
      given: () => {
        group('square', () => hello());
        group('square', () => hello());
      },
      code: 'PIPELINE_DUPLICATE_NAME',
      says: '"square"',
    },
    {
      title: 'an output of a task in the group, outside',
      given: () => {
        let inner: Output<number> | undefined;
        group('g', () => {
          inner = square({ x: 1 });
        });
        square({ x: inner as Output<number> });
      },
      code: 'PIPELINE_OUT_OF_SCOPE',
      says: 'belongs to a group',
    },
    {
      title: 'an outcome outside of its handler',
      given: () => {
        let kept: Output<unknown> | undefined;
        square(
          { x: 1 },
          {
            onExit: ({ status }) => {
              kept = status;
              hello();
            },
          },
        );
        notify({ text: kept as Output<string> });
      },
      code: 'PIPELINE_OUT_OF_SCOPE',
      says: 'belongs to an exit handler or a hook',
    },
    {
      title: 'an empty exit handler',
      given: () => {
        square({ x: 1 }, { onExit: () => {} });
      },
      code: 'PIPELINE_EMPTY_BODY',
      says: 'The exit handler of "square" has no tasks',
    },
    {
      title: 'a hook that is a function',
      given: () => {
        square({ x: 1 }, { hooks: { slow: (() => hello()) as never } });
      },
      code: 'PIPELINE_INVALID_OPTION',
      says: 'The hook "slow" of "square" must be what hook(condition, body) returned.',
    },
    {
      title: 'an output of another task in a hook',
      given: () => {
        const other = square({ x: 1 });
        const late = hook(
          (task) => task.status === 'Running',
          () => square({ x: other }),
        );
        square({ x: 2 }, { name: 'slow', hooks: { late } });
      },
      code: 'PIPELINE_OUT_OF_SCOPE',
      says: `The hook "late" of "slow" uses an output of "square"`,
    },
    {
      title: 'a hook called exit',
      given: () => {
        square(
          { x: 1 },
          {
            hooks: {
              exit: hook(
                (task) => task.status === 'Failed',
                () => hello(),
              ),
            },
          },
        );
      },
      code: 'PIPELINE_INVALID_NAME',
      says: 'write the option onExit',
    },
    {
      title: 'a hook whose condition is not a boolean',
      given: () => {
        square(
          { x: 1 },
          {
            hooks: {
              slow: hook(
                (task) => task.status as never,
                () => hello(),
              ),
            },
          },
        );
      },
      code: 'PIPELINE_UNSUPPORTED_SYNTAX',
      says: 'the condition of a hook',
    },
    {
      title: 'a group of many tasks with parallelism',
      given: () => {
        group(
          'g',
          () => {
            for (let x = 0; x < 205; x += 1) square({ x });
          },
          { parallelism: 3 },
        );
      },
      code: 'PIPELINE_INVALID_OPTION',
      says: 'it has more than 200 tasks',
    },
  ])('$title', async ({ given, code, says }) => {
    await expect(compile(pipeline('p', {}, given))).rejects.toMatchObject({
      code,
      message: expect.stringContaining(says),
      location: { file: import.meta.filename },
    });
  });
});
