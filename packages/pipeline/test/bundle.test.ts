import { execFile } from 'node:child_process';
import { cpSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createBundler } from '../src/code/create-bundler.ts';
import { describeComponent as descriptor, runScript, unpackScript } from './run-component.ts';
import { createProject } from './temporary-project.ts';

const square = {
  'components.ts': 'export async function square(x: number): Promise<number> {\n  return x * x;\n}\n',
};
const x = [{ name: 'x', schema: { type: 'number' } }];

test('a trivial component is a short script that shows its function first', async () => {
  await using project = await createProject(square);
  const component = descriptor(project.folder, 'square', x);
  const source = (await createBundler().bundle([component])).get(component)?.alone() ?? '';
  expect(source.length).toBeLessThan(5300);
  expect(source.split('\n').slice(0, 6).join('\n')).toBe(`// square of components.ts, bundled by Tiphys
const main = (runTask, require) => {
// components.ts
async function square(x) {
  return x * x;
}`);
  expect(Math.max(...source.split('\n').map(({ length }) => length))).toBeLessThan(200);
});

test('the same source has the same bundle in any folder', async () => {
  const files = {
    ...square,
    'node_modules/dep/index.js': 'export const one = 1;',
    'deep/package.json': '{}',
  };
  await using project = await createProject(files);
  cpSync(project.path('components.ts'), project.path('deep/components.ts'));
  const codes = await Promise.all(
    [project.folder, project.path('deep')].map(async (folder) => {
      const component = descriptor(folder, 'square', [
        { name: 'x', schema: { type: 'string', pattern: '^a', enum: ['a', { b: 1 }] } },
      ]);
      return (await createBundler().bundle([component])).get(component)?.alone() ?? '';
    }),
  );
  expect(codes[0]).toEqual(codes[1]);
  expect(unpackScript(codes[0] ?? '')).not.toContain(project.folder);
});

const forms = [
  { title: 'readable, as CommonJS', type: 'commonjs', readableBytes: 1e6 },
  { title: 'readable, as ES module', type: 'module', readableBytes: 1e6 },
  { title: 'packed, as CommonJS', type: 'commonjs', readableBytes: 0 },
  { title: 'packed, as ES module', type: 'module', readableBytes: 0 },
  { title: 'with shared parts, as CommonJS', type: 'commonjs', readableBytes: 1e6, together: true },
  { title: 'with shared parts, as ES module', type: 'module', readableBytes: 1e6, together: true },
];

test.for(forms)(
  'runs $title, with packages, tsconfig paths and modules of node',
  async ({ type, readableBytes, together = false }) => {
    await using project = await createProject({
      'components.ts': `import { basename } from 'node:path';
import { twice } from 'dep';
import { brace } from '#lib/brace.ts';
import data from './data.json' with { type: 'json' };
export async function all(x: number) {
  const { EOL } = await import('node:os');
  if (x > 9) throw new RangeError(brace);
  return [basename('/a/b'), twice(x), brace, data.d, EOL, typeof import.meta.url, __dirname === import.meta.dirname];
}`,
      'lib/brace.ts': "export const brace: string = '{{workflow.name}}';",
      'data.json': '{"d":"{{d}}"}',
      'tsconfig.json': '{"compilerOptions":{"paths":{"#lib/*":["./lib/*"]}}}',
      'node_modules/dep/package.json': '{"main":"dep.js"}',
      'node_modules/dep/dep.js': "const { sep } = require('path');\nexports.twice = (x) => x + x + sep;",
    });
    const component = descriptor(project.folder, 'all', x);
    const code = (await createBundler().bundle([component], { readableBytes })).get(component);
    const texts = code?.shared?.parts.map(({ text }) => text) ?? [];
    const source = (together ? code?.shared?.sourceWith(texts) : code?.alone()) ?? '';
    expect(source).not.toContain('{{');
    expect(source.includes('basename')).toBe(readableBytes > 0);
    await using place = await createProject({ 'package.json': JSON.stringify({ type }) });
    const outcome = await runScript(place.folder, source, { inputs: ['4'] });
    expect(outcome.stderr).toBe('');
    expect(JSON.parse(outcome.output ?? '')).toEqual([
      'b',
      '8/',
      '{{workflow.name}}',
      '{{d}}',
      '\n',
      'string',
      true,
    ]);
    const failed = await runScript(place.folder, source, { inputs: ['10'] });
    expect(failed.stderr).toContain(
      'all failed at components.ts:7.\nRangeError: {{workflow.name}}\n    at all (components.ts:7)',
    );
  },
);

test('code that several templates share is loaded from a parameter', async () => {
  await using project = await createProject(square);
  const component = descriptor(project.folder, 'square', x);
  const { shared } = (await createBundler().bundle([component])).get(component) ?? {};
  const template = shared?.sourceWith(['{{workflow.parameters.code}}']) ?? '';
  expect(template.match(/\{\{/g)).toHaveLength(1);
  expect(template.length).toBeLessThan(square['components.ts'].length + 500);
  const [runtime] = shared?.parts ?? [];
  const source = template.replace('{{workflow.parameters.code}}', runtime?.text ?? '');
  expect(await runScript(project.folder, source, { inputs: ['5'] })).toMatchObject({ code: 0, output: '25' });
});

test.for([
  { title: 'numbers', given: { type: 'number' }, list: false, atMost: 5150 },
  { title: 'choices', given: { enum: ['a', 'b'] }, list: false, atMost: 5550 },
  {
    title: 'lists of objects',
    given: { type: 'array', items: { type: 'object', properties: { a: { type: 'string' } } } },
    list: true,
    atMost: 6000,
  },
])('a function of $title carries only the code that reads and checks its inputs', async (row) => {
  await using project = await createProject(square);
  const component = descriptor(project.folder, 'square', [{ name: 'x', schema: row.given }]);
  const output = { route: 'value' as const, schema: row.given, list: row.list };
  const code = (await createBundler().bundle([{ ...component, output }])).values().next().value;
  expect((code?.alone() ?? '').length - square['components.ts'].length).toBeLessThan(row.atMost);
});

test('an error while a module loads names its line too', async () => {
  await using project = await createProject({
    'components.ts': "import './broken.ts';\nexport const fine = (): number => 1;",
    'broken.ts': "\nfunction start(): never {\n  throw new Error('no start');\n}\nstart();",
  });
  const component = descriptor(project.folder, 'fine');
  const source = (await createBundler().bundle([component])).get(component)?.alone() ?? '';
  const { stderr, code } = await runScript(project.folder, source);
  expect(code).toBe(1);
  expect(stderr).toContain(
    'fine failed at broken.ts:3.\nError: no start\n    at start (broken.ts:3)\n    at main (broken.ts:5)',
  );
});

test.for([
  {
    source: "import 'nowhere';\nexport const f = 1;",
    want: 'components.ts:1:8: Could not resolve "nowhere"',
    line: 1,
  },
  {
    source: 'export const f = await Promise.resolve(1);',
    want: 'components.ts:1:18: Top-level await is not supported in components',
    line: 1,
  },
  {
    source: "\nimport addon from './addon.node';\nexport const f = addon;",
    want: 'components.ts:2:19: No loader is configured for ".node" files',
    line: 2,
  },
  { source: 'export const f = ;', want: 'components.ts:1:18: Unexpected ";"', line: 1 },
])('refuses code that cannot be bundled: $want', async ({ source, want, line }) => {
  await using project = await createProject({ 'components.ts': source, 'addon.node': '' });
  const failure = createBundler().bundle([descriptor(project.folder, 'f')]);
  await expect(failure).rejects.toMatchObject({
    code: 'PIPELINE_BUNDLE_FAILED',
    message: expect.stringContaining(want),
    location:
      line === undefined
        ? expect.anything()
        : { file: project.path('components.ts'), line, column: expect.any(Number) },
  });
});

test.for([
  { name: 'gone', problem: 'does not export gone' },
  { name: 'square', problem: 'does not exist', file: './other.ts' },
])(
  'advises to generate again when the source $problem',
  async ({ name, problem, file = './components.ts' }) => {
    await using project = await createProject(square);
    const component = descriptor(project.folder, name);
    const moved = { ...component, source: { ...component.source, file } };
    await expect(createBundler().bundle([moved])).rejects.toMatchObject({
      code: 'PIPELINE_BUNDLE_FAILED',
      message: `${project.path(file)} ${problem}, but the component ${name} was generated from it. Run \`tiphys generate ${file.slice(2)}\`.`,
    });
  },
);

test('nothing heavy is loaded before it is needed', async () => {
  const text = `import { createRequire } from 'node:module';
await Promise.all(['', '/generate', '/load'].map((entry) => import('@tiphys/pipeline' + entry)));
console.log(Object.keys(createRequire(import.meta.url).cache).filter((name) => /esbuild|ajv|acorn|ts-morph/.test(name)).length);`;
  const flags = ['--conditions=@tiphys/source', '--input-type=module', '--eval', text];
  const { stdout } = await promisify(execFile)(process.execPath, flags, { cwd: import.meta.dirname });
  expect(stdout).toBe('0\n');
});
