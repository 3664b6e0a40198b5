import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PipelineProject, pipelineProject } from './pipeline-project.ts';

const modules = {
  'lib/deep.ts': `export function deep(x: number): number {
  if (x > 2) {
    throw new RangeError('too deep: ' + x);
  }
  return x + 1;
}
`,
  'other.ts': `import path from 'node:path';
import pc from 'picocolors';
import { deep } from './lib/deep.ts';

export async function square(x: number): Promise<number> { await null; return deep(x); }
export function Square(x: number): string { return pc.createColors(false).red(path.basename('a/b')) + x; }
export const toString = (x: number): string => String(x);
export function withRest({ a, ...rest }: { a: number; b: number; c?: string }): number { return a + Object.keys(rest).length; }
`,
};

describe('components of several modules', () => {
  let project: PipelineProject;
  beforeAll(async () => {
    const several = `pipeline('several', { n: 1 }, ({ n }) => ({
      a: c.square({ x: 4 }),
      b: o.square({ x: n }),
      d: o.Square({ x: 3 }),
      e: o.toString({ x: 5 }),
      f: forEach([1, 2], (x) => o.square({ x })),
      g: o.withRest({ a: 1, b: 2 }),
    }));
import * as o from './other.generated.ts'`;
    project = await pipelineProject({ several }, modules);
  });
  afterAll(() => project[Symbol.dispose]());

  test('may have the same name, and import packages and files', async () => {
    const { phase, outputs, failures } = await project.run('several');
    expect({ phase, outputs, failures }).toEqual({
      phase: 'Succeeded',
      outputs: { a: 16, b: 2, d: 'b3', e: '5', f: [2, 3], g: 2 },
      failures: [],
    });
  });

  test('name the imported file and line where an error was thrown', async () => {
    const { phase, failures } = await project.run('several', { n: '3' });
    expect(phase).toBe('Failed');
    expect(failures).toEqual([
      expect.stringMatching(/square failed at lib\/deep\.ts:3[\s\S]*RangeError: too deep: 3/),
    ]);
  });
});
