import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test, vi } from 'vitest';
import { loadPipelineModule } from '../src/load.ts';
import { createProject } from './temporary-project.ts';

const fixtures = join(import.meta.dirname, 'fixtures/components');

test('returns pipelines, objects, and the schemas that generate has written', async () => {
  const { pipelines, inputSchemas, file } = await loadPipelineModule('pipeline.ts', { directory: fixtures });
  expect(file).toBe(join(fixtures, 'pipeline.ts'));
  expect([...pipelines].map(([name, one]) => [name, one.name])).toEqual([['default', 'drawing']]);
  expect(inputSchemas).toEqual({ default: { count: { type: 'number' } } });
});

const object = "{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', metadata: { name: 'w' }, spec: {} }";

test('lists the default export first, and the elements of lists one by one', async () => {
  await using project = await createProject({
    'wf.ts': `export const a = ${object}; export const b = [${object}, 1]; export const n = 5; export default ${object};`,
  });
  const { objects, pipelines } = await loadPipelineModule(project.path('wf.ts'));
  expect([...objects.keys()]).toEqual(['default', 'a', 'b[0]']);
  expect(pipelines.size).toBe(0);
});

test('a default list of exports sets their order, and each is listed once under its own name', async () => {
  await using project = await createProject({
    'wf.ts': `export const a = ${object}; export const b = ${object}; const c = ${object}; export default [b, c, a];`,
  });
  const { objects } = await loadPipelineModule(project.path('wf.ts'));
  expect([...objects.keys()]).toEqual(['b', 'default[1]', 'a']);
});

const places = (format: 'module' | 'commonjs') => ({
  'package.json': JSON.stringify({ type: format }),
  'tsconfig.json': '{"compilerOptions":{"paths":{"#lib/*":["./lib/*"]}}}',
  'lib/place.ts': `import { named } from 'dep';
import { sep } from 'node:path';
import both from 'esm';
enum Colour { Red = 'red' }
export const place = { url: import.meta.url, folder: import.meta.dirname, file: import.meta.filename, dep: named + sep + both + Colour.Red };`,
  'flow.ts': `import { place } from '#lib/place.ts';
import { legacy } from './legacy.cjs';
export default { apiVersion: 'v1', kind: 'ConfigMap', data: place, url: import.meta.url, legacy };`,
  'legacy.cjs': "exports.legacy = [__filename, require('dep').named];",
  'node_modules/dep/package.json': '{"main":"main.js"}',
  'node_modules/dep/main.js': "exports.named = 'dep' + __filename.slice(-7);",
  'node_modules/esm/package.json': '{"type":"module","exports":"./main.js"}',
  'node_modules/esm/main.js': 'export default import.meta.url.slice(-7);',
});

test.for(['module', 'commonjs'] as const)(
  'every module of a folder of type %s sees its own place',
  async (format) => {
    await using project = await createProject(places(format));
    const { objects } = await loadPipelineModule(project.path('flow.ts'));
    expect(objects.get('default')).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      data: {
        url: `file://${project.path('lib/place.ts')}`,
        folder: project.path('lib'),
        file: project.path('lib/place.ts'),
        dep: 'depmain.js/main.jsred',
      },
      url: `file://${project.path('flow.ts')}`,
      legacy: [project.path('legacy.cjs'), 'depmain.js'],
    });
  },
);

test.for([
  {
    title: 'a syntax error',
    text: '\nexport default {;\n',
    code: 'PIPELINE_LOAD_FAILED',
    want: ':2:17: Expected identifier but found ";"\n  export default {;',
    line: 2,
  },
  {
    title: 'a missing import',
    text: "import './nowhere.ts';",
    code: 'PIPELINE_LOAD_FAILED',
    want: ':1:8: Could not resolve "./nowhere.ts"',
    line: 1,
  },
  {
    title: 'a missing package',
    text: "import 'nowhere';",
    code: 'PIPELINE_LOAD_FAILED',
    want: ':1:8: Could not resolve "nowhere"',
    line: 1,
  },
  {
    title: 'no pipeline',
    text: 'export const f = 1;',
    code: 'PIPELINE_NOTHING_EXPORTED',
    want: 'exports no pipeline. It exports: f.',
    line: 1,
  },
  { title: 'nothing', text: '', code: 'PIPELINE_NOTHING_EXPORTED', want: 'It exports nothing.', line: 1 },
])('says where there is $title', async ({ text, code, want, line }) => {
  await using project = await createProject({ 'pipeline.ts': text, 'temporary/.keep': '' });
  vi.stubEnv('TMPDIR', project.path('temporary'));
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  await expect(loadPipelineModule(project.path('pipeline.ts'))).rejects.toMatchObject({
    code,
    message: expect.stringContaining(want),
    location: { file: project.path('pipeline.ts'), line },
  });
  expect(await readdir(project.path('temporary'))).toEqual(['.keep']);
});

test('modules that Tiphys did not generate are used as they are, whatever they are called', async () => {
  await using project = await createProject({
    'pipeline.ts': `import { a } from './a.generated.js';
import { b } from './b.generated';
import { c } from './c.generated.ts';
import d from './d.generated.json';
export default { apiVersion: 'v1', kind: 'ConfigMap', data: { a, b, c, ...d } };`,
    'a.generated.js': 'export const a = 1;',
    'b.generated/index.ts': 'export const b = 2;',
    'c.generated.ts': '// by hand\nexport const c = 3;',
    'd.generated.json': '{ "d": 4 }',
  });
  const { objects } = await loadPipelineModule(project.path('pipeline.ts'));
  expect(objects.get('default')).toMatchObject({ data: { a: 1, b: 2, c: 3, d: 4 } });
});

test.for([
  {
    title: 'two sources',
    files: { 'x.yaml': '', 'x.ts': '' },
    says: 'could be generated from x.ts and x.yaml',
  },
  { title: 'no source', files: {}, says: 'there is no x.ts to generate it from' },
])('a missing generated module, with $title', async ({ files, says }) => {
  await using project = await createProject({
    ...files,
    'pipeline.ts': "\nexport * from './x.generated.ts';",
  });
  await expect(loadPipelineModule(project.path('pipeline.ts'))).rejects.toMatchObject({
    code: 'PIPELINE_LOAD_FAILED',
    message: expect.stringContaining(says) as string,
    location: { file: project.path('pipeline.ts'), line: 2 },
  });
});

test('reports a missing file', async () => {
  await expect(loadPipelineModule('nowhere/pipeline.ts')).rejects.toMatchObject({
    code: 'PIPELINE_FILE_MISSING',
  });
});

/** Runs a module in a process of its own: in this one the test runner has its own way with stacks. */
async function runModule(text: string): Promise<string> {
  const flags = ['--conditions=@tiphys/source', '--input-type=module', '--eval', text];
  return (await promisify(execFile)(process.execPath, flags, { cwd: import.meta.dirname })).stdout;
}

test('an exception of a module names its line, also that of a module it imports', async () => {
  await using project = await createProject({
    'pipeline.ts':
      "import type { X } from 'x';\nimport { start } from './start.ts';\nexport default start() as X;",
    'start.ts':
      "export interface Y { readonly y: 1 }\n\nexport function start(): unknown {\n  throw new RangeError('no start');\n}",
  });
  const stdout = await runModule(`const { loadPipelineModule } = await import('@tiphys/pipeline/load');
await loadPipelineModule(${JSON.stringify(project.path('pipeline.ts'))}).catch(({ code, message }) => console.log(code, message));`);
  const place = `${project.path('start.ts')}:4:9`;
  expect(stdout).toBe(
    `PIPELINE_LOAD_FAILED ${place}: The module threw an exception while it was loaded.\n  RangeError: no start\n`,
  );
});

test('a pipeline and its loader are of one instance, and errors thrown later name the source', async () => {
  await using project = await createProject({
    'pipeline.ts': `import * as own from '@tiphys/pipeline';
export default { apiVersion: 'v1', kind: 'Probe', own, fail(): never {
  throw new Error('later');
} };`,
  });
  const probe = `const { loadPipelineModule } = await import('@tiphys/pipeline/load');
const own = await import('@tiphys/pipeline');
const { objects } = await loadPipelineModule(${JSON.stringify(project.path('pipeline.ts'))});
const probe = objects.get('default');
console.log(probe.own === own);
try { probe.fail(); } catch (error) { console.log(error.stack.split('\\n')[1].trim()); }`;
  expect(await runModule(probe)).toBe(`true\nat Object.fail (${project.path('pipeline.ts')}:3:9)\n`);
});
