import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../src/run-cli.ts';
import { fakeWorld } from './fake-world.ts';
import { projectFiles } from './project-files.ts';
import { projectFolder } from './project-folder.ts';
import { runLine, runTiphys } from './run-tiphys.ts';

interface Mistake {
  readonly title: string;
  readonly words: readonly string[];
  /** Files written after the project was generated. */
  readonly files?: Readonly<Record<string, string>>;
  readonly code: number;
  readonly says: readonly (string | RegExp)[];
}

const syntaxError =
  "import { pipeline } from '@tiphys/pipeline';\nexport default pipeline('x', {}, () => {\n  const = 1;\n});\n";
const throwing =
  "import { pipeline } from '@tiphys/pipeline';\n\nthrow new Error('not today');\nexport default pipeline('x', {}, () => {});\n";

const countless = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: seq}
spec:
  entrypoint: main
  templates:
  - name: main
    steps: [[{name: p, template: p, withSequence: {count: "1000000000"}}]]
  - {name: p, container: {image: a, command: ["true"]}}
`;

const mistakes: readonly Mistake[] = [
  ...['generate', 'compile', 'run', 'lint'].map((command) => ({
    title: `${command}: the file is missing`,
    words: [command, 'nothing.ts'],
    code: 2,
    says: ['CLI_FILE_MISSING', 'nothing.ts'],
  })),
  ...['run', 'compile'].map((command) => ({
    title: `${command}: the YAML cannot be read`,
    words: [command, 'bad.yaml'],
    files: { 'bad.yaml': 'apiVersion: argoproj.io/v1alpha1\nkind: [Workflow\n' },
    code: 2,
    says: ['YAML_SYNTAX', /bad\.yaml:\d+:\d+/],
  })),
  {
    title: 'run: the loops exceed the maximum of iterations',
    words: ['run', 'count.yaml'],
    files: { 'count.yaml': countless },
    code: 2,
    says: [
      'ENGINE_TOO_MANY_ITERATIONS',
      '"p" has 1000000000 iterations',
      'local run is 10000',
      '--max-iterations',
    ],
  },
  {
    title: 'run: --max-iterations is not a number',
    words: ['run', 'count.yaml', '--max-iterations', 'all'],
    files: { 'count.yaml': countless },
    code: 2,
    says: ['CLI_OPTION_VALUE', '--max-iterations must be a positive integer, not "all"'],
  },
  {
    title: 'lint: the YAML cannot be read',
    words: ['lint', 'bad.yaml'],
    files: { 'bad.yaml': 'a: [b\n' },
    code: 1,
    says: [/bad\.yaml:\d+:\d+/],
  },
  {
    title: 'lint: the file is not a manifest',
    words: ['lint', 'notes.txt'],
    files: { 'notes.txt': 'hello' },
    code: 2,
    says: ['CLI_FILE_KIND'],
  },
  {
    title: 'lint: nothing to lint',
    words: ['lint', 'empty'],
    files: { 'empty/readme.md': '' },
    code: 1,
    says: ['Nothing to lint', 'empty'],
  },
  ...['compile', 'run', 'lint'].map((command) => ({
    title: `${command}: a syntax error in the TypeScript`,
    words: [command, 'broken.ts'],
    files: { 'broken.ts': syntaxError },
    code: 2,
    says: ['PIPELINE_LOAD_FAILED', 'broken.ts:3:'],
  })),
  {
    title: 'generate: a syntax error in the TypeScript',
    words: ['generate', 'broken.ts'],
    files: { 'broken.ts': 'export function f( {\n' },
    code: 2,
    says: ['SIGNATURE_', /broken\.ts:\d+:\d+/],
  },
  {
    title: 'compile: the module throws',
    words: ['compile', 'throws.ts'],
    files: { 'throws.ts': throwing },
    code: 2,
    says: ['PIPELINE_LOAD_FAILED', 'not today', 'throws.ts:3'],
  },
  {
    title: 'compile: the file has no pipeline',
    words: ['compile', 'empty.ts'],
    files: { 'empty.ts': 'export const a = 1;\n' },
    code: 2,
    says: ['PIPELINE_NOTHING_EXPORTED'],
  },
  ...['compile', 'run', 'lint'].map((command) => ({
    title: `${command}: an unknown option`,
    words: [command, 'options.ts'],
    files: {
      'options.ts':
        "import { pipeline } from '@tiphys/pipeline';\nimport { print } from './components.generated.ts';\n\nexport default pipeline('x', {}, () => {\n  print({ value: 1 }, { retires: 3 });\n});\n",
    },
    code: 2,
    says: ['PIPELINE_UNKNOWN_OPTION', 'options.ts:5:3', 'Did you mean "retry"?'],
  })),
  ...['run', 'compile'].map((command) => ({
    title: `${command}: several pipelines and no default export`,
    words: [command, 'several.ts'],
    files: {
      'several.ts':
        "import { pipeline } from '@tiphys/pipeline';\nexport const one = pipeline('one', {}, () => {});\nexport const two = pipeline('two', {}, () => {});\n",
    },
    code: 2,
    says: ['CLI_SEVERAL_PIPELINES', 'one, two', '--export NAME'],
  })),
  {
    title: 'compile: a component that does not exist',
    words: ['compile', 'misspelt.ts'],
    files: {
      'misspelt.ts':
        "import { pipeline } from '@tiphys/pipeline';\nimport * as c from './components.generated.ts';\nexport default pipeline('p', {}, () => {\n  c.misspelt({});\n});\n",
    },
    code: 2,
    says: ['PIPELINE_LOAD_FAILED', 'misspelt.ts:4:5', 'misspelt', 'components.generated.ts'],
  },
  {
    title: 'compile: a name that the package does not export',
    words: ['compile', 'unknown.ts'],
    files: {
      'unknown.ts':
        "import {\n  all,\n  pipeline,\n} from '@tiphys/pipeline';\nexport default pipeline('p', {}, () => { all(); });\n",
    },
    code: 2,
    says: ['PIPELINE_LOAD_FAILED', 'unknown.ts:2:3', '"@tiphys/pipeline" has no export named "all".'],
  },
  {
    title: 'compile: a directory that is named like a module',
    words: ['compile', 'folder.ts'],
    files: { 'folder.ts/readme.md': '' },
    code: 2,
    says: ['CLI_FILE_KIND', 'folder.ts is a folder'],
  },
  {
    title: 'compile: a manifest without an object',
    words: ['compile', 'none.yaml'],
    files: { 'none.yaml': '# nothing\n' },
    code: 2,
    says: ['CLI_NOTHING_FOUND', 'none.yaml'],
  },
  {
    title: 'compile: an unknown export',
    words: ['compile', 'pipeline.ts', '--export', 'other'],
    code: 2,
    says: ['CLI_UNKNOWN_EXPORT', 'default'],
  },
  {
    title: 'run: an unknown parameter of a pipeline',
    words: ['run', 'pipeline.ts', '-p', 'm=1'],
    code: 2,
    says: ['CLI_UNKNOWN_PARAMETER', 'n'],
  },
  {
    title: 'run: an unknown parameter of a workflow',
    words: ['run', 'workflow.yaml', '-p', 'whoo=1'],
    code: 2,
    says: ['CLI_UNKNOWN_PARAMETER', 'Did you mean who?'],
  },
  ...['run', 'compile'].map((command) => ({
    title: `${command}: a parameter of the wrong type`,
    words: [command, 'pipeline.ts', '-p', 'n=abc'],
    code: 2,
    says: [/PIPELINE_INPUT_\w+/, 'abc'],
  })),
  {
    title: 'run: several workflows in a file',
    words: ['run', 'two.yaml'],
    files: { 'two.yaml': `${projectFiles['workflow.yaml']}---\n${projectFiles['workflow.yaml']}` },
    code: 2,
    says: ['CLI_SEVERAL_WORKFLOWS'],
  },
  {
    title: 'run: nothing to run',
    words: ['run', 'map.yaml'],
    files: { 'map.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n' },
    code: 2,
    says: ['CLI_NO_WORKFLOW', 'ConfigMap'],
  },
  {
    title: 'run: a template that cannot run here',
    words: ['run', 'unknown.yaml'],
    files: {
      'unknown.yaml': (projectFiles['workflow.yaml'] ?? '')
        .replace('command', 'args')
        .replace('alpine', 'registry.example/none:1'),
    },
    code: 2,
    says: ['ENGINE_', 'registry.example/none:1'],
  },
  {
    title: 'generate: a type that has no JSON',
    words: ['generate', 'date.ts'],
    files: { 'date.ts': 'export function f(at: Date): void {}\n' },
    code: 2,
    says: ['SIGNATURE_', /date\.ts:1:\d+/, 'Date'],
  },
  {
    title: 'init: the folder is a file',
    words: ['init', 'workflow.yaml'],
    code: 2,
    says: ['CLI_FILE_KIND'],
  },
  {
    title: 'schema import: no version',
    words: ['schema', 'import', 'workflow.yaml'],
    code: 2,
    says: ['CLI_MISSING_ARGUMENT', '--argo'],
  },
  {
    title: 'schema import: garbage',
    words: ['schema', 'import', 'schema.json', '--argo', '4.1.2'],
    files: { 'schema.json': '{"definitions": 5' },
    code: 2,
    says: ['SCHEMA_', 'schema.json'],
  },
];

describe('invalid input is reported with a code and a location, and no file is changed:', () => {
  test.for(mistakes)('$title', async ({ words, files = {}, code, says }) => {
    using folder = await projectFolder();
    for (const [name, text] of Object.entries(files)) {
      const { mkdirSync } = await import('node:fs');
      mkdirSync(path.dirname(path.join(folder.path, name)), { recursive: true });
      writeFileSync(path.join(folder.path, name), text);
    }
    const before = readdirSync(folder.path, { recursive: false });
    const result = await runTiphys(words, { cwd: folder.path });
    const printed = result.out + result.err;
    for (const part of says)
      expect(printed).toMatch(
        part instanceof RegExp ? part : new RegExp(part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')),
      );
    expect(result.code).toBe(code);
    expect(printed).not.toMatch(/^\s+at .+\(.+:\d+:\d+\)$/m);
    expect(readdirSync(folder.path).filter((name) => name !== '.tiphys')).toEqual(before);
  });
});

test('compile: a file of the user is not overwritten', async () => {
  using folder = await projectFolder({ 'pipe.yaml': 'mine: true\n' });
  const result = await runLine(folder, 'compile pipeline.ts -o pipe.yaml');
  expect(result).toMatchObject({ code: 2, err: expect.stringContaining('CLI_OUTPUT_EXISTS') });
  expect(readFileSync(path.join(folder.path, 'pipe.yaml'), 'utf8')).toBe('mine: true\n');
});

test('generate: a file that Tiphys did not write is not overwritten', async () => {
  using folder = await projectFolder();
  writeFileSync(path.join(folder.path, 'components.generated.ts'), 'export const mine = 1;\n');
  const result = await runLine(folder, 'generate components.ts');
  expect(result).toMatchObject({ code: 2, err: expect.stringContaining('PIPELINE_FILE_NOT_GENERATED') });
  expect(readFileSync(path.join(folder.path, 'components.generated.ts'), 'utf8')).toBe(
    'export const mine = 1;\n',
  );
});

test.for([
  { code: 'ENOSPC', says: 'no space is left on the device' },
  { code: 'EACCES', says: 'permission denied' },
])('compile: $code while writing leaves the old file unchanged', async ({ code, says }) => {
  using folder = await projectFolder({ 'pipe.yaml': '# Generated by Tiphys from pipeline.ts.\nold: true\n' });
  const write = async (): Promise<void> => {
    throw Object.assign(new Error(code), { code });
  };
  const fake = fakeWorld({ cwd: folder.path, operations: { write } });
  expect(await runCli(['compile', 'workflow.yaml', '-o', 'pipe.yaml'], fake.world)).toBe(2);
  expect(fake.err()).toContain('CLI_WRITE_FAILED');
  expect(fake.err()).toContain(says);
  expect(readFileSync(path.join(folder.path, 'pipe.yaml'), 'utf8')).toContain('old: true');
});

test.for([
  { code: 'EACCES', says: ['CLI_FILE_UNREADABLE', 'permission denied'] },
  { code: 'EISDIR', says: ['CLI_FILE_KIND', 'is a folder'] },
])('run: $code while reading is explained', async ({ code, says }) => {
  using folder = await projectFolder();
  const read = async (): Promise<Uint8Array> => {
    throw Object.assign(new Error(code), { code });
  };
  const fake = fakeWorld({ cwd: folder.path, operations: { read } });
  expect(await runCli(['run', 'workflow.yaml'], fake.world)).toBe(2);
  for (const part of says) expect(fake.err()).toContain(part);
});

test.skipIf(process.getuid?.() === 0)(
  'run: a store without write permission is explained (skipped for root, who may write anywhere)',
  async () => {
    using folder = await projectFolder();
    chmodSync(folder.path, 0o555);
    const result = await runLine(folder, 'run workflow.yaml');
    expect(result).toMatchObject({ code: 2, err: expect.stringContaining('ENGINE_WRITE_FAILED') });
    expect(existsSync(path.join(folder.path, '.tiphys'))).toBe(false);
  },
);
