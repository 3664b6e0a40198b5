import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pipelinesOf } from './pipeline-cases.ts';
import { type PipelineProject, pipelineProject } from './pipeline-project.ts';

const cases = [
  {
    name: 'large',
    title: 'a value of 400 KB is passed as an artifact, as a whole and by field',
    given: `pipeline('large', {}, () => {
      const text = c.big({ length: 200_000 });
      const rows = c.bigRows({ n: 2000 });
      return { length: c.measure({ text }), written: c.measure({ text: 'short' }), rows: c.countRows({ rows }) };
    })`,
    want: { length: 200_000, written: 5, rows: 2000 },
  },
  {
    name: 'looped',
    title: 'large values are used inside loops and branches',
    given: `pipeline('looped', {}, () => {
      const text = c.big({ length: 200_000 });
      const n = c.square({ x: 2 });
      return {
        lengths: forEach([1, 2], (x) => { const length = c.measure({ text }); return c.add({ a: length, b: x }); }),
        branch: when([n], (v) => v > 1, () => c.measure({ text })).otherwise(() => c.square({ x: 1 })),
        inside: forEach([200_000, 3], (length) => c.measure({ text: c.big({ length }) })),
      };
    })`,
    want: { lengths: [200_001, 200_002], branch: 200_000, inside: [200_000, 3] },
  },
  {
    name: 'files',
    title: 'a file with braces and Unicode is passed from task to task, also into loops',
    given: `pipeline('files', { text: 'é b' }, ({ text }) => {
      const file = c.writeFile({ text });
      return { text: c.readText({ file }), loop: forEach([1, 2], () => c.readText({ file })), own: forEach(['{{a}}', '$b'], (word) => c.readText({ file: c.writeFile({ text: word }) })) };
    })`,
    want: { text: 'é b', loop: ['é b', 'é b'], own: ['{{a}}', '$b'] },
  },
  {
    name: 'fits',
    title: 'a value of 100 KB needs no artifact',
    given: `pipeline('fits', {}, () => ({
      direct: c.count({ text: c.small({ length: 100_000 }) }),
      looped: forEach([60_000], (length) => c.count({ text: c.small({ length }) })),
    }))`,
    want: { direct: 100_000, looped: [60_000] },
  },
  {
    name: 'fan-in',
    title:
      'results of a loop that are larger than a parameter together reach their consumer, in bodies too, and a next loop',
    given: `pipeline('fan-in', {}, () => {
      const texts = forEach([100_000, 100_000, 100_000], (length) => c.small({ length }));
      return {
        length: c.lengths({ words: texts }),
        next: forEach(texts, (text) => c.count({ text })),
        fields: forEach(forEach([60_000, 60_000, 60_000], (length) => { const a = c.small({ length }); const b = c.small({ length }); return { a, b }; }), (one) => c.count({ text: one.b })),
        inner: forEach([1, 2], (n) => c.lengths({ words: forEach([1, 2, 3], () => c.small({ length: 60_000 })) })),
        written: c.count({ text: '$'.repeat(200_000) }),
      };
    })`,
    want: {
      length: [100_000, 100_000, 100_000],
      next: [100_000, 100_000, 100_000],
      fields: [60_000, 60_000, 60_000],
      inner: [
        [60_000, 60_000, 60_000],
        [60_000, 60_000, 60_000],
      ],
      written: 200_000,
    },
  },
] as const;

describe('large values and files', () => {
  let project: PipelineProject;
  beforeAll(async () => {
    const unmarked = `pipeline('unmarked', {}, () => { c.small({ length: 140_000 }); })`;
    project = await pipelineProject({
      unmarked,
      ...pipelinesOf(cases),
    });
  });
  afterAll(() => project[Symbol.dispose]());

  test.for(cases)('$title', async ({ name, want }) => {
    const { phase, outputs, failures } = await project.run(name);
    expect({ phase, outputs, failures }).toEqual({ phase: 'Succeeded', outputs: want, failures: [] });
  });

  test('an output that is too large for a parameter is rejected with a code and advice', async () => {
    const { phase, failures } = await project.run('unmarked');
    expect(phase).toBe('Failed');
    expect(failures).toEqual([expect.stringMatching(/PIPELINE_OUTPUT_TOO_LARGE[\s\S]*Large</)]);
  });
});
