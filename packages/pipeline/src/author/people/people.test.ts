import { describe, expect, test } from 'vitest';
import { compile, compileYaml } from '../../../test/compile.ts';
import { hello, notify, square } from '../../../test/components.ts';
import { approve, ask, config, expr, fromConfig, input, type Output, oneOf, pipeline } from '../../index.ts';
import { mock, runPipeline } from '../../testing.ts';

/** What programs without a type checker may do. */
type Untyped = (...values: unknown[]) => Output<never>;
const untyped = (value: unknown): Untyped => value as Untyped;
const number = { type: 'number' };

describe('golden', () => {
  test('a question and an approval', async () => {
    const given = pipeline('people', { version: '1.0' }, ({ version }) => {
      const { share } = ask(
        'release',
        {
          strategy: oneOf(['canary', 'all'], { description: 'Who gets it' }),
          share: 10,
          limit: input<number>({ schema: number }),
        },
        { message: expr([version], (v) => `Release ${v}?`) },
      );
      ask('now', { on: true, message: 'text' }, { message: 'Turn it on?', timeout: '24h' });
      notify({ text: version }, { after: approve('really', { after: share }) });
      return { share };
    });
    await expect(await compileYaml(given, ['main', 'release', 'now', 'really'])).toMatchFileSnapshot(
      '../../../test/golden/people.yaml',
    );
  });
});

const people = pipeline('people', {}, () => {
  const answer = ask('release', {
    strategy: oneOf(['canary', 'all']),
    text: 'x',
    share: input<number>({ schema: number }),
    on: false,
    list: [1],
  });
  const squared = square({ x: answer.share }, { after: approve('really', { after: answer }) });
  return { answer, squared, sum: expr([answer.share, answer.list], (n, list) => n + list.length) };
});
const squares = mock(square, ({ x }) => x * x);

describe('answers', () => {
  test('are typed, whatever the texts look like', async () => {
    await using run = await runPipeline(people, {
      mocks: [squares],
      answers: {
        release: {
          strategy: 'all',
          text: '12 {{workflow.name}} "q" \u0007é',
          share: 1.5,
          on: true,
          list: [1, 2],
        },
        really: {},
      },
    });
    expect(run.status).toBe('Succeeded');
    expect(run.outputs).toEqual({
      answer: {
        strategy: 'all',
        text: '12 {{workflow.name}} "q" \u0007é',
        share: 1.5,
        on: true,
        list: [1, 2],
      },
      squared: 2.25,
      sum: 3.5,
    });
  });

  test('that are not of the type of their field end the run', async () => {
    await using run = await runPipeline(people, {
      mocks: [squares],
      answers: { release: { share: 'many' }, really: {} },
    });
    expect(run.status).toBe('Failed');
    expect(run.failures).toContainEqual(expect.objectContaining({ displayName: 'square' }));
  });
});

describe('mistakes found when a pipeline is compiled', () => {
  test.for<{ code: string; title: string; given: () => unknown; want: RegExp }>([
    {
      code: 'PIPELINE_INVALID_ARGUMENT',
      title: 'no fields',
      given: () => ask('a', {}),
      want: /needs an object of fields, not an empty one.*approve/,
    },
    {
      code: 'PIPELINE_INVALID_ARGUMENT',
      title: 'a list of fields',
      given: () => untyped(ask)('a', ['x']),
      want: /needs an object of fields, not a list/,
    },
    {
      code: 'PIPELINE_INVALID_ARGUMENT',
      title: 'an output as a default',
      given: () => ask('a', { x: hello() }),
      want: /^The field "x" of the question "a" is not a declaration/,
    },
    {
      code: 'PIPELINE_INVALID_ARGUMENT',
      title: 'a field from a ConfigMap',
      given: () => ask('a', { x: fromConfig(config('c', ['k']).k) }),
      want: /comes from a ConfigMap/,
    },
    {
      code: 'PIPELINE_INPUT_TYPE_UNKNOWN',
      title: 'a field without a type',
      given: () => ask('a', { x: input<number>() }),
      want: /needs a schema or a default, because answers are texts/,
    },
    {
      code: 'PIPELINE_INVALID_OPTION',
      title: 'a timeout without defaults',
      given: () => untyped(ask)('a', { x: 1, y: input<number>({ schema: number }) }, { timeout: '1h' }),
      want: /has a timeout, but its field "y" has no default/,
    },
    {
      code: 'PIPELINE_INVALID_OPTION',
      title: 'a timeout in days',
      given: () => untyped(ask)('a', { x: 1 }, { timeout: '1d' }),
      want: /"timeout" of the question "a" must be .*Write "24h"/,
    },
    {
      code: 'PIPELINE_UNKNOWN_OPTION',
      title: 'a timeout of an approval',
      given: () => untyped(approve)('a', { timeout: '1h' }),
      want: /The question "a" has no option "timeout"/,
    },
    {
      code: 'PIPELINE_TAG_IN_TEXT',
      title: 'a default with a tag',
      given: () => ask('a', { x: '{{y}}' }),
      want: /has a default, a choice or a description with "\{\{"/,
    },
    {
      code: 'PIPELINE_TAG_IN_TEXT',
      title: 'a choice with a tag',
      given: () => ask('a', { x: oneOf(['y', '{{y}}']) }),
      want: /"\{\{"/,
    },
    {
      code: 'PIPELINE_TAG_IN_TEXT',
      title: 'a message with a tag',
      given: () => approve('a', { message: 'Go {{on}}' }),
      want: /The message of approve\(\.\.\.\) contains "\{\{"/,
    },
    {
      code: 'PIPELINE_INVALID_OPTION',
      title: 'a message with a control character',
      given: () => approve('a', { message: 'a\u0007b' }),
      want: /control character/,
    },
    {
      code: 'PIPELINE_INVALID_OPTION',
      title: 'a message that is a number',
      given: () => untyped(approve)('a', { message: square({ x: 1 }) }),
      want: /must be a string, not a number\. Compute it with expr/,
    },
    {
      code: 'PIPELINE_INVALID_NAME',
      title: 'a question of a bad name',
      given: () => approve('a b'),
      want: /"a b" of a task is invalid/,
    },
    {
      code: 'PIPELINE_INVALID_NAME',
      title: 'a field of a bad name',
      given: () => ask('a', { 'x y': 1 }),
      want: /"x y" is not a valid name/,
    },
    {
      code: 'PIPELINE_DUPLICATE_NAME',
      title: 'two questions of one name',
      given: () => {
        approve('a');
        approve('a');
      },
      want: /already has a task "a"/,
    },
    {
      code: 'PIPELINE_NO_RESULT',
      title: 'an approval as a value',
      given: () => untyped(notify)({ text: approve('a') }),
      want: /"a" has no result: it only waits/,
    },
  ])('$title is $code', async ({ code, given, want }) => {
    const error = {
      code,
      message: expect.stringMatching(want),
      location: expect.objectContaining({ file: import.meta.filename }),
    };
    const wrong = pipeline('wrong', {}, () => {
      hello();
      return given() as undefined;
    });
    await expect(compile(wrong)).rejects.toThrow(expect.objectContaining(error));
  });
});
