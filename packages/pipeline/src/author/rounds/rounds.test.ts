import { describe, expect, test } from 'vitest';
import { compile, compileYaml } from '../../../test/compile.ts';
import { describeComponent, notify, scale, square } from '../../../test/components.ts';
import {
  component,
  expr,
  forEach,
  type Output,
  pipeline,
  range,
  repeatUntil,
  sleep,
  when,
} from '../../index.ts';

/** What programs without a type checker may do. */
type Untyped = (...values: unknown[]) => Output<never>;
const untyped = (value: unknown): Untyped => value as Untyped;

const save = component<{ x: number }, string>(
  describeComponent(
    'save',
    { x: { type: 'number' } },
    {},
    { output: { route: 'file', schema: {}, list: false } },
  ),
);
const one = (): Output<number> => square({ x: 1 });

describe('goldens', () => {
  test('rounds with a pause', async () => {
    const given = pipeline('rounds', { start: 8 }, ({ start }) => {
      const best = repeatUntil(
        { error: start },
        ({ error }, round) => ({ error: scale({ x: error, by: round }) }),
        ({ error }, round) => error < 1 || round > 8,
        { max: 20, pause: '20s' },
      );
      return { error: best.error };
    });
    await expect(
      await compileYaml(given, ['main', 'repeat', 'repeat-body', 'limit-reached', 'pause']),
    ).toMatchFileSnapshot('../../../test/golden/repeat.yaml');
  });

  test('rounds of one task, which return at the limit', async () => {
    const given = pipeline('rounds', { start: 8 }, ({ start }) =>
      repeatUntil(
        start,
        (x) => square({ x }),
        (x) => x > 100,
        { max: 5, onLimit: 'return', name: 'grow' },
      ),
    );
    await expect(await compileYaml(given, ['main', 'grow'])).toMatchFileSnapshot(
      '../../../test/golden/repeat-one.yaml',
    );
  });

  test('waits and ranges', async () => {
    const given = pipeline('waits', { n: 3 }, ({ n }) => {
      const long = sleep('10m');
      sleep(n, { after: long });
      sleep(90, { name: 'short' });
      sleep('10m');
      forEach(range(n), (x) => square({ x }), { after: long });
      forEach(range(2), (x) => square({ x }));
    });
    await expect(await compileYaml(given, ['main', 'sleep', 'sleep-2', 'sleep-3'])).toMatchFileSnapshot(
      '../../../test/golden/waits.yaml',
    );
  });
});

describe('the number of rounds', () => {
  const rounds = (max: number): unknown =>
    repeatUntil(
      0,
      (x) => square({ x }),
      (x) => x > 100,
      { max },
    );
  const wide = (max: number): unknown =>
    repeatUntil(
      0,
      (x) => {
        const y = square({ x });
        return square({ x: y });
      },
      (x) => x > 100,
      { max },
    );
  test.for<{ title: string; most: number; given: (max: number) => unknown }>([
    { title: 'one task', most: 97, given: rounds },
    { title: 'several tasks', most: 95, given: wide },
    { title: 'a loop', most: 95, given: (max) => forEach([1], () => void rounds(max)) },
    {
      title: 'rounds of at most 40 rounds',
      most: 55,
      given: (max) =>
        repeatUntil(
          0,
          (total) => {
            const inner = repeatUntil(
              total,
              (x) => square({ x }),
              (x) => x > 1,
              { max: 40 },
            );
            return square({ x: inner });
          },
          (x) => x > 100,
          { max },
        ),
    },
  ])('is limited by what is around and inside them: $title', async ({ given, most }) => {
    const body = (max: number) => pipeline('deep', {}, () => void given(max));
    await expect(compile(body(most))).resolves.toBeDefined();
    await expect(compile(body(most + 1))).rejects.toThrow(
      expect.objectContaining({
        code: 'PIPELINE_TOO_DEEP',
        message: expect.stringMatching(
          new RegExp(`^"repeat" has at most ${most + 1} rounds, but here at most ${most} are possible`),
        ),
        location: expect.objectContaining({ file: import.meta.filename }),
      }),
    );
  });
});

describe('mistakes found when a pipeline is compiled', () => {
  const done = (x: number): boolean => x > 1;
  test.for<{ code: string; title: string; given: () => unknown; want: RegExp }>([
    {
      code: 'PIPELINE_INVALID_OPTION',
      title: 'no maximum',
      given: () => untyped(repeatUntil)(1, (x: number) => square({ x }), done, {}),
      want: /"max" of repeatUntil must be an integer of at least 1, not undefined/,
    },
    {
      code: 'PIPELINE_INVALID_OPTION',
      title: 'a fraction of rounds',
      given: () => repeatUntil(1, (x) => square({ x }), done, { max: 1.5 }),
      want: /at least 1, not 1\.5/,
    },
    {
      code: 'PIPELINE_INVALID_OPTION',
      title: 'an unknown end',
      given: () => untyped(repeatUntil)(1, (x: number) => square({ x }), done, { max: 2, onLimit: 'stop' }),
      want: /"onLimit" of repeatUntil must be one of fail, return/,
    },
    {
      code: 'PIPELINE_INVALID_OPTION',
      title: 'a pause in days',
      given: () => untyped(repeatUntil)(1, (x: number) => square({ x }), done, { max: 2, pause: '1d' }),
      want: /"pause" of repeatUntil must be .*Write "24h"/,
    },
    {
      code: 'PIPELINE_UNKNOWN_OPTION',
      title: 'an unknown option',
      given: () => untyped(repeatUntil)(1, (x: number) => square({ x }), done, { max: 2, times: 3 }),
      want: /no option "times"/,
    },
    {
      code: 'PIPELINE_NOT_A_FUNCTION',
      title: 'no condition',
      given: () => untyped(repeatUntil)(1, (x: number) => square({ x }), { max: 2 }),
      want: /repeatUntil needs a state and two functions/,
    },
    {
      code: 'PIPELINE_EMPTY_BODY',
      title: 'a body without tasks',
      given: () => repeatUntil(1, (x) => x, done, { max: 2 }),
      want: /has no tasks/,
    },
    {
      code: 'PIPELINE_INVALID_RESULT',
      title: 'a body that returns nothing',
      given: () => untyped(repeatUntil)(1, (x: number) => void square({ x }), done, { max: 2 }),
      want: /The result of the body of repeatUntil is undefined/,
    },
    {
      code: 'PIPELINE_INVALID_RESULT',
      title: 'a state of another type',
      given: () =>
        untyped(repeatUntil)(
          'a',
          () => square({ x: 1 }),
          () => true,
          { max: 2 },
        ),
      want: /returns is a number, but it began as a string/,
    },
    {
      code: 'PIPELINE_INVALID_RESULT',
      title: 'a state without a field',
      given: () =>
        untyped(repeatUntil)(
          { a: 1, b: 2 },
          () => ({ a: square({ x: 1 }) }),
          () => true,
          { max: 2 },
        ),
      want: /has no field "b"/,
    },
    {
      code: 'PIPELINE_INVALID_RESULT',
      title: 'a state with another field',
      given: () =>
        untyped(repeatUntil)(
          { a: 1 },
          () => ({ a: square({ x: 1 }), c: 1 }),
          () => true,
          { max: 2 },
        ),
      want: /has the field "c", which it did not begin with/,
    },
    {
      code: 'PIPELINE_LARGE_RESULT',
      title: 'a file as the state',
      given: () =>
        untyped(repeatUntil)(
          save({ x: 1 }),
          () => save({ x: 1 }),
          () => true,
          { max: 2 },
        ),
      want: /"save" is passed as a file, but the state of repeatUntil is passed as text/,
    },
    {
      code: 'PIPELINE_ASYNC_BODY',
      title: 'an async body',
      given: () =>
        untyped(repeatUntil)(
          1,
          async () => square({ x: 1 }),
          () => true,
          { max: 2 },
        ),
      want: /async/,
    },
    {
      code: 'PIPELINE_UNSUPPORTED_SYNTAX',
      title: 'a condition that is not a boolean',
      given: () =>
        untyped(repeatUntil)(
          1,
          (x: number) => square({ x }),
          (x: number) => x,
          { max: 2 },
        ),
      want: /a condition must be a boolean/,
    },
    {
      code: 'PIPELINE_OUT_OF_SCOPE',
      title: 'a state outside its rounds',
      given: () => {
        let kept: unknown;
        repeatUntil(
          1,
          (x) => {
            kept = x;
            return square({ x });
          },
          done,
          { max: 2 },
        );
        return square({ x: kept as Output<number> });
      },
      want: /belongs to the body of repeatUntil/,
    },
    {
      code: 'PIPELINE_BRANCH_AS_VALUE',
      title: 'a branch as the state',
      given: () =>
        untyped(repeatUntil)(
          1,
          () =>
            when(
              expr([one()], (n) => n > 1),
              one,
            ),
          done,
          { max: 2 },
        ),
      want: /got a branch that may not run/,
    },
    {
      code: 'PIPELINE_INVALID_ARGUMENT',
      title: 'a negative range',
      given: () => range(-1),
      want: /takes an integer from 0 to 999999, or an output, but got -1/,
    },
    {
      code: 'PIPELINE_INVALID_ARGUMENT',
      title: 'a range of a fraction',
      given: () => range(1.5),
      want: /got 1\.5/,
    },
    {
      code: 'PIPELINE_INVALID_ARGUMENT',
      title: 'a huge range',
      given: () => range(1e6),
      want: /got 1000000/,
    },
    {
      code: 'PIPELINE_INVALID_ARGUMENT',
      title: 'a range of a text',
      given: () => untyped(range)('3'),
      want: /got "3"/,
    },
    {
      code: 'PIPELINE_INVALID_ARGUMENT',
      title: 'a range of an output that is a text',
      given: () => untyped(range)(expr([one()], (n) => `${n}`)),
      want: /takes a number, but the output is a string/,
    },
    {
      code: 'PIPELINE_INVALID_OPTION',
      title: 'a sleep in days',
      given: () => untyped(sleep)('1d'),
      want: /"time" of sleep must be .*Write "24h"/,
    },
    { code: 'PIPELINE_INVALID_OPTION', title: 'no sleep', given: () => sleep(0), want: /not 0/ },
    {
      code: 'PIPELINE_INVALID_ARGUMENT',
      title: 'a sleep of an output that is a text',
      given: () => untyped(sleep)(expr([one()], (n) => `${n}`)),
      want: /takes a number of seconds, but the output is a string/,
    },
    {
      code: 'PIPELINE_NO_RESULT',
      title: 'a sleep as a value',
      given: () => untyped(notify)({ text: sleep('1s') }),
      want: /"sleep" has no result: it only waits/,
    },
  ])('$title is $code', async ({ code, given, want }) => {
    const error = {
      code,
      message: expect.stringMatching(want),
      location: expect.objectContaining({ file: import.meta.filename }),
    };
    const wrong = pipeline('wrong', {}, () => {
      one();
      return given() as undefined;
    });
    await expect(compile(wrong)).rejects.toThrow(expect.objectContaining(error));
  });
});
