import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pipelinesOf } from './pipeline-cases.ts';
import { type PipelineProject, pipelineProject } from './pipeline-project.ts';

const cases = [
  {
    name: 'beside',
    title: 'files, large values and values beside each other',
    given: `pipeline('beside', { rate: 0.25 }, ({ rate }) => {
      const made = c.train({ table: c.save({ text: '{{x}} é' }), rate });
      return {
        model: c.readModel({ model: made.model }), score: made.score, log: c.lengths({ words: made.log }), sum: c.total({ values: made.rows }),
        next: expr([made.score], (score) => score + 1), odd: made['odd key'], rows: forEach(made.rows, (row, index) => c.same({ value: { row, index } })),
        said: c.say({ text: made['odd key'] }), plain: c.readIfThere({ file: made.plot, note: made.note }), missing: expr([made.note], (note) => note === undefined),
      };
    })`,
    want: {
      model: 'model of {{x}} é',
      score: 0.5,
      log: [5, 7],
      sum: 12345678901234568 + 2,
      next: 1.5,
      odd: '{{k}}',
      rows: [
        { row: 12345678901234568, index: 0 },
        { row: 2, index: 1 },
      ],
      said: '{{k}}',
      plain: 'nothing undefined',
      missing: true,
    },
  },
  {
    name: 'optional',
    title: 'optional files, with and without one',
    given: `pipeline('optional', {}, () => {
      const made = c.train({ table: c.save({ text: 'a' }), rate: 1, plotted: true });
      return {
        plot: c.readIfThere({ file: made.plot, note: made.note }),
        some: c.readIfThere({ file: c.maybeSave({ text: 'b' }) }),
        none: c.readIfThere({ file: c.maybeSave({ text: '' }) }),
      };
    })`,
    want: { plot: 'plot plotted', some: 'b undefined', none: 'nothing undefined' },
  },
  {
    name: 'inside',
    title: 'several outputs inside loops and branches, and out of them as values',
    given: `pipeline('inside', {}, () => {
      const table = c.save({ text: 't' });
      const made = c.train({ table, rate: 1 });
      return {
        loop: forEach([1, 2], (rate) => { const { model, score } = c.train({ table, rate }); return { text: c.readModel({ model }), score }; }),
        outer: forEach([1, 2], (n) => c.add({ a: n, b: made.score })),
        branch: when([made.score], (score) => score > 1, () => c.readModel({ model: made.model })).otherwise(() => c.say({ text: 'no' })),
      };
    })`,
    want: {
      loop: [
        { text: 'model of t', score: 2 },
        { text: 'model of t', score: 4 },
      ],
      outer: [3, 4],
      branch: 'model of t',
    },
  },
  {
    name: 'lists',
    title: 'files of different tasks as a list',
    given: `pipeline('lists', {}, () => {
      const table = c.save({ text: 'b' });
      return {
        two: c.readAll({ files: [c.writeFile({ text: 'a' }), table] }),
        three: c.readAll({ files: [table, c.train({ table, rate: 1 }).model, c.writeFile({ text: 'c' })], separator: '$(X)' }),
        none: c.readAll({ files: [] }),
        loop: forEach(['x', 'y'], (text) => c.readAll({ files: [c.writeFile({ text }), table] })),
      };
    })`,
    want: { two: 'a,b', three: 'b$(X)model of b$(X)c', none: '', loop: ['x,b', 'y,b'] },
  },
  {
    name: 'stored',
    title: 'files that are packed, kept and stored under keys of their own',
    given: `pipeline('stored', {}, () => {
      const plain = c.save({ text: 'p' }, { files: { key: 'tables/today.csv', keep: 'always' } });
      const { model, plot } = c.train({ table: c.save({ text: 'z' }, { files: { archive: 'zip' } }), rate: 1, plotted: true }, { files: { model: { archive: 'tar', keep: 'never' }, plot: { archive: 'zip', key: 'plot.zip' } } });
      return { plain: c.readText({ file: plain }), model: c.readModel({ model }), plot: c.readIfThere({ file: plot }), both: c.readAll({ files: [plain, c.writeFile({ text: 'q' }, { files: { archive: 'tar' } })] }) };
    })`,
    want: { plain: 'p', model: 'model of z', plot: 'plot undefined', both: 'p,q' },
  },
  {
    name: 'collected',
    title: 'files of a loop as a list, in order, however many',
    given: `pipeline('collected', { none: [] as string[] }, ({ none }) => {
      const table = c.save({ text: 't' });
      const pages = forEach(c.listNumbers({ n: 12 }), (n) => c.writeFile({ text: expr([n], (x) => 'p' + x) }));
      return {
        twelve: c.readAll({ files: pages }),
        again: c.readAll({ files: pages, separator: '' }),
        one: c.readAll({ files: forEach(['{{a}}'], (text) => c.writeFile({ text })) }),
        none: c.readAll({ files: forEach(none, (text) => c.writeFile({ text })) }),
        field: c.readAll({ files: forEach([1, 2], (rate, index) => c.train({ table, rate: index }).model) }),
        several: c.readAll({ files: forEach(['a', 'b'], (text) => { const said = c.say({ text }); return c.writeFile({ text: expr([said], (one) => one + '!') }); }) }),
        lone: c.readAll({ files: forEach(['a', 'b'], (text) => c.save({ text })) }),
        inside: when([c.square({ x: 2 })], (x) => x > 0, () => c.readAll({ files: pages })).otherwise(() => c.say({ text: '' })),
      };
    })`,
    want: {
      twelve: 'p1,p2,p3,p4,p5,p6,p7,p8,p9,p10,p11,p12',
      again: 'p1p2p3p4p5p6p7p8p9p10p11p12',
      one: '{{a}}',
      none: '',
      field: 'model of t,model of t',
      several: 'a!,b!',
      lone: 'a,b',
      inside: 'p1,p2,p3,p4,p5,p6,p7,p8,p9,p10,p11,p12',
    },
  },
  {
    name: 'nested',
    title: 'files of loops inside loops and branches do not mix',
    given: `pipeline('nested', {}, () => {
      const rows = forEach([1, 2], (row) => {
        const cells = forEach([1, 2], (cell) => c.writeFile({ text: expr([row, cell], (x, y) => x + '/' + y) }));
        return c.readAll({ files: cells });
      });
      const chosen = forEach([1, 2], (n) => when([n], (x) => x > 1, () => c.writeFile({ text: 'big' })).otherwise(() => c.writeFile({ text: 'small' })));
      const branch = when([c.square({ x: 2 })], (x) => x > 3, () => forEach(['a', 'b'], (text) => c.writeFile({ text }))).otherwise(() => forEach(['c'], (text) => c.writeFile({ text })));
      return { rows, chosen: c.readAll({ files: chosen }), branch: c.readAll({ files: branch }) };
    })`,
    want: { rows: ['1/1,1/2', '2/1,2/2'], chosen: 'small,big', branch: 'a,b' },
  },
  {
    name: 'branches',
    title: 'files and large values out of branches',
    given: `pipeline('branches', {}, () => {
      const n = c.square({ x: 2 });
      const table = c.save({ text: 't' });
      const small = when([n], (x) => x > 10, () => c.writeFile({ text: 'yes' })).otherwise(() => c.writeFile({ text: 'no' }));
      const large = when([n], (x) => x > 1, () => c.big({ length: 200_000 })).otherwise(() => c.big({ length: 1 }));
      const pair = when([n], (x) => x > 1, () => { const file = c.writeFile({ text: 'pair' }); return { file, text: c.readText({ file }), log: c.train({ table, rate: 1 }).log }; }).otherwise(() => ({ file: c.writeFile({ text: 'kept' }), text: c.say({ text: 'z' }), log: c.train({ table, rate: 1 }).log }));
      return {
        small: c.readText({ file: small }), large: c.measure({ text: large }),
        pair: c.readText({ file: pair.file }), text: pair.text, log: c.lengths({ words: pair.log }), file: small,
      };
    })`,
    want: {
      small: 'no',
      large: 200_000,
      pair: 'pair',
      text: 'pair',
      log: [5, 1],
    },
  },
] as const;

const faults = [
  {
    name: 'fewer',
    given: `pipeline('fewer', {}, () => { c.fewer(); })`,
    want: /PIPELINE_OUTPUT_FIELDS: What fewer returned has no field "score"\./,
  },
  {
    name: 'more',
    given: `pipeline('more', {}, () => { c.more(); })`,
    want: /PIPELINE_OUTPUT_FIELDS: What more returned has the field "extra", which its type does not have\./,
  },
  {
    name: 'lost',
    given: `pipeline('lost', {}, () => { c.lost(); })`,
    want: /PIPELINE_OUTPUT_FILE_MISSING: "file" of what lost returned is "nowhere.csv", but there is no such file\./,
  },
] as const;

describe('functions with several outputs', () => {
  let project: PipelineProject;
  beforeAll(async () => {
    project = await pipelineProject(pipelinesOf([...cases, ...faults]));
  });
  afterAll(() => project[Symbol.dispose]());

  test.for(cases)('$title', async ({ name, want }) => {
    const { phase, outputs, failures } = await project.run(name);
    expect({ phase, outputs, failures }).toEqual({ phase: 'Succeeded', outputs: want, failures: [] });
  });

  test.for(faults)('refuse in the task: $name', async ({ name, want }) => {
    const { phase, failures } = await project.run(name);
    expect(phase).toBe('Failed');
    expect(failures).toEqual([expect.stringMatching(want)]);
  });
});
