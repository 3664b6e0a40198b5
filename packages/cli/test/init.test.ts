import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { STARTER_FILES } from '../src/starter/starter-files.ts';
import { runLine, runTiphys } from './run-tiphys.ts';
import { temporaryFolder } from './temporary-folder.ts';

interface Manifest {
  readonly name: string;
  readonly type?: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const npm = { npm_config_user_agent: 'npm/11.0.0 node/v24.0.0 linux x64' };

test('a new project has scripts, and bounded version ranges', async () => {
  using folder = temporaryFolder();
  const { code, out } = await runTiphys(['init', 'My Flows'], { cwd: folder.path, env: npm });
  expect(code).toBe(0);
  const text = readFileSync(path.join(folder.path, 'My Flows/package.json'), 'utf8');
  const manifest = JSON.parse(text) as Manifest;
  expect(manifest).toMatchObject({ name: 'my-flows', type: 'module' });
  expect(Object.keys(manifest.scripts)).toEqual(['generate', 'compile', 'lint', 'run', 'check']);
  for (const range of Object.values({ ...manifest.dependencies, ...manifest.devDependencies }))
    expect(range).toMatch(/^\^\d|<\d/);
  const imported = STARTER_FILES.flatMap((file) => [...file.text.matchAll(/from '(@tiphys\/\w+)'/g)]);
  for (const [, name = ''] of imported) expect(manifest.dependencies).toHaveProperty([name]);
  expect(out).toContain(`Next:
  cd My Flows
  npm install
  npx tiphys generate `);
});

test.for([
  { title: 'npm', files: {}, env: npm, says: 'npx tiphys generate' },
  {
    title: 'pnpm, by its user agent',
    files: {},
    env: { npm_config_user_agent: 'pnpm/10.0.0 node/v24.0.0 linux x64' },
    says: 'pnpm tiphys generate',
  },
  {
    title: 'pnpm, by its lock file',
    files: { 'pnpm-lock.yaml': '' },
    env: npm,
    says: 'pnpm tiphys generate',
  },
])('the next steps are for $title', async ({ files, env, says }) => {
  using folder = temporaryFolder(files);
  const { out } = await runTiphys(['init'], { cwd: folder.path, env });
  expect(out).toContain(says);
});

test('an existing project keeps its files, scripts and versions, with advice about missing settings', async () => {
  const files = {
    'package.json': `{
\t"name": "mine",
\t"scripts": {
\t\t"lint": "eslint ."
\t},
\t"peerDependencies": {
\t\t"typescript": "5.8.3"
\t}
}
`,
    'components.ts': 'export const mine = (x: number): number => x;\n',
    'tsconfig.json': '{}\n',
    '.gitignore': 'dist/\n',
  };
  using folder = temporaryFolder(files);
  const { code, out } = await runTiphys(['init'], { cwd: folder.path, env: npm });
  const read = (name: string): string => readFileSync(path.join(folder.path, name), 'utf8');
  expect(code).toBe(0);
  for (const name of ['components.ts', 'tsconfig.json', '.gitignore'] as const)
    expect(read(name)).toBe(files[name]);
  const manifest = JSON.parse(read('package.json')) as Manifest;
  expect(manifest).toMatchObject({
    name: 'mine',
    scripts: { lint: 'eslint .', generate: 'tiphys generate' },
    peerDependencies: { typescript: '5.8.3' },
  });
  expect(manifest).not.toHaveProperty('type');
  expect(manifest.devDependencies).not.toHaveProperty('typescript');
  expect(read('package.json')).toMatch(/^\{\n\t"name"/);
  expect(out).toContain('Kept  components.ts');
  // The pipeline would call functions that components.ts does not have.
  expect(out).not.toContain('pipeline.ts\n');
  expect(out).toContain('Set "allowImportingTsExtensions"');
  expect(out).toContain('Add .tiphys/ to .gitignore');

  const before = read('package.json');
  expect((await runLine(folder, 'init')).out).toContain('Kept  package.json');
  expect(read('package.json')).toBe(before);
});

const npmInit = {
  name: 'mine',
  version: '1.0.0',
  main: 'index.js',
  scripts: { test: 'echo "Error: no test specified" && exit 1' },
  type: 'commonjs',
};

test.for([
  { title: 'as npm init writes it', files: {}, manifest: npmInit, type: 'module' },
  { title: 'with code', files: { 'index.js': '' }, manifest: npmInit, type: 'commonjs' },
  {
    title: 'with scripts',
    files: {},
    manifest: { ...npmInit, scripts: { start: 'node .' } },
    type: 'commonjs',
  },
  { title: 'of ES modules', files: {}, manifest: { ...npmInit, type: 'module' }, type: 'module' },
])('the modules of a package.json $title are of type $type', async ({ files, manifest, type }) => {
  using folder = temporaryFolder({ ...files, 'package.json': JSON.stringify(manifest) });
  const { out } = await runTiphys(['init'], { cwd: folder.path, env: npm });
  const text = readFileSync(path.join(folder.path, 'package.json'), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ type });
  expect(out.includes('are CommonJS')).toBe(type === 'commonjs');
});

test('an invalid package.json is an error before anything is written', async () => {
  using folder = temporaryFolder({ 'package.json': '{ "name": ' });
  const { code, err } = await runLine(folder, 'init');
  expect(code).toBe(2);
  expect(err).toContain('CLI_INVALID_PACKAGE_JSON');
  expect((await runLine(folder, 'generate')).err).toContain('CLI_NOTHING_FOUND');
});
