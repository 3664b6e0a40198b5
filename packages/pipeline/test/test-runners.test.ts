import { execFile } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createProject, type TemporaryProject } from './temporary-project.ts';

const root = path.resolve(import.meta.dirname, '../../..');

const components = `import { writeFile } from 'node:fs/promises';
import { factor } from './factor.ts';
import type { InputFile, OutputFile } from '@tiphys/pipeline';
export function square(x: number): number { return x * x * factor; }
export async function save(values: number[]): Promise<OutputFile> {
  await writeFile('values.json', JSON.stringify(values));
  return 'values.json';
}
`;

const generated = `import { type Component, component, type InputsOf } from '@tiphys/pipeline';
import type * as source from './components.ts';
const from = { module: import.meta.url, file: './components.ts', line: 1 };
export const square: Component<InputsOf<typeof source.square, { x: 0 }>, number> = component({
  name: 'square', source: { ...from, export: 'square' }, style: 'positional',
  inputs: [{ name: 'x', optional: false, route: 'value', schema: { type: 'number' } }],
  output: { route: 'value', schema: { type: 'number' }, list: false },
});
export const save: Component<InputsOf<typeof source.save, { values: 0 }>, Awaited<ReturnType<typeof source.save>>> = component({
  name: 'save', source: { ...from, export: 'save' }, style: 'positional',
  inputs: [{ name: 'values', optional: false, route: 'value', schema: { type: 'array', items: { type: 'number' } } }],
  output: { route: 'file', schema: {}, list: false },
});
`;

const pipeline = `import { expr, forEach, input, pipeline } from '@tiphys/pipeline';
import { save, square } from './components.generated.ts';
const limit = 3;
export default pipeline('areas', { sides: input({ schema: { type: 'array', items: { type: 'number' } } }), unit: 'm' }, ({ sides, unit }) => {
  const areas = forEach(sides, (x) => square({ x }));
  return { areas, file: save({ values: areas }), many: expr([areas, limit], (all, most) => all.length > most), unit };
});
`;

/** The body of a test that compares two values with \`equal\`. */
const body = `
  const inputs = { sides: [1, 2] };
  await using mocked = await runPipeline(areas, { inputs, mocks: [mock(square, ({ x }) => x * 10), mock(save, () => ({ content: 'saved' }))] });
  equal(mocked.status, 'Succeeded');
  equal(mocked.outputs.areas, [10, 20]);
  equal(mocked.outputs.many, false);
  equal(readFileSync(mocked.outputs.file, 'utf8'), 'saved');
  await using real = await runPipeline(areas, { inputs });
  equal(real.outputs.areas, [2, 8]);
  equal(readFileSync(real.outputs.file, 'utf8'), '[2,8]');
  const clock = fakeClock('2026-01-01T00:00:00Z');
  await using broken = await runPipeline(areas, { inputs, mocks: [breakDown(square, { exitCode: 9 })], clock });
  equal(broken.status, 'Failed');
  equal(broken.calls(square).map(({ error }) => error), ['The test made square fail.', 'The test made square fail.']);
  await clock.advance('1h');
  let thrown;
  try { await runPipeline(areas, { inputs: { side: [] } as never }); } catch (error) { thrown = error; }
  equal(thrown.code, 'PIPELINE_TEST_UNKNOWN_INPUT');
  equal(thrown.location.file.replace(/.*\\//, ''), FILE);
`;

const imports = `import { readFileSync } from 'node:fs';
import { breakDown, fakeClock, mock, runPipeline } from '@tiphys/pipeline/testing';
import { save, square } from './components.generated.ts';
import areas from './pipeline.ts';
`;

const nodeTest = `${imports}import { deepEqual as equal } from 'node:assert/strict';
import { test } from 'node:test';
test('areas', async () => {${body}});
`;

const files = {
  'components.ts': components,
  'factor.ts': 'export const factor = 2;\n',
  'components.generated.ts': generated,
  'pipeline.ts': pipeline,
  'typed.test.ts': nodeTest.replace('let thrown;', 'let thrown: any;').replace('FILE', "'typed.test.ts'"),
  'plain.test.mjs': nodeTest.replace(' as never', '').replace('FILE', "'plain.test.mjs'"),
  'areas.spec.ts': `${imports}import { expect, test } from 'vitest';
const equal = (one: unknown, other: unknown) => expect(one).toEqual(other);
test('areas', async () => {${body.replace('let thrown;', 'let thrown: any;').replace('FILE', "'areas.spec.ts'")}});
`,
  'vitest.config.mjs': `export default {
  ssr: { resolve: { conditions: ['@tiphys/source', 'module', 'node', 'development|production'] } },
  test: { include: ['*.spec.ts'], server: { deps: process.env.EXTERNAL ? { external: [/packages/] } : {} } },
};
`,
};

describe('tests of pipelines', () => {
  let project: TemporaryProject;

  beforeAll(async () => {
    project = await createProject(files);
    await symlink(path.join(root, 'node_modules'), project.path('node_modules'));
  });

  afterAll(() => project[Symbol.asyncDispose]());

  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');

  test.for<{ title: string; words: readonly string[]; env?: Readonly<Record<string, string>>; want: RegExp }>(
    [
      { title: 'node:test in TypeScript', words: ['--test', 'typed.test.ts'], want: /^ℹ pass 1$/m },
      { title: 'node:test in JavaScript', words: ['--test', 'plain.test.mjs'], want: /^ℹ pass 1$/m },
      { title: 'vitest that transforms the packages', words: [vitest, 'run'], want: /Tests {2}1 passed/ },
      {
        title: 'vitest that loads the packages as they are',
        words: [vitest, 'run'],
        env: { EXTERNAL: '1' },
        want: /Tests {2}1 passed/,
      },
      {
        title: 'vitest in worker threads',
        words: [vitest, 'run', '--pool', 'threads'],
        want: /Tests {2}1 passed/,
      },
    ],
  )('run in $title', async ({ words, env = {}, want }) => {
    const inherited = Object.entries(process.env).filter(
      ([name]) => !/^(?:VITEST|NODE_ENV|NODE_TEST)/.test(name),
    );
    const options = {
      cwd: project.folder,
      env: {
        ...Object.fromEntries(inherited),
        NODE_OPTIONS: '--conditions=@tiphys/source',
        NO_COLOR: '1',
        ...env,
      },
    };
    const run = promisify(execFile)(process.execPath, words, options);
    const { stdout, stderr } = await run.catch((error: { stdout: string; stderr: string }) => error);
    expect(`${stdout}${stderr}`).toMatch(want);
  });
});
