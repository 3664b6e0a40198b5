import type { LogLine, LogOptions } from '@tiphys/runs';
import { expect, test } from 'vitest';
import { taskLines } from './task-lines.ts';

const ofArgo = 'time=2026-11-24T11:53:34.909Z level=INFO msg="waiting for signals" argo=true';

/** Returns runs with one log, of which the end is read. */
const runsWith = (
  texts: readonly string[],
): { logs(run: string, options?: LogOptions): AsyncIterable<LogLine> } => ({
  async *logs(_run, { tail } = {}) {
    for (const text of tail === undefined ? texts : texts.slice(Math.max(0, texts.length - tail)))
      yield { nodeId: 'a', nodeName: 'a', text };
  },
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
