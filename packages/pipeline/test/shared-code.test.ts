import { symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Workflow, WorkflowTemplate } from '@tiphys/models';
import { expect, test } from 'vitest';
import { compilePipeline, createBundler } from '../src/compile.ts';
import { component, pipeline } from '../src/index.ts';
import type { ComponentDescriptor } from '../src/ir/component/component-descriptor.ts';
import { describeComponent, runScript } from './run-component.ts';
import { createProject, type TemporaryProject } from './temporary-project.ts';

const number = { type: 'number' };

test('functions load the modules that they import, in the order of JavaScript, once', async () => {
  const large = `export const table = [${'1,'.repeat(3000)}];\n`;
  await using project = await createProject({
    'components.ts':
      "import './setup.ts';\nimport { table } from './table.ts';\nimport { shared } from './shared.ts';\nconsole.log('components load');\nexport const double = (n: number) => n * shared + table.length;\nexport function fails(n: number): never {\n  throw new Error(n * shared + '{{' + table.length);\n}\nexport const pulls = () => pull();\nimport { pull } from './table.ts';\n",
    'setup.ts': `console.log('setup loads');\n${large}`,
    'shared.ts': `console.log('shared loads');\nexport const shared = 2;\n${large}`,
    'table.ts': `import { fetchAll } from 'pack';\n${large}export function pull(): number {\n  return fetchAll();\n}\n`,
    'node_modules/pack/package.json': '{"name":"pack","main":"index.js","type":"module","sideEffects":false}',
    'node_modules/pack/index.js': "export function fetchAll() {\n  throw new Error('from a package');\n}\n",
  });
  const n = [{ name: 'n', schema: number }];
  const components = ['double', 'fails'].map((name) => describeComponent(project.folder, name, n));
  const all = [...components, describeComponent(project.folder, 'pulls')];
  const codes = await createBundler().bundle(all);
  const run = (one: ComponentDescriptor | undefined, ...inputs: readonly string[]) => {
    const { parts = [], sourceWith } = (one && codes.get(one)?.shared) ?? {};
    const source = sourceWith?.(parts.map(({ text }) => text)) ?? '';
    expect(source).not.toContain('{{');
    return runScript(project.folder, source, { inputs });
  };
  const [double, fails, pulls] = all;
  const loads = 'setup loads\nshared loads\ncomponents load\n';
  expect(await run(double, '4')).toEqual({ code: 0, stdout: loads, stderr: '', output: '3008' });
  expect(await run(double, '"4"')).toMatchObject({
    code: 1,
    stdout: '',
    stderr: 'PIPELINE_INPUT_INVALID: Input "n" of double: n must be number, got "4".\n',
  });
  expect(await run(fails, '4')).toMatchObject({
    code: 1,
    stdout: loads,
    stderr:
      'PIPELINE_FUNCTION_FAILED: fails failed at components.ts:7.\nError: 8{{3000\n    at fails (components.ts:7)\n    at main (components.ts:7)\n'.replace(
        '    at main (components.ts:7)\n',
        '',
      ),
  });
  expect((await run(pulls)).stderr).toBe(
    'PIPELINE_FUNCTION_FAILED: pulls failed at table.ts:4.\nError: from a package\n    at fetchAll (node_modules/pack/index.js)\n    at pull (table.ts:4)\n    at pulls (components.ts:9)\n',
  );
});

/** A project in which zod can be imported. */
async function zodProject(functions: string): Promise<TemporaryProject> {
  const project = await createProject({
    'components.ts': `import { z } from 'zod';\n\nconst Order = z.object({ id: z.string(), amount: z.number() });\ntype Order = z.infer<typeof Order>;\n${functions}`,
    'node_modules/readme.md': '',
  });
  symlinkSync(
    fileURLToPath(new URL('.', import.meta.resolve('zod/package.json'))),
    project.path('node_modules/zod'),
  );
  return project;
}

type Step = (input: { readonly x: unknown }) => unknown;

/** A pipeline that calls functions one after the other. */
function chain(folder: string, names: readonly string[], kind: 'Workflow' | 'WorkflowTemplate' = 'Workflow') {
  return pipeline(
    'chain',
    { x: 'given' },
    ({ x }) => {
      let last: unknown = x;
      for (const name of names)
        last = (component(describeComponent(folder, name, [{ name: 'x' }])) as unknown as Step)({ x: last });
      return { last: last as never };
    },
    { kind },
  );
}

function scriptsOf({ spec }: Workflow | WorkflowTemplate): ReadonlyMap<string, string> {
  const values = new Map((spec.arguments?.parameters ?? []).map(({ name, value }) => [name, value ?? '']));
  return new Map(
    (spec.templates ?? []).map(({ name = '', script }) => [
      name,
      (script?.source ?? '').replace(/\{\{workflow\.parameters\.(.+?)\}\}/g, (_, parameter) =>
        String(values.get(parameter)),
      ),
    ]),
  );
}

const orders = ['load', 'tax', 'check', 'label', 'double', 'say'];

test('six functions of a file only include the package of a schema if they use it', async () => {
  await using project = await zodProject(`
export function load(text: string): Order { return Order.parse(JSON.parse(text)); }
export function tax(order: Order): number { return order.amount * 0.2; }
export function check(order: Order): boolean { return Order.safeParse(order).success; }
export function label(order: Order): string { return order.id; }
export function double(n: number): number { return n * 2; }
export function say(text: string): void { console.log(text); }
`);
  const { manifest } = await compilePipeline(chain(project.folder, orders), { bundler: createBundler() });
  expect(JSON.stringify(manifest).length).toBeLessThan(400_000);
  const { templates = [], arguments: given } = (manifest as Workflow).spec;
  const users = templates
    .filter(({ script }) => script?.source?.includes('tiphys-code-'))
    .map(({ name }) => name);
  expect(users.sort()).toEqual(['check', 'load']);
  expect(given?.parameters?.map(({ name }) => name)).toEqual(['x', 'tiphys-runtime', 'tiphys-code-1']);
});

test('six functions that all use a package share one copy of it', async () => {
  await using project = await zodProject(`
export function load(text: string): Order { return Order.parse(JSON.parse(text)); }
export function tax(order: Order): number { return Order.parse(order).amount * 0.2; }
export function check(order: Order): boolean { return Order.safeParse(order).success; }
export function label(order: Order): string { return Order.parse(order).id; }
export function double(n: number): number { return z.number().parse(n) * 2; }
export function say(text: string): void { console.log(z.string().parse(text)); }
`);
  const { manifest } = await compilePipeline(chain(project.folder, orders), { bundler: createBundler() });
  expect(JSON.stringify(manifest).length).toBeLessThan(250_000);
  const scripts = scriptsOf(manifest as Workflow);
  const run = (name: string, input: unknown) =>
    runScript(project.folder, scripts.get(name) ?? '', { inputs: [JSON.stringify(input)] });
  const order = { id: 'a', amount: 5 };
  expect(await run('load', '{"id":"a","amount":5}')).toMatchObject({
    code: 0,
    output: '{"id":"a","amount":5}',
  });
  expect(await run('tax', order)).toMatchObject({ code: 0, output: '1' });
  expect(await run('check', { id: 1 })).toMatchObject({ code: 0, output: 'false' });
  expect(await run('label', order)).toMatchObject({ code: 0, output: '"a"' });
  expect(await run('double', 4)).toMatchObject({ code: 0, output: '8' });
  expect(await run('double', 'x')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/components\.ts:10/),
  });
  // A template that another workflow calls would see the parameters of that one, so each has its own copy.
  const template = await compilePipeline(chain(project.folder, orders, 'WorkflowTemplate'), {
    bundler: createBundler(),
  });
  expect(JSON.stringify(template.manifest).length).toBeLessThan(900_000);
  const alone = scriptsOf(template.manifest as WorkflowTemplate).get('check') ?? '';
  expect(await runScript(project.folder, alone, { inputs: ['{"id":1}'] })).toMatchObject({ output: 'false' });
});

test.for([
  { count: 1, bytes: 8000 },
  { count: 40, bytes: 70_000 },
  { count: 150, bytes: 240_000 },
])('$count small functions are readable and fit into $bytes bytes', async ({ count, bytes }) => {
  const names = Array.from({ length: count }, (_, index) => `f${index}`);
  const functions = names.map(
    (name, index) =>
      `export function ${name}(n: number): number {\n  const twice = n * 2;\n  const more = twice + ${index};\n  return more;\n}\n`,
  );
  await using project = await createProject({ 'components.ts': functions.join('') });
  const { manifest } = await compilePipeline(chain(project.folder, names), { bundler: createBundler() });
  expect(JSON.stringify(manifest).length).toBeLessThan(bytes);
  const { templates = [], arguments: given } = (manifest as Workflow).spec;
  expect(given?.parameters?.map(({ name }) => name)).toEqual(['x', 'tiphys-runtime']);
  const source = templates.find(({ name }) => name === `f${count - 1}`)?.script?.source ?? '';
  const own = (functions.at(-1) ?? '').replace(/: number/g, '').replace('export ', '');
  expect(source).toContain(own);
  expect(source.length - own.length).toBeLessThan(512);
  const script = scriptsOf(manifest as Workflow).get(`f${count - 1}`) ?? '';
  expect(await runScript(project.folder, script, { inputs: ['3'] })).toMatchObject({
    output: `${count + 5}`,
  });
});
