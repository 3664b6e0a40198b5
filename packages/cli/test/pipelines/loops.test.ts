import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pipelinesOf } from './pipeline-cases.ts';
import { type PipelineProject, pipelineProject } from './pipeline-project.ts';

const cases = [
  {
    name: 'nested',
    title: 'a nested loop returns a list of lists, which is passed on',
    given: `pipeline('nested', {}, () => {
      const squares = forEach(c.table({ n: 3 }), (row) => forEach(row, (x) => c.square({ x })));
      return { squares, sums: c.sums({ rows: squares }), totals: forEach(squares, (row) => c.total({ values: row })) };
    })`,
    want: { squares: [[0], [100, 121], [400, 441, 484]], sums: [0, 221, 1325], totals: [0, 221, 1325] },
  },
  {
    name: 'results',
    title: "a loop over a loop's results, with and without index",
    given: `pipeline('results', { n: 3 }, ({ n }) => {
      const squares = forEach(c.listNumbers({ n }), (x) => c.square({ x }), { parallelism: 2 });
      const again = forEach(squares, (x) => c.scale({ x }));
      const indexed = forEach(squares, (x, i) => c.add({ a: x, b: i }));
      return { again, indexed, sum: c.total({ values: again }) };
    })`,
    want: { again: [10, 40, 90], indexed: [1, 5, 11], sum: 140 },
  },
  {
    name: 'inputs',
    title: 'a loop over an input of the pipeline',
    given: `pipeline('inputs', { words: ['a', 'b{ö}'], who: 'x' }, ({ words, who }) => ({
      said: forEach(words, (word) => c.join({ words: expr([word, who], (a, b) => [a, b]) })),
    }))`,
    parameters: { words: '["1", "{{x}}", "null", "é🙂", "$(HOME)"]' },
    want: { said: ['1|x', '{{x}}|x', 'null|x', 'é🙂|x', '$(HOME)|x'] },
  },
  {
    name: 'literal',
    title: 'a loop over a literal list',
    given: `pipeline('literal', {}, () => ({
      words: forEach(['x{{y}}', 'ü', '1'], (text) => c.say({ text })),
      fields: forEach([{ a: 1, b: 'x' }, { a: 2, b: '{{y' }], (pair, i) => c.say({ text: expr([pair, i], (p, k) => \`\${k}\${p.b}\`) })),
      field: forEach([{ a: 1, b: 'x' }, { a: 2, b: '{{y' }], (pair) => c.say({ text: pair.b })),
    }))`,
    want: { words: ['x{{y}}', 'ü', '1'], fields: ['0x', '1{{y'], field: ['x', '{{y'] },
  },
  {
    name: 'empty',
    title: 'an empty list of any origin returns an empty list',
    given: `pipeline('empty', { none: [] as number[] }, ({ none }) => {
      const written = forEach([] as number[], (x) => c.square({ x }));
      const made = forEach(c.listNumbers({ n: 0 }), (x) => c.square({ x }));
      const given = forEach(none, (x, i) => c.add({ a: x, b: i }));
      return { written, made, given, second: forEach(made, (x) => c.square({ x })), sum: c.total({ values: made }), inner: forEach(c.table({ n: 1 }), () => forEach(made, (x) => c.square({ x }))) };
    })`,
    want: { written: [], made: [], given: [], second: [], sum: 0, inner: [[]] },
  },
  {
    name: 'bodies',
    title: 'a body of several tasks returns objects, whose fields the next loop uses',
    given: `pipeline('bodies', { n: 3 }, ({ n }) => {
      const numbers = c.listNumbers({ n });
      const several = forEach(numbers, (x, i) => {
        const a = c.square({ x });
        const b = c.say({ text: expr([a, i], (v, k) => \`v\${v}-\${k}\`) });
        return { a, b, i, inner: forEach([1, 2], (y) => c.add({ a: y, b: x })) };
      });
      return {
        pairs: c.pairUp({ pairs: several }),
        words: forEach(several, (one) => c.say({ text: one.b })),
        indices: forEach(several, (one) => c.scale({ x: one.i })),
        inner: forEach(several, (one) => c.total({ values: one.inner })),
        several,
      };
    })`,
    want: {
      pairs: '1v1-0,4v4-1,9v9-2',
      words: ['v1-0', 'v4-1', 'v9-2'],
      indices: [0, 10, 20],
      inner: [5, 7, 9],
      several: [
        { a: 1, b: 'v1-0', i: 0, inner: [2, 3] },
        { a: 4, b: 'v4-1', i: 1, inner: [3, 4] },
        { a: 9, b: 'v9-2', i: 2, inner: [4, 5] },
      ],
    },
  },
  {
    name: 'computed',
    title: 'a loop over a computed list and over a field of an output',
    given: `pipeline('computed', {}, () => {
      const numbers = c.listNumbers({ n: 3 });
      return {
        tens: forEach(expr([numbers], (n) => n.map((x) => x * 10).filter((x) => x > 10)), (x) => c.add({ a: x, b: 1 })),
        values: forEach(c.stats({ values: numbers }).values, (x, i) => c.add({ a: x, b: i })),
      };
    })`,
    want: { tens: [21, 31], values: [1, 3, 5] },
  },
] as const;

describe('loops', () => {
  let project: PipelineProject;
  beforeAll(async () => {
    const first = `pipeline('first', { n: 3 }, ({ n }) => {
      forEach(c.listNumbers({ n }), (value) => c.print({ value }));
    })`;
    project = await pipelineProject({
      first,
      ...pipelinesOf(cases),
    });
  });
  afterAll(() => project[Symbol.dispose]());

  test('a minimal loop prints each item', async () => {
    const { phase, logs, workflow } = await project.run('first', { n: '5' });
    expect(phase).toBe('Succeeded');
    const printed = Object.entries(logs).filter(([name]) => name.includes('('));
    expect(printed.map(([, text]) => text)).toEqual(['1', '2', '3', '4', '5']);
    expect(workflow.spec.serviceAccountName).toBeUndefined();
  });

  test.for(cases)('$title', async ({ name, want, ...rest }) => {
    const { phase, outputs, failures } = await project.run(name, 'parameters' in rest ? rest.parameters : {});
    expect({ phase, outputs, failures }).toEqual({ phase: 'Succeeded', outputs: want, failures: [] });
  });
});
