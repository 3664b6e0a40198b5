import { expect, test } from 'vitest';
import { createBundler } from '../src/code/create-bundler.ts';
import { describeComponent, runScript, unpackScript } from './run-component.ts';
import { createProject } from './temporary-project.ts';

const packages = {
  'node_modules/pure/package.json': '{"name":"pure","main":"index.js","type":"module","sideEffects":false}',
  'node_modules/pure/index.js':
    "export const make = (...given) => ({ given, text: 'BODY OF PURE', add: (one) => make(...given, one), list: () => make(...given) });\nexport class Thing { constructor() { this.text = 'BODY OF PURE'; } }\nexport const pure = { make, Thing };\n",
  'node_modules/effects/package.json': '{"name":"effects","main":"index.js","type":"module"}',
  'node_modules/effects/index.js':
    "export const make = (x) => { console.log('BODY OF EFFECTS'); return x; };\n",
  'own.ts':
    "import { make, pure } from 'pure';\nexport const base = make('base');\nexport const helper = (x: string) => make(x);\nexport function told(x: string) { console.log('told'); return make(x); }\nconst inner = pure.make(base);\nexport { inner as renamed };\n",
};

interface Case {
  readonly module: string;
  /** Whether the function, which uses none of it, carries the package. */
  readonly carried: boolean;
  readonly text?: string;
}

const pureText = 'BODY OF PURE';
const cases: readonly Case[] = [
  { module: "import { make } from 'pure'; const x = make(1);", carried: false },
  { module: "import { make } from 'pure'; export const x = make(1).add(2).list();", carried: false },
  {
    module: "import { pure } from 'pure'; let x = pure.make({ a: pure.make(), b: ['1' + 1] });",
    carried: false,
  },
  {
    module: "import * as p from 'pure'; const x = new p.Thing(), y = p['make'](() => p.make());",
    carried: false,
  },
  {
    module: "import { make } from 'pure'; const a = make(1); const b = a.add(make(2)); const c = b.given;",
    carried: false,
  },
  {
    module: "import { make } from 'pure'; const own = (x: number) => make(x); const x = make(own(1));",
    carried: false,
  },
  {
    module: "import { make } from 'pure'; const x = own(1); function own(x: number) { return make(x); }",
    carried: false,
  },
  {
    module:
      "import { base, renamed, helper } from './own.ts'; const x = base.add(helper('x')), y = renamed.list();",
    carried: false,
  },
  { module: "import { make } from 'pure'; const x = make(1) satisfies unknown;", carried: false },
  // What has an effect that others may see.
  { module: "import { make } from 'pure'; make(1);", carried: true },
  { module: "import { make } from 'pure'; const x = make(1); x.add(2);", carried: true },
  { module: "import { make } from 'pure'; const x = make(console.log('said'));", carried: true },
  { module: "import { make } from 'pure'; let n = 0; const x = make(n++);", carried: true },
  {
    module:
      "import { make } from 'pure'; const own = (x: number) => { console.log('said'); return make(x); }; const x = make(own(1));",
    carried: true,
  },
  { module: "import { told } from './own.ts'; const x = told('x');", carried: true },
  {
    module: "import { make } from 'pure'; const x = make(1); export const y = globalThis.own?.(x);",
    carried: true,
  },
  { module: "import { make } from 'effects'; const x = make(1);", carried: true, text: 'BODY OF EFFECTS' },
  // What the function uses.
  {
    module:
      "import { make } from 'pure'; const x = make(1); export const g = () => x;\nexport { g as used };",
    carried: true,
  },
];

test.for(cases)('carried is $carried: $module', async ({ module, carried, text = pureText }) => {
  const isUsed = module.includes('as used');
  await using project = await createProject({
    ...packages,
    'components.ts': `${module}\nexport function f(n: number) { return ${isUsed ? 'g() && n' : 'n'} + 1; }\n`,
  });
  const component = describeComponent(project.folder, 'f', [{ name: 'n', schema: { type: 'number' } }]);
  const source = (await createBundler().bundle([component])).get(component)?.alone() ?? '';
  expect(unpackScript(source).includes(text)).toBe(carried);
  expect(await runScript(project.folder, source, { inputs: ['1'] })).toMatchObject({ code: 0, output: '2' });
});

test.for([
  {
    title: 'a decorator',
    code: 'const log = (value: unknown) => value as never;\n@log class Used { n = 1 }\n',
  },
  {
    title: 'a resource',
    code: 'export const g = () => { using x = { [Symbol.dispose]() {} }; return x; };\n',
  },
  { title: 'an enum', code: 'enum Used { n = 1 }\nexport const kind = Used.n;\n' },
  {
    title: 'JSX',
    code: 'const React = { createElement: (...given: unknown[]) => given };\nexport const g = () => <a/>;\n',
    file: 'components.tsx',
  },
])('$title beside such a value does not matter', async ({ code, file = 'components.ts' }) => {
  await using project = await createProject({
    ...packages,
    [file]: `import { make } from 'pure';\nconst x = make(1);\n${code}export const f = (n: number) => n + 1;\n`,
  });
  const described = describeComponent(project.folder, 'f', [{ name: 'n' }]);
  const component = { ...described, source: { ...described.source, file: `./${file}` } };
  const source = (await createBundler().bundle([component])).get(component)?.alone() ?? '';
  expect(unpackScript(source)).not.toContain(pureText);
  expect(await runScript(project.folder, source, { inputs: ['1'] })).toMatchObject({ code: 0, output: '2' });
});

test('a used value is kept unchanged, and an error in it names its line', async () => {
  await using project = await createProject({
    ...packages,
    'components.ts': `import { make, Thing } from 'pure';
const first = make('a');
const second = first
  .add('b')
  .add(new Thing().text.missing.field);
export const f = () => first.given;
export const g = () => second.given;
`,
  });
  const [f, g] = ['f', 'g'].map((name) => describeComponent(project.folder, name));
  if (f === undefined || g === undefined) throw new Error('unreachable');
  const codes = await createBundler().bundle([f, g]);
  expect(await runScript(project.folder, codes.get(f)?.alone() ?? '')).toMatchObject({ output: '["a"]' });
  const { stderr } = await runScript(project.folder, codes.get(g)?.alone() ?? '');
  expect(stderr).toMatch(/^PIPELINE_FUNCTION_FAILED: g failed at components\.ts:[345]\.\nTypeError: /);
});
