import { literalTemplate, parameter } from '@tiphys/workflow';
import { describe, expect, test } from 'vitest';
import { draw, notify, square } from '../../test/components.ts';
import { after, approve, ask, expr, forEach, oneOf, pipeline, sleep } from '../index.ts';
import { fromTemplate } from '../templates.ts';
import { breakDown, fakeClock, mock, runPipeline } from '../testing.ts';

const silent = mock(notify, () => undefined);

const release = fromTemplate(
  literalTemplate(
    {
      name: 'release',
      inputs: { parameters: [{ name: 'strategy', default: 'canary', enum: ['canary', 'all'] }] },
      suspend: {},
      outputs: {
        parameters: [
          { name: 'strategy', valueFrom: { supplied: {} } },
          { name: 'share', valueFrom: { supplied: {} } },
        ],
      },
    },
    { outputs: { strategy: parameter(), share: parameter() } },
  ),
);

const pause = fromTemplate(literalTemplate({ name: 'pause', suspend: { duration: '24h' } }));

const releasing = pipeline('releasing', {}, () => {
  const { strategy, share } = release();
  notify({ text: expr([strategy, share], (how, size) => `${how} ${size}`) });
  return { strategy };
});

describe('a run with a question', () => {
  test('takes answers before it starts', async () => {
    await using run = await runPipeline(releasing, {
      mocks: [silent],
      answers: { release: { strategy: 'all', share: 10 } },
    });
    expect(run.outputs).toEqual({ strategy: 'all' });
    expect(run.calls(notify)[0]?.inputs).toEqual({ text: 'all 10' });
    expect(run.questions).toEqual([]);
  });

  test('waits for an answer, and goes on with it and with defaults', async () => {
    await using run = await runPipeline(releasing, { mocks: [silent] });
    expect(run.status).toBe('Running');
    expect(run.questions).toEqual(['release']);
    expect(run.calls(notify)).toEqual([]);
    expect(() => run.outputs).toThrow(
      expect.objectContaining({
        code: 'PIPELINE_TEST_NO_OUTPUTS',
        message:
          'The pipeline releasing has no outputs yet: it waits for an answer to "release". Call run.answer(...), or give it in "answers".',
      }),
    );
    await run.answer('release', { share: '5' });
    expect(run.status).toBe('Succeeded');
    expect(run.outputs).toEqual({ strategy: 'canary' });
  });

  test.for<{ title: string; question?: string; values: object; want: { code: string; message: string } }>([
    {
      title: 'another question',
      question: 'releas',
      values: {},
      want: {
        code: 'PIPELINE_TEST_UNKNOWN_QUESTION',
        message: 'The pipeline does not ask "releas" now. Did you mean "release"?',
      },
    },
    {
      title: 'a misspelt field',
      values: { shares: 1 },
      want: {
        code: 'PIPELINE_TEST_INVALID_ANSWER',
        message: 'The question "release" has no field "shares". Did you mean "share"?',
      },
    },
    {
      title: 'a missing field',
      values: { strategy: 'all' },
      want: {
        code: 'PIPELINE_TEST_INVALID_ANSWER',
        message: 'The question "release" needs a value for "share", which has no default.',
      },
    },
    {
      title: 'another choice',
      values: { strategy: 'some', share: 1 },
      want: {
        code: 'PIPELINE_TEST_INVALID_ANSWER',
        message: 'The question "release" got "some" for "strategy". Choose one of canary, all.',
      },
    },
    {
      title: 'what JSON cannot represent',
      values: { share: Number.POSITIVE_INFINITY },
      want: { code: 'PIPELINE_UNSUPPORTED_VALUE', message: expect.stringContaining('Infinity') as never },
    },
  ])('refuses an answer with $title, and still waits', async ({ question = 'release', values, want }) => {
    await using run = await runPipeline(releasing, { mocks: [silent] });
    await expect(run.answer(question, values as never)).rejects.toMatchObject(want);
    expect(run.questions).toEqual(['release']);
    if (question === 'release') {
      const before = runPipeline(releasing, { mocks: [silent], answers: { release: values as never } });
      await expect(before).rejects.toMatchObject(want);
    }
  });

  test('names the question that it asks if an answer is for another one', async () => {
    await expect(runPipeline(releasing, { mocks: [silent], answers: { approve: {} } })).rejects.toMatchObject(
      { message: 'The pipeline does not ask "approve". It asks "release".' },
    );
  });

  test('asks for each item of a loop, and takes one answer for all or for one', async () => {
    const each = pipeline('each', {}, () => ({
      all: forEach(draw({ count: 2 }), () => ({ strategy: release().strategy })),
    }));
    const two = mock(draw, () => [1, 2]);
    await using run = await runPipeline(each, { mocks: [two] });
    expect(run.questions).toHaveLength(2);
    await run.answer('release', { strategy: 'all', share: 1 });
    expect(run.questions).toHaveLength(1);
    await run.answer(run.questions[0] ?? '', { share: 1 });
    expect(run.outputs).toEqual({ all: [{ strategy: 'all' }, { strategy: 'canary' }] });
    await using answered = await runPipeline(each, {
      mocks: [two],
      answers: { release: { strategy: 'all', share: 1 } },
    });
    expect(answered.outputs).toEqual({ all: [{ strategy: 'all' }, { strategy: 'all' }] });
  });
});

describe('a run that asks people', () => {
  const asking = pipeline('asking', {}, () => {
    const { strategy, share } = ask('release', { strategy: oneOf(['canary', 'all']), share: 10 });
    const approved = approve('ship', { after: [strategy] });
    const rested = sleep('2h', { after: [approved] });
    notify({ text: expr([strategy, share], (how, size) => `${how} ${size + 1}`) }, { after: [rested] });
    return { share };
  });

  test('takes typed answers and approvals', async () => {
    await using run = await runPipeline(asking, {
      mocks: [silent],
      answers: { release: { strategy: 'all', share: 20 }, ship: {} },
    });
    expect(run.outputs).toEqual({ share: 20 });
    expect(run.calls(notify)[0]?.inputs).toEqual({ text: 'all 21' });
  });

  test('waits for one after the other, and then for time', async () => {
    const clock = fakeClock();
    await using run = await runPipeline(asking, { mocks: [silent], clock });
    expect(run.questions).toEqual(['release']);
    await run.answer('release');
    expect(run.questions).toEqual(['ship']);
    await run.answer('ship');
    expect(run.questions).toEqual([]);
    expect(run.status).toBe('Running');
    await clock.advance('2h');
    expect(run.outputs).toEqual({ share: 10 });
    await expect(runPipeline(asking, { mocks: [silent], answers: { shipp: {} } })).rejects.toMatchObject({
      message: 'The pipeline does not ask "shipp". Did you mean "ship"?',
    });
  });
});

describe('time', () => {
  const waiting = pipeline('waiting', {}, () => {
    const paused = pause();
    const squared = square({ x: 2 }, { after: [paused] });
    notify({ text: 'done' }, { after: [squared] });
  });
  const two = mock(square, ({ x }) => x);

  test('passes by itself without a clock', async () => {
    await using run = await runPipeline(waiting, { mocks: [two, silent] });
    expect(run.status).toBe('Succeeded');
  });

  test('passes only as the clock says', async () => {
    const clock = fakeClock('2026-01-01T00:00:00Z');
    await using run = await runPipeline(waiting, { mocks: [two, silent], clock });
    expect(run.status).toBe('Running');
    expect(() => run.outputs).toThrow('it waits for time. Call clock.advance(...).');
    await clock.advance('23h');
    expect(run.calls(square)).toEqual([]);
    await clock.advance(3600);
    expect(run.status).toBe('Succeeded');
    expect(clock.now()).toEqual(new Date('2026-01-02T00:00:00Z'));
    expect(run.workflow.status).toMatchObject({
      startedAt: '2026-01-01T00:00:00Z',
      finishedAt: '2026-01-02T00:00:00Z',
    });
  });

  test('is that of backoffs', async () => {
    const backoff = { duration: '10m', factor: 2 } as const;
    const retrying = pipeline('retrying', {}, () => ({
      a: square({ x: 1 }, { retry: { limit: 3, backoff } }),
    }));
    const clock = fakeClock();
    const mocks = [two, breakDown(square, { times: 2 })];
    await using run = await runPipeline(retrying, { mocks, clock });
    expect(run.calls(square)).toMatchObject([{ attempts: 1, status: 'Failed' }]);
    await clock.advance('10m');
    expect(run.calls(square)).toMatchObject([{ attempts: 2 }]);
    await clock.advance('19m');
    expect(run.calls(square)).toMatchObject([{ attempts: 2 }]);
    await clock.advance('1m');
    expect(run.calls(square)).toMatchObject([{ attempts: 3, status: 'Succeeded' }]);
    await using free = await runPipeline(retrying, { mocks });
    expect(free.outputs).toEqual({ a: 1 });
  });

  const slow = mock(square, async ({ x }, { sleep }) => {
    await sleep('2h');
    return x;
  });

  test.for([
    { timeout: '3h', want: 'Succeeded' },
    { timeout: '1h', want: 'Failed' },
  ] as const)(
    'is that of a timeout of $timeout for a mock that sleeps for two hours',
    async ({ timeout, want }) => {
      const late = pipeline('late', {}, () => ({ a: square({ x: 1 }, { timeout }) }));
      await using free = await runPipeline(late, { mocks: [slow] });
      expect(free.status).toBe(want);
      const clock = fakeClock();
      await using run = await runPipeline(late, { mocks: [slow], clock });
      expect(run.status).toBe('Running');
      await clock.advance('2h');
      expect(run.status).toBe(want);
      expect(run.calls(square)).toMatchObject([{ status: want, result: want === 'Failed' ? undefined : 1 }]);
    },
  );

  test('is that of the deadline of the pipeline', async () => {
    const late = pipeline('late', {}, () => ({ a: square({ x: 1 }) }), { deadline: 60 });
    await using run = await runPipeline(late, { mocks: [slow] });
    expect(run.status).toBe('Failed');
    expect(run.failures.map(({ message }) => message)).toContain(
      'Pod was active on the node longer than the specified deadline',
    );
  });

  test('stands still while a question is open', async () => {
    const asking = pipeline('asking', {}, () => {
      after(release(), [pause()]);
      notify({ text: 'a' }, { after: [pause()] });
    });
    await using run = await runPipeline(asking, { mocks: [silent], answers: { release: { share: 1 } } });
    expect(run.status).toBe('Succeeded');
    await using open = await runPipeline(releasing, { mocks: [silent] });
    expect(open.status).toBe('Running');
  });

  test('is shared by the runs of a clock', async () => {
    const clock = fakeClock();
    await using first = await runPipeline(waiting, { mocks: [two, silent], clock });
    await clock.advance('12h');
    await using second = await runPipeline(waiting, { mocks: [two, silent], clock });
    await clock.advance('12h');
    expect([first.status, second.status]).toEqual(['Succeeded', 'Running']);
    await clock.advance('12h');
    expect(second.status).toBe('Succeeded');
  });

  test.for([
    { time: '1 day', want: `advance(...) takes seconds or a duration such as '1h30m', not "1 day".` },
    { time: '1d', want: `There is no unit for days. Write "24h".` },
    { time: -1, want: 'not -1' },
    { time: Number.NaN, want: 'not NaN' },
    { time: undefined, want: 'not undefined' },
  ])('is not $time', async ({ time, want }) => {
    await expect(fakeClock().advance(time as never)).rejects.toMatchObject({
      code: 'PIPELINE_TEST_INVALID_ARGUMENT',
      message: expect.stringContaining(want),
    });
  });

  test('does not start at something else', () => {
    expect(() => fakeClock('tomorrow')).toThrow(
      expect.objectContaining({ code: 'PIPELINE_TEST_INVALID_ARGUMENT' }),
    );
  });
});

describe('a run that is disposed', () => {
  test('ends what still runs, and its clock goes on without it', async () => {
    const clock = fakeClock();
    const signals: AbortSignal[] = [];
    const endless = pipeline('endless', {}, () => ({ a: square({ x: 1 }) }));
    const run = await runPipeline(endless, {
      mocks: [
        mock(square, async ({ x }, { sleep, signal }) => {
          signals.push(signal);
          await sleep('1h');
          return x;
        }),
      ],
      clock,
    });
    await run[Symbol.asyncDispose]();
    expect(run.status).toBe('Failed');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    await clock.advance('2h');
    expect(run.calls(square)).toMatchObject([{ status: 'Failed' }]);
    await run[Symbol.asyncDispose]();
  });
});
