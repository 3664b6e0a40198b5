import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PipelineProject, pipelineProject } from './pipeline-project.ts';

/** Each task adds to the result of the one two before it. In the middle there is a loop over the results of the first. */
const chains = `pipeline('chains', { a: 1 }, ({ a }) => {
  const numbers = c.listNumbers({ n: 3 });
  const ends = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((start) => {
    let x = c.add({ a, b: start });
    for (let i = 1; i < 50; i++)
      x = i === 25 ? c.total({ values: forEach(numbers, (n) => c.add({ a: n, b: x }), { name: \`loop\${start}\` }) }) : c.add({ a: x, b: 1 });
    return x;
  });
  return { first: ends[0]!, last: ends[8]!, numbers };
})`;

describe('a body of 450 tasks', () => {
  let project: PipelineProject;
  beforeAll(async () => {
    project = await pipelineProject({ chains });
  });
  afterAll(() => project[Symbol.dispose]());

  test('is split into templates of at most 200 tasks, runs, and returns its results', async () => {
    const { phase, outputs, failures, workflow } = await project.run('chains');
    const endOf = (start: number): number => 3 * (1 + start + 24) + 6 + 24;
    expect({ phase, outputs, failures }).toEqual({
      phase: 'Succeeded',
      outputs: { first: endOf(0), last: endOf(8), numbers: [1, 2, 3] },
      failures: [],
    });
    const sizes = (workflow.spec.templates ?? []).map(({ dag }) => dag?.tasks.length ?? 0);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(200);
    expect(Object.values(workflow.status?.nodes ?? {}).filter(({ type }) => type === 'Pod')).toHaveLength(
      478,
    );
  });
});
