import { mkdirSync } from 'node:fs';
import type { Workflow } from '@tiphys/models';
import { expect, test } from 'vitest';
import { compilePipeline, createBundler } from '../src/compile.ts';
import { component, inImage, pipeline, type Settings } from '../src/index.ts';
import { describeComponent, runScript } from './run-component.ts';
import { createProject, type TemporaryProject } from './temporary-project.ts';

const square =
  'export function square(x: number): number {\n  return x * x;\n}\nexport const fails = (): never => {\n  throw new Error("no");\n};\n';
const native = {
  'node_modules/fast/package.json': '{"name":"fast","main":"fast.js"}',
  'node_modules/fast/fast.js': 'exports.twice = (x) => x + x;',
};

interface Configured {
  (input: { readonly x: unknown }): never;
  with(settings: Settings): Configured;
}

/** Compiles a pipeline that calls a function with each of the settings. Returns the scripts, complete, and the images. */
async function compileCalls(
  project: TemporaryProject,
  name: string,
  settings: readonly Settings[],
  local = false,
) {
  const described = describeComponent(project.folder, name, [{ name: 'x', schema: { type: 'number' } }]);
  const called = component(described) as unknown as Configured;
  const calls = pipeline('calls', { x: 3 }, ({ x }) => {
    for (const one of settings) called.with(one)({ x });
  });
  const { manifest } = await compilePipeline(calls, { bundler: createBundler({ local }) });
  const { templates = [], arguments: given } = (manifest as Workflow).spec;
  const values = new Map(given?.parameters?.map((one) => [one.name, String(one.value)]));
  return templates.flatMap(({ script }) => {
    if (script === undefined) return [];
    const { source: short = '' } = script;
    const source = short.replace(
      /\{\{workflow\.parameters\.(.+?)\}\}/g,
      (_, parameter) => values.get(parameter) ?? '',
    );
    return [{ image: script.image, short, source }];
  });
}

test.for(['components.ts', 'components.js'])(
  'a task imports its function from %s in the image',
  async (built) => {
    await using project = await createProject({ 'components.ts': square });
    await using image = await createProject({
      'package.json': '{"type":"module"}',
      [built]: `${square.replaceAll(/: (number|never)/g, '')}\nconsole.log('loaded from ${built}');\n`,
    });
    const code = inImage('app:1', { path: image.folder as `/${string}` });
    const [task] = await compileCalls(project, 'square', [{ code, image: 'node:22' }]);
    expect(task?.image).toBe('app:1');
    expect(task?.short).not.toContain('x * x');
    expect(task?.short.length ?? 0).toBeLessThan(900);
    expect(await runScript(project.folder, task?.source ?? '', { inputs: ['4'] })).toEqual({
      code: 0,
      stdout: `loaded from ${built}\n`,
      stderr: '',
      output: '16',
    });
    const [failing] = await compileCalls(project, 'fails', [{ code }]);
    const { stderr } = await runScript(project.folder, failing?.source ?? '', { inputs: ['4'] });
    expect(stderr).toContain('PIPELINE_FUNCTION_FAILED: fails failed at ');
    expect(stderr).toContain(`${image.folder}/${built}:5`);
  },
);

test('code in an image is not bundled, and is on this machine', async () => {
  await using project = await createProject({
    'components.ts': "import { twice } from 'nowhere';\nexport const square = (x: number) => twice(x);\n",
  });
  const code = inImage('app:1');
  expect(await compileCalls(project, 'square', [{ code }])).toHaveLength(1);
  await expect(compileCalls(project, 'square', [{ code }, {}])).rejects.toMatchObject({
    code: 'PIPELINE_BUNDLE_FAILED',
  });
  await using other = await createProject({ 'components.ts': square });
  const [task] = await compileCalls(other, 'square', [{ code }], true);
  expect(await runScript(other.folder, task?.source ?? '', { inputs: ['4'] })).toMatchObject({
    output: '16',
  });
});

test.for([false, true])('packages that the image has are not bundled (local: %s)', async (local) => {
  await using project = await createProject({
    ...native,
    'components.ts': "import { twice } from 'fast';\nexport const square = (x: number) => twice(x);\n",
  });
  const [task] = await compileCalls(project, 'square', [{ external: ['fast'] }], local);
  expect(task?.short).toContain('require("fast")');
  const place = project.path('elsewhere');
  mkdirSync(place);
  // The runner starts tasks in the folder of this test, where the package is not installed.
  const { code } = await runScript(place, task?.source ?? '', { inputs: ['4'] });
  expect(code).toBe(local ? 0 : 1);
});

test.for([
  { given: () => inImage('App Image'), want: '"image" of inImage must be an image reference' },
  {
    given: () => inImage('app:1', { path: 'app' as '/app' }),
    want: '"path" of inImage must be an absolute path',
  },
  { given: () => inImage('app:1', { folder: '/app' } as object), want: 'folder' },
])('refuses: $want', ({ given, want }) => {
  expect(given).toThrow(expect.objectContaining({ message: expect.stringContaining(want) }));
});
