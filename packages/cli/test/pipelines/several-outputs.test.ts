import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
    project = await pipelineProject(
      Object.fromEntries([...cases, ...faults].map(({ name, given }) => [name, given])),
    );
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
