import { beforeAll, describe, expect, test } from 'vitest';
import { type CompiledSource, compileSources, pipelineSource } from './compile-sources.ts';

const given = 'fromJSON(tasks.load.outputs.parameters.output)';
const measured = 'fromJSON(tasks.measure.outputs.parameters.output)';

/** A body, and the expression that the last task gets for `of`, without the code that makes it text. */
const bodies: readonly (readonly [body: string, of: string])[] = [
  ['say({ of: { ...stats, big: true } });', `{mean: ${measured}.mean, label: ${measured}.label, big: true}`],
  [
    'say({ of: { big: 1, ...stats } });',
    `{big: ${measured}.big, mean: ${measured}.mean, label: ${measured}.label}`,
  ],
  [
    'const config = load(); say({ of: { ...config, size: 10 } });',
    `sprig.omit({region: ${given}.region, size: 10, tags: ${given}.tags, then: ${given}.then}, 'tags' in ${given} ? '_______' : 'tags')`,
  ],
  ['const { mean, ...rest } = stats; say({ of: rest });', `{label: ${measured}.label, big: ${measured}.big}`],
  [
    'const { region, then: t, ...rest } = load(); say({ of: rest });',
    `sprig.omit({size: ${given}.size, tags: ${given}.tags}, 'tags' in ${given} ? '_____' : 'tags')`,
  ],
  [
    'const f = ({ mean, ...rest }) => rest; say({ of: f(stats) });',
    `{label: ${measured}.label, big: ${measured}.big}`,
  ],
  [
    'say({ of: { list: load().tags } });',
    `sprig.omit({list: ${given}.tags}, 'tags' in ${given} ? '_____' : 'list')`,
  ],
  ['say({ of: load().then });', `${given}.then`],
  ['const { then } = load(); say({ of: [then] });', `[${given}.then]`],
];

describe('fields of an output', () => {
  let results: readonly CompiledSource[] = [];
  beforeAll(async () => {
    results = await compileSources(bodies.map(([body]) => pipelineSource(body)));
  });

  test.for(bodies.map(([body, of], index) => ({ body, of, index })))('$body', ({ of, index }) => {
    const text = results[index]?.values?.at(-1);
    expect(text?.replace(/^say\.of=\{\{=replace\(toJson\((.*)\), '\\x7b\\x7b', .*$/, '$1')).toBe(of);
  });
});
