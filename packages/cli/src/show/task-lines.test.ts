import type { LogLine, LogOptions } from '@tiphys/runs';
import { expect, test } from 'vitest';
import { taskLines } from './task-lines.ts';

const ofArgo = 'time=2026-11-24T11:53:34.909Z level=INFO msg="waiting for signals" argo=true';

/** Returns runs with one log, of which the end is read. Lines that are new are there when it is followed. */
const runsWith = (
  texts: readonly string[],
  more: readonly string[] = [],
): { logs(run: string, options?: LogOptions): AsyncIterable<LogLine> } => ({
  async *logs(_run, { tail = 10_000, follow } = {}) {
    const at = Math.max(0, texts.length - tail);
    for (const text of [...texts.slice(at), ...(follow === true ? more : [])])
      yield { nodeId: 'a', nodeName: 'a', text };
  },
});

test.for([
  ['new lines', [ofArgo, 'one', 'two', ofArgo], [ofArgo, 'three', 'four'], {}, ['two', 'three', 'four']],
  ['many of Argo', ['one', 'two', ...Array(700).fill(ofArgo)], ['three'], {}, ['two', 'three']],
  ['a pattern', ['one', 'two', ofArgo], ['three'], { grep: '^t' }, ['two', 'three']],
  ['a pattern that does not match', ['two', 'one', ofArgo], ['three'], { grep: '^t' }, ['three']],
  ['no lines yet', [], ['one', 'two', ofArgo], {}, ['one', 'two']],
] as const)('the last line of a followed log, with %s', async ([, texts, more, options, wanted]) => {
  const lines: string[] = [];
  const followed = { ...options, tail: 1, follow: true };
  for await (const { text } of taskLines(runsWith(texts, more), 'run', followed)) lines.push(text);
  expect(lines).toEqual(wanted);
});

test('a log that can only be followed is followed', async () => {
  const runs = {
    async *logs(run: string, options: LogOptions = {}): AsyncGenerator<LogLine> {
      if (options.follow !== true) throw new Error('the pods are gone');
      yield* runsWith(['one', 'two']).logs(run, options);
    },
  };
  const lines: string[] = [];
  for await (const { text } of taskLines(runs, 'run', { tail: 1, follow: true })) lines.push(text);
  expect(lines).toEqual(['two']);
});

test('the last line of a followed log is shown at once', async () => {
  const runs = {
    async *logs(_run: string, { follow }: LogOptions = {}): AsyncGenerator<LogLine> {
      yield* runsWith(['one', 'two']).logs('run');
      if (follow === true) await new Promise(() => {});
    },
  };
  const lines = taskLines(runs, 'run', { tail: 1, follow: true });
  expect((await lines.next()).value).toMatchObject({ text: 'two' });
});

test.for([
  ['all lines', [ofArgo, 'one', 'two', ofArgo], {}, ['one', 'two']],
  ['the last lines', [ofArgo, 'one', 'two', 'three', ofArgo, ofArgo], { tail: 2 }, ['two', 'three']],
  ['last lines before many of Argo', ['one', 'two', ...Array(700).fill(ofArgo)], { tail: 1 }, ['two']],
  ['a pattern among the last lines', ['on', 'off', ofArgo], { tail: 1, grep: '^on' }, []],
  ['fewer lines than wanted', ['one', ofArgo], { tail: 5 }, ['one']],
  ['a followed log', ['one', ofArgo, 'two'], { follow: true }, ['one', 'two']],
  ['a container of the executor', [ofArgo], { container: 'wait' }, [ofArgo]],
] as const)('%s', async ([, texts, options, wanted]) => {
  const lines: string[] = [];
  for await (const { text } of taskLines(runsWith(texts), 'run', options)) lines.push(text);
  expect(lines).toEqual(wanted);
});
