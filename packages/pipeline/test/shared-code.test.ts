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

test('functions that are packed together load their own modules only', async () => {
  await using project = await createProject({
    'components.ts': "export { double } from './double.ts';\nexport { fails } from './fails.ts';\n",
    'double.ts':
      "import { shared } from './shared.ts';\nconsole.log('double loads');\nexport const double = (n: number) => n * shared;\n",
    'fails.ts':
      "import { shared } from './shared.ts';\nconsole.log('fails loads');\n\nexport function fails(n: number): never {\n  throw new Error(n * shared + '{{');\n}\n",
    'shared.ts': "console.log('shared loads');\nexport const shared = 2;\n",
  });
  const n = [{ name: 'n', schema: number }];
  const inFile = (name: string) => ({
    ...describeComponent(project.folder, name, n),
    source: { ...describeComponent(project.folder, name).source, file: `./${name}.ts` },
  });
  const [double, fails] = [inFile('double'), inFile('fails')];
  const bundler = createBundler();
  const shared = await bundler.bundleTogether?.([double, fails]);
  const run = (one: ComponentDescriptor, input: string) => {
    const { packed = '', key } = shared?.get(one) ?? {};
    return runScript(project.folder, bundler.loaderFor(one, packed, key), { inputs: [input] });
  };
  expect(shared?.get(double)?.packed).toBe(shared?.get(fails)?.packed);
  expect(await run(double, '4')).toEqual({
    code: 0,
    stdout: 'shared loads\ndouble loads\n',
    stderr: '',
    output: '8',
  });
  expect(await run(double, '"4"')).toMatchObject({
    code: 1,
    stdout: '',
    stderr: 'PIPELINE_INPUT_INVALID: Input "n" of double: n must be number, got "4".\n',
  });
  expect(await run(fails, '4')).toMatchObject({
    code: 1,
    stdout: 'shared loads\nfails loads\n',
    stderr: 'PIPELINE_FUNCTION_FAILED: fails failed at fails.ts:5.\nError: 8{{\n    at fails (fails.ts:5)\n',
  });
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
      (script?.source ?? '').replace(/\{\{workflow\.parameters\.(.+?)\}\}/, (_, parameter) =>
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
  const scripts = scriptsOf(manifest as Workflow);
  const sizes = orders.map((name) => [name, (scripts.get(name)?.length ?? 0) > 16_384]);
  expect(Object.fromEntries(sizes)).toEqual({
    load: true,
    tax: false,
    check: true,
    label: false,
    double: false,
    say: false,
  });
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
  // A template that another workflow calls would see the parameters of that one.
  const template = compilePipeline(chain(project.folder, orders, 'WorkflowTemplate'), {
    bundler: createBundler(),
  });
  await expect(template).rejects.toMatchObject({
    code: 'PIPELINE_CODE_TOO_LARGE',
    message: expect.stringMatching(
      /Their largest parts \(before packing\): zod \d+ KiB, .*In a WorkflowTemplate, each function/,
    ),
  });
});

test('150 small functions fit into an object, and 20 are still readable', async () => {
  const names = Array.from({ length: 150 }, (_, index) => `f${index}`);
  const functions = names.map(
    (name, index) =>
      `export function ${name}(n: number): number {\n  const twice = n * 2;\n  const more = twice + ${index};\n  return more;\n}\n`,
  );
  await using project = await createProject({ 'components.ts': functions.join('') });
  const compileFirst = async (count: number): Promise<Workflow> => {
    const { manifest } = await compilePipeline(chain(project.folder, names.slice(0, count)), {
      bundler: createBundler(),
    });
    return manifest as Workflow;
  };
  const large = await compileFirst(150);
  expect(JSON.stringify(large).length).toBeLessThan(300_000);
  const script = scriptsOf(large).get('f149') ?? '';
  expect(await runScript(project.folder, script, { inputs: ['3'] })).toMatchObject({ output: '155' });
  const small = await compileFirst(20);
  expect(small.spec.arguments?.parameters).toHaveLength(1);
  expect(scriptsOf(small).get('f7')).toContain('const more = twice + 7;');
});
