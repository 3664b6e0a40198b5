import { copyFileSync, cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectFolder } from './project-folder.ts';
import { type CommandResult, runLine, runTiphys } from './run-tiphys.ts';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';

const project: Readonly<Record<string, string>> = {
  'tsconfig.json': '{ "compilerOptions": {} }\n',
  'types.ts': "export type { Count } from './count.ts';\n",
  'count.ts': 'export type Count = number;\n',
  'components.ts': `import type { Count } from './types.ts';

/**
 * Lists numbers.
 *
 * @param n How many
 * of them there are.
 */
export function list(n: Count): number[] {
  return Array.from({ length: Number(n) }, (_, index) => index);
}
`,
  'lib/steps.ts': 'export const double = (x: number): number => x * 2;\n',
  'lib/templates.yaml': `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: { name: lib }
spec:
  templates:
    - name: hello
      inputs: { parameters: [{ name: who }] }
      container: { image: alpine }
`,
  'pipeline.ts': `import { pipeline } from '@tiphys/pipeline';
import { list } from './components.generated.ts';
import { hello } from './lib/templates.generated.ts';
import { double } from './lib/steps.generated.ts';

export default pipeline('numbers', {}, () => {
  hello({ who: 'you' });
  double({ x: 2 });
  return { numbers: list({ n: 3 }) };
});
`,
};

let generated: TemporaryFolder;
beforeAll(async () => {
  generated = await projectFolder(project);
  await runTiphys(['generate', 'lib/steps.ts', 'lib/templates.yaml'], { cwd: generated.path });
}, 60_000);
afterAll(() => generated[Symbol.dispose]());

/** Creates a copy of the project with its generated modules. */
function createProject(): TemporaryFolder {
  const folder = temporaryFolder();
  cpSync(generated.path, folder.path, { recursive: true, verbatimSymlinks: true });
  return folder;
}

function compile(folder: TemporaryFolder, words: readonly string[] = [], CI = ''): Promise<CommandResult> {
  return runTiphys(['compile', 'pipeline.ts', ...words], { cwd: folder.path, env: { CI } });
}

function edit(folder: TemporaryFolder, name: string, change: (text: string) => string): void {
  const file = path.join(folder.path, name);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

const regenerated = (name: string, source: string): string =>
  `Regenerated ${name} because ${source}${source.endsWith('.yaml') ? '' : ' or a module that it imports'} has changed\n`;
const withoutHash = (text: string): string => text.replace(/^\/\/ Inputs: .*\n/m, '');

const changes: readonly {
  readonly title: string;
  readonly file: string;
  readonly change: (text: string) => string;
  /** The output on standard error. */
  readonly err: string;
  /** The module that is stale. */
  readonly stale?: string;
}[] = [
  {
    title: 'a signature',
    file: 'components.ts',
    change: (text) => text.replace('(n: Count)', '(n: Count, from = 0)'),
    err: regenerated('components.generated.ts', 'components.ts'),
    stale: 'components.generated.ts',
  },
  {
    title: 'a type of a module that is imported through another',
    file: 'count.ts',
    change: () => 'export type Count = number | string;\n',
    err: regenerated('components.generated.ts', 'components.ts'),
    stale: 'components.generated.ts',
  },
  {
    title: 'a function in another folder',
    file: 'lib/steps.ts',
    change: (text) => text.replace('(x: number)', '(x: number, by = 2)'),
    err: regenerated('lib/steps.generated.ts', 'lib/steps.ts'),
    stale: 'steps.generated.ts',
  },
  {
    title: 'a template in YAML',
    file: 'lib/templates.yaml',
    change: (text) => text.replace('{ name: who }', '{ name: who }, { name: tone, value: loud }'),
    err: regenerated('lib/templates.generated.ts', 'lib/templates.yaml'),
    stale: 'templates.generated.ts',
  },
  {
    title: 'a function body, which only changes the hash',
    file: 'components.ts',
    change: (text) => text.replace('=> index)', '=> index + 1)'),
    err: '',
  },
  {
    title: 'an option of tsconfig.json that only changes the hash',
    file: 'tsconfig.json',
    change: (text) => text.replace('{}', '{ /* new */ "exactOptionalPropertyTypes": true, }'),
    err: '',
  },
  {
    title: 'a module of an older version without a hash',
    file: 'components.generated.ts',
    change: withoutHash,
    err: '',
  },
  {
    title: 'a module of an older version without a hash, for another signature',
    file: 'components.generated.ts',
    change: (text) => withoutHash(text).replaceAll('list', 'enumerate'),
    err: regenerated('components.generated.ts', 'components.ts'),
    stale: 'components.generated.ts',
  },
  {
    title: 'the hash, which a merge duplicated',
    file: 'components.generated.ts',
    change: (text) => `${text}=======\n// Inputs: {"hash":"0"}\n>>>>>>> theirs\n`,
    err: regenerated('components.generated.ts', 'components.ts'),
    stale: 'components.generated.ts',
  },
  {
    title: 'the hash, which was damaged',
    file: 'components.generated.ts',
    change: (text) => text.replace(/^\/\/ Inputs: .*$/m, '// Inputs: {"hash":1}'),
    err: '',
  },
  {
    title: 'options of tsconfig.json that no signature depends on',
    file: 'tsconfig.json',
    change: (text) => text.replace('{}', '{ "outDir": "out" }'),
    err: '',
  },
  {
    title: 'a package',
    file: 'package.json',
    change: () => '{ "type": "module", "version": "2.0.0" }\n',
    err: '',
  },
];

describe('generated modules are checked against their sources when a pipeline is used', () => {
  test.for(changes)('$title', async ({ file, change, err, stale }) => {
    using folder = createProject();
    edit(folder, file, change);
    const frozen = await compile(folder, ['--frozen']);
    if (stale === undefined) expect(frozen).toMatchObject({ code: 0, err: '' });
    else {
      expect(frozen).toMatchObject({ code: 2, out: '' });
      expect(frozen.err).toContain('PIPELINE_GENERATED_STALE');
      expect(frozen.err).toMatch(new RegExp(`${stale} is stale: .*Run \`tiphys generate [\\w./]+\``));
    }
    expect(await compile(folder)).toMatchObject({ code: 0, err });
  });

  test('a regenerated module is up to date', async () => {
    using folder = createProject();
    for (const { file, change } of changes.slice(0, 5)) edit(folder, file, change);
    expect((await compile(folder)).code).toBe(0);
    expect(await compile(folder, ['--frozen'])).toMatchObject({ code: 0, err: '' });
    const check = await runLine(folder, 'generate --check');
    expect(check).toMatchObject({ code: 0, err: '' });
  });

  test('line endings and byte order marks make no difference', async () => {
    using folder = createProject();
    const files = [...Object.keys(project), 'components.generated.ts', 'lib/templates.generated.ts'];
    for (const file of files) edit(folder, file, (text) => `\uFEFF${text.replaceAll('\n', '\r\n')}`);
    expect(await compile(folder, ['--frozen'])).toMatchObject({ code: 0, err: '' });
    const check = await runLine(folder, 'generate --check');
    expect(check).toMatchObject({ code: 0, err: '' });
  });
});

const changeList = (folder: TemporaryFolder): void =>
  edit(folder, 'components.ts', (text) => text.replace('(n: Count)', '(n: Count, from = 0)'));

test.for([
  { title: 'compile', words: ['compile', 'pipeline.ts'] },
  { title: 'lint', words: ['lint', 'pipeline.ts'] },
  { title: 'run', words: ['run', 'pipeline.ts', '--image', 'alpine=true'] },
])('$title regenerates a stale module and uses it', async ({ words }) => {
  using folder = createProject();
  changeList(folder);
  const result = await runTiphys(words, { cwd: folder.path, env: { CI: '' } });
  expect(result.err).toContain(regenerated('components.generated.ts', 'components.ts'));
  expect(readFileSync(path.join(folder.path, 'components.generated.ts'), 'utf8')).toContain("'from'");
});

test.for([
  { CI: 'true', refused: true },
  { CI: 'false', refused: false },
])('if CI is "$CI", a stale module is an error: $refused', async ({ CI, refused }) => {
  using folder = createProject();
  changeList(folder);
  const before = readFileSync(path.join(folder.path, 'components.generated.ts'), 'utf8');
  expect((await compile(folder, [], CI)).code).toBe(refused ? 2 : 0);
  expect(readFileSync(path.join(folder.path, 'components.generated.ts'), 'utf8') === before).toBe(refused);
});

test.for([
  { title: 'without a suffix', specifier: './components.generated' },
  { title: 'with the extension of the compiled file', specifier: './components.generated.js' },
  { title: 'by the paths of tsconfig.json', specifier: '#steps/components.generated.ts' },
])('a missing module is generated: an import $title', async ({ specifier }) => {
  using folder = await projectFolder({
    'tsconfig.json': '{ "compilerOptions": { "paths": { "#steps/*": ["./*"] } } }\n',
    'numbers.ts': `import { pipeline } from '@tiphys/pipeline';
import { list } from '${specifier}';
export default pipeline('numbers', {}, () => ({ numbers: list({ n: 3 }) }));
`,
  });
  rmSync(path.join(folder.path, 'components.generated.ts'));
  const run = (words: readonly string[]): Promise<CommandResult> =>
    runTiphys(['compile', 'numbers.ts', ...words], { cwd: folder.path, env: { CI: '' } });
  const frozen = await run(['--frozen']);
  expect(frozen.code).toBe(2);
  expect(frozen.err).toContain('PIPELINE_GENERATED_MISSING numbers.ts:2:');
  expect(frozen.err).toContain('Run `tiphys generate components.ts`');
  expect(await run([])).toMatchObject({
    code: 0,
    err: 'Generated components.generated.ts from components.ts\n',
  });
  expect(await run([])).toMatchObject({ code: 0, err: '' });
});

test.for([
  {
    title: 'a source that no longer has signatures',
    change: (folder: TemporaryFolder) =>
      edit(folder, 'components.ts', (text) => text.replace('(n: Count)', '(n: Count, at: Date, to: Date)')),
    says: ['Input "at" of list has type Date', 'Input "to" of list has type Date'],
  },
  {
    title: 'a source that no longer parses',
    change: (folder: TemporaryFolder) => edit(folder, 'components.ts', (text) => text.replace('{', '{{')),
    says: ['SIGNATURE_SYNTAX components.ts:'],
  },
  {
    title: 'YAML that is no longer valid',
    change: (folder: TemporaryFolder) =>
      edit(folder, 'lib/templates.yaml', (text) => text.replace('name: who', 'name: [')),
    says: ['lib/templates.yaml:7:'],
  },
  {
    title: 'an import without a source',
    change: (folder: TemporaryFolder) =>
      edit(folder, 'pipeline.ts', (text) => text.replace('./lib/', './moved/')),
    says: ['./moved/templates.generated.ts does not exist: there is no templates.ts to generate it from'],
  },
])('$title is reported, and the old module is not used', async ({ change, says }) => {
  using folder = createProject();
  const before = readFileSync(path.join(folder.path, 'components.generated.ts'), 'utf8');
  change(folder);
  const result = await runTiphys(['run', 'pipeline.ts'], { cwd: folder.path, env: { CI: '' } });
  expect(result).toMatchObject({ code: 2, out: '' });
  for (const text of says) expect(result.err).toContain(text);
  expect(readFileSync(path.join(folder.path, 'components.generated.ts'), 'utf8')).toBe(before);
});

test('a generated module whose source was renamed, and a copy of one, are errors', async () => {
  using folder = createProject();
  const place = (name: string): string => path.join(folder.path, name);
  copyFileSync(place('components.generated.ts'), place('copy.generated.ts'));
  edit(folder, 'pipeline.ts', (text) => text.replace('./components.', './copy.'));
  expect(await compile(folder)).toMatchObject({
    code: 2,
    err: expect.stringContaining('PIPELINE_GENERATED_FROM_ANOTHER'),
  });
  edit(folder, 'pipeline.ts', (text) => text.replace('./copy.', './components.'));
  renameSync(place('components.ts'), place('steps.ts'));
  expect(await compile(folder)).toMatchObject({
    code: 2,
    err: expect.stringContaining('PIPELINE_FILE_MISSING'),
  });
});

test('the TypeScript compiler is not loaded if nothing has changed', async () => {
  using folder = createProject();
  const hook = `import { registerHooks } from 'node:module';
registerHooks({ resolve: (name, context, next) => {
  if (/ts-morph|^typescript$/.test(name)) throw new Error('loaded ' + name);
  return next(name, context);
} });
`;
  writeFileSync(path.join(folder.path, 'hook.mjs'), hook);
  const env = { CI: '', NODE_OPTIONS: `--import=${path.join(folder.path, 'hook.mjs')}` };
  const run = (): Promise<CommandResult> => runTiphys(['compile', 'pipeline.ts'], { cwd: folder.path, env });
  expect(await run()).toMatchObject({ code: 0, err: '' });
  changeList(folder);
  expect((await run()).err).toContain('loaded ts-morph');
});

test('generate --watch regenerates when a type in another module changes', async () => {
  using folder = createProject();
  const module = path.join(folder.path, 'components.generated.ts');
  let changed = false;
  const result = await runTiphys(['generate', 'components.ts', '--watch'], {
    cwd: folder.path,
    onOutput: (err, kill) => {
      if (changed || !err.includes('Watching')) return;
      changed = true;
      setTimeout(() => edit(folder, 'count.ts', (text) => text.replace('number', 'number | string')), 300);
      const poll = setInterval(() => {
        if (!readFileSync(module, 'utf8').includes("'string'")) return;
        clearInterval(poll);
        kill('SIGINT');
      }, 50);
    },
  });
  expect(result).toMatchObject({
    code: 130,
    out: expect.stringContaining('Wrote components.generated.ts') as string,
  });
  expect(await compile(folder, ['--frozen'])).toMatchObject({ code: 0, err: '' });
});

test('processes that generate the same module at the same time leave a complete one', async () => {
  using folder = createProject();
  changeList(folder);
  const results = await Promise.all([1, 2, 3].map(() => compile(folder)));
  expect(results.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(await compile(folder, ['--frozen'])).toMatchObject({ code: 0, err: '' });
  expect(readdirSync(folder.path).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});
