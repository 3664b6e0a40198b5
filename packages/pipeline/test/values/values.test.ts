import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attempt, forEach, group, input, type Output, type Pipeline, pipeline } from '../../src/index.ts';
import type { PipelineValues } from '../../src/testing/mocks/tested-types.ts';
import { breakDown, mock, runPipeline } from '../../src/testing.ts';
import { both, collect, echo, fail, list, lists, see, tag, type Way, ways } from './constructs.ts';
import { anyText, nastyTexts } from './nasty-texts.ts';

/** Calls every component, because each of them is mocked. */
function callAll(): void {
  both({ value: '' });
  tag({ value: '' });
  echo({ value: '' });
  collect({ values: [] });
  lists();
  see({ value: '' });
  attempt(() => fail({ value: '' })).or('');
}

/** Sends a text through a construct, and what comes out through a group. */
function sendThrough(way: Way, text: Output<string>): Output<string> {
  const arrived = way(text);
  return group('after', () => {
    see({ value: arrived });
    return echo({ value: arrived });
  });
}

/** Runs a pipeline whose tasks get these texts. Returns its output, and the texts that tasks got without being given. */
async function run<TInputs, TResult>(
  whole: Pipeline<TInputs, TResult>,
  texts: readonly string[],
  inputs?: PipelineValues<TInputs>,
) {
  await using run = await runPipeline(whole, {
    ...(inputs === undefined ? {} : { inputs }),
    mocks: [
      mock(list, () => [...texts]),
      mock(lists, () => [[...texts.slice(0, 3)], [], [...texts.slice(3, 6)]]),
      mock(echo, ({ value }) => value),
      mock(see, () => undefined),
      mock(collect, ({ values }) => values),
      mock(tag, ({ value }) => ({ kind: 'a' as const, value })),
      mock(both, ({ value }) => ({ first: value, second: value })),
      breakDown(fail),
    ],
  });
  const known = new Set<unknown>(['', ...texts]);
  const seen = [
    ...run.calls(echo).map(({ inputs }) => inputs.value),
    ...run.calls(see).map(({ inputs }) => inputs.value),
    ...run.calls(collect).flatMap(({ inputs }) => inputs.values),
  ];
  return { arrived: run.outputs, strange: seen.filter((text) => !known.has(text)) };
}

const unharmed = (arrived: unknown) => ({ arrived, strange: [] });

describe('a text arrives as it was', { timeout: 60_000 }, () => {
  test.for(Object.entries(ways))('from a task through %s', async ([, way]) => {
    const whole = pipeline('whole', {}, () => {
      callAll();
      return forEach(list(), (text) => sendThrough(way, text));
    });
    expect(await run(whole, nastyTexts)).toEqual(unharmed(nastyTexts));
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { maxLength: 12 }), async (texts) => {
        expect(await run(whole, texts)).toEqual(unharmed(texts));
      }),
      { numRuns: 2 },
    );
  });

  test.for(Object.entries(ways))('from an input through %s', async ([, way]) => {
    const whole = pipeline('whole', { text: input<string>({ schema: { type: 'string' } }) }, ({ text }) => {
      callAll();
      list();
      return { arrived: sendThrough(way, text) };
    });
    // Argo itself replaces tags in the inputs of a run.
    const text = nastyTexts.filter((one) => !one.includes('{{')).join('\n');
    expect(await run(whole, [text], { text })).toEqual(unharmed({ arrived: text }));
  });

  test.for(Object.entries(ways))('from a constant through %s', async ([, way]) => {
    const all = nastyTexts.join('\n');
    const whole = pipeline('whole', {}, () => {
      callAll();
      list();
      return forEach([all], (text) => sendThrough(way, text));
    });
    expect(await run(whole, [all])).toEqual(unharmed([all]));
  });

  test('in a list of 1,000, and in none', async () => {
    const whole = pipeline('whole', {}, () => {
      callAll();
      return collect({ values: forEach(list(), (value) => echo({ value })) });
    });
    const thousand = Array.from({ length: 1000 }, (_, at) => `${nastyTexts[at % nastyTexts.length]}${at}`);
    expect(await run(whole, thousand)).toEqual(unharmed(thousand));
    expect(await run(whole, [])).toEqual(unharmed([]));
  });
});
