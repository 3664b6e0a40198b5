import { readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { compareSchemas, plainDefinitions } from '@tiphys/migrate';
import { argoVersions } from '@tiphys/models/tables';
import { parseDefinitions } from '@tiphys/schema';
import { expect, test } from 'vitest';
import { runCli } from '../src/run-cli.ts';
import { loadVersion } from '../src/schema/schema-versions.ts';
import { fakeWorld } from './fake-world.ts';
import { runTiphys } from './run-tiphys.ts';
import { temporaryFolder } from './temporary-folder.ts';

const schemas = path.join(import.meta.dirname, '../../../schemas/argo');

test.for(argoVersions)('the tables of the models for %s agree with the stored schema', async (version) => {
  const file = path.join(schemas, version, 'definitions.json');
  const stored = plainDefinitions(parseDefinitions(readFileSync(file, 'utf8'), file));
  const { world } = fakeWorld({ cwd: '/' });
  expect(compareSchemas(stored, await loadVersion(version, world)).changes).toEqual([]);
});

test('changes are printed as text, Markdown and JSON, breaking ones first and with replacements', async () => {
  const print = async (...options: readonly string[]): Promise<string> => {
    const fake = fakeWorld({ cwd: '/' });
    expect(await runCli(['schema', 'diff', 'v3.7', '4.1.2', ...options], fake.world)).toBe(0);
    return fake.out();
  };
  const text = await print();
  expect(text.indexOf('Breaking changes')).toBeLessThan(text.indexOf('Other changes'));
  expect(text).toContain('CronWorkflowSpec.schedule: removed');
  expect(text).toContain('Write schedules with one element.');
  expect(await print('--markdown')).toContain('## Breaking changes');
  const json = JSON.parse(await print('--json')) as { readonly from: string; readonly changes: unknown };
  expect(json.from).toBe('v3.7');
  expect(json.changes).toContainEqual(
    expect.objectContaining({
      kind: 'removed',
      definition: 'Synchronization',
      field: 'mutex',
      breaking: true,
    }),
  );
});

const flow = `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: { name: c }
spec:
  schedule: "0 * * * *"
  workflowSpec:
    entrypoint: main
    unknownAnyway: 1
    templates:
      - name: main
        memoize: { key: k, cache: { configMap: { name: n, key: k } } }
        parallelism: 0
        dag: { tasks: [] }
`;
const script = `import type { CronWorkflowSpec } from '@tiphys/models/v3.7';

export const spec: CronWorkflowSpec = {
  schedule: '0 3 * * *',
  workflowSpec: { synchronization: { mutex: { name: 'm' } } },
};
`;

test('breaks are listed with file and line, and the exit code is 1', async () => {
  using folder = temporaryFolder({
    'package.json': '{ "type": "module" }',
    'tsconfig.json': JSON.stringify({
      compilerOptions: { strict: true, module: 'nodenext', customConditions: ['@tiphys/source'] },
    }),
    'flows/a.yaml': `${flow}---\napiVersion: v1\nkind: ConfigMap\ndata: { schedule: x }\n`,
    'flows/b.ts': script,
    'flows/fine.yaml': 'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec: { entrypoint: "{{x}}" }\n',
  });
  symlinkSync(
    path.join(import.meta.dirname, '../../../node_modules'),
    path.join(folder.path, 'node_modules'),
  );
  const words = ['schema', 'diff', 'v3.7', 'v4.1', '--workflows', 'flows'];
  const result = await runTiphys(words, { cwd: folder.path });
  expect(result.code).toBe(1);
  expect(result.out.slice(result.out.indexOf('6 places'))).toBe(
    `6 places break in 2 of 3 files:
  flows/a.yaml:5:3: spec.schedule: CronWorkflowSpec of Argo v4.1 has no such field. Write \`schedules\` with one element.
  flows/a.yaml:11:59: spec.workflowSpec.templates[0].memoize.cache.configMap.key: LocalObjectReference of Argo v4.1 has no such field. Remove \`key\` and \`optional\`; only the name of the ConfigMap is used.
  flows/a.yaml:12:9: spec.workflowSpec.templates[0].parallelism: must be at least 1
  flows/a.yaml:13:16: spec.workflowSpec.templates[0].dag.tasks: must have at least 1 element
  flows/b.ts:4:3: CronWorkflowSpec.schedule: CronWorkflowSpec of Argo v4.1 has no such field. Write \`schedules\` with one element.
  flows/b.ts:5:38: Synchronization.mutex: Synchronization of Argo v4.1 has no such field. Write \`mutexes\` with one element.
`,
  );
});

test('objects of other programs do not break, and a file that is linked is read once', async () => {
  using folder = temporaryFolder({
    'flows/other.yaml': flow.replace('argoproj.io/v1alpha1', 'example.com/v1'),
    'flows/a.yaml': `apiVersion: v1\nkind: List\nitems:\n- ${flow.trim().replaceAll('\n', '\n  ')}\n`,
  });
  symlinkSync('../flows', path.join(folder.path, 'flows/again'));
  const fake = fakeWorld({ cwd: folder.path });
  expect(await runCli(['schema', 'diff', 'v3.7', 'v4.1', '--workflows', 'flows', '--json'], fake.world)).toBe(
    1,
  );
  const { files, breaks } = JSON.parse(fake.out());
  expect(files).toBe(1);
  expect(breaks).toHaveLength(4);
  expect(breaks[0]).toMatchObject({ file: 'flows/a.yaml', line: 8, path: 'items[0].spec.schedule' });
});

test('TypeScript breaks in literals, arguments and reads of models that the user generated', async () => {
  using folder = temporaryFolder({
    'package.json': '{ "type": "module" }',
    'argo/index.ts': `// Generated by @tiphys/codegen from Argo.\nexport interface Synchronization { readonly mutex?: Mutex; readonly semaphore?: unknown }\nexport interface Mutex { readonly name?: string }\n`,
    'flows/locks.ts': [
      "import type { Mutex, Synchronization } from '../argo/index.ts';",
      "export const locks: Synchronization[] = ['a'].map((name) => ({ mutex: { name } }));",
      'export const names = locks.map(({ mutex }) => mutex);',
      'export const first: Mutex | undefined = locks[0]?.mutex;',
      "export const own = { mutex: 'mine' }.mutex;",
      '',
    ].join('\n'),
  });
  const fake = fakeWorld({ cwd: folder.path });
  expect(await runCli(['schema', 'diff', 'v3.7', 'v4.1', '--workflows', '.', '--json'], fake.world)).toBe(1);
  const { files, breaks } = JSON.parse(fake.out());
  expect(files).toBe(1);
  expect(breaks).toMatchObject([
    { line: 2, column: 64, path: 'Synchronization.mutex' },
    { line: 3, column: 35, path: 'Synchronization.mutex' },
    { line: 4, column: 51, path: 'Synchronization.mutex' },
  ]);
});

test('standard input is checked, and Markdown shows paths unescaped', async () => {
  const { world, out } = fakeWorld({ cwd: '/', input: flow });
  const words = ['schema', 'diff', 'v3.7', 'v4.1', '--workflows', '-', '--markdown'];
  expect(await runCli(words, world)).toBe(1);
  expect(out()).toContain(
    '- \\<stdin\\>:12:9: spec.workflowSpec.templates\\[0\\].parallelism: must be at least 1\n',
  );
});

test('nothing is listed if nothing breaks', async () => {
  using folder = temporaryFolder({ 'a.yaml': flow });
  const fake = fakeWorld({ cwd: folder.path });
  expect(await runCli(['schema', 'diff', 'v3.6', 'v3.7', '--workflows', 'a.yaml'], fake.world)).toBe(0);
  expect(fake.out()).toContain('Nothing breaks in 1 file.');
});

test.for([
  { title: 'an unknown version', words: ['v3.4'], code: 'CLI_UNKNOWN_VERSION' },
  { title: 'three versions', words: ['v3.5', 'v3.6', 'v3.7'], code: 'CLI_EXTRA_ARGUMENT' },
  { title: 'two formats', words: ['v3.5', '--json', '--markdown'], code: 'CLI_CONFLICTING_OPTIONS' },
  { title: 'no version', words: [], code: 'CLI_MISSING_ARGUMENT' },
  { title: 'missing workflows', words: ['v3.5', '--workflows', 'x'], code: 'CLI_FILE_MISSING' },
  { title: 'a file that is not a schema', words: ['a.json'], code: 'SCHEMA_' },
])('rejects $title', async ({ words, code }) => {
  using folder = temporaryFolder({ 'a.json': '{"a": 1}' });
  const fake = fakeWorld({ cwd: folder.path });
  expect(await runCli(['schema', 'diff', ...words], fake.world)).toBe(2);
  expect(fake.err()).toContain(code);
});

test.for([
  { words: ['schema', 'diff', 'v3.7', 'v4.1', '--workflows', '.'], done: 'checked' },
  { words: ['convert', '.'], done: 'converted' },
])('$words.0 warns about a file whose models are not installed', async ({ words, done }) => {
  using folder = temporaryFolder({
    'w.ts':
      "import type { Synchronization } from '@tiphys/models';\nexport const s: Synchronization = { mutex: { name: 'm' } };\n",
    'a.yaml': flow.replace('kind: Workflow', 'kind: WorkflowTemplate'),
  });
  const fake = fakeWorld({ cwd: folder.path });
  await runCli(words, fake.world);
  expect(fake.err()).toContain(
    `warning: w.ts imports @tiphys/models, which is not installed, so it was not ${done}. Install it with npm.`,
  );
});
