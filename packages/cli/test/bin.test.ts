import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { version } from '../src/world/version.ts';
import { temporaryFolder } from './temporary-folder.ts';

const own = path.join(import.meta.dirname, '..');

test('a fresh clone runs the sources, and a built one runs what was built', () => {
  using folder = temporaryFolder();
  for (const name of ['bin', 'src', 'package.json'])
    cpSync(path.join(own, name), path.join(folder.path, name), { recursive: true });
  symlinkSync(path.join(own, '../../node_modules'), path.join(folder.path, 'node_modules'));
  const bin = path.join(folder.path, 'bin/tiphys.js');
  const run = (...words: readonly string[]): string =>
    execFileSync(process.execPath, [bin, ...words], { cwd: folder.path, encoding: 'utf8' });
  expect(run('--version')).toBe(`${version}\n`);
  // Packages of the workspace are found by their sources, too.
  writeFileSync(
    path.join(folder.path, 'workflow.yaml'),
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\n',
  );
  expect(run('compile', 'workflow.yaml', '--json')).toContain('"ConfigMap"');
  mkdirSync(path.join(folder.path, 'dist'));
  writeFileSync(path.join(folder.path, 'dist/main.js'), "console.log('what was built');\n");
  expect(run('--version')).toBe('what was built\n');
  // A clone that was built before a package was removed.
  writeFileSync(path.join(folder.path, 'dist/main.js'), "import '@tiphys/removed';\n");
  expect(run('--version')).toBe(`${version}\n`);
});

test('a version of Node.js that cannot run the sources gets advice', () => {
  using folder = temporaryFolder();
  cpSync(path.join(own, 'bin'), path.join(folder.path, 'bin'), { recursive: true });
  writeFileSync(path.join(folder.path, 'package.json'), '{ "type": "module" }\n');
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--no-experimental-strip-types', path.join(folder.path, 'bin/tiphys.js')],
    { encoding: 'utf8' },
  );
  expect(status).toBe(2);
  expect(stderr).toContain('npm run build');
});

const sources = ['--conditions=@tiphys/source', path.join(own, 'src/main.ts')];
const manifest = `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: { name: a }
spec: { schedule: '0 0 * * *', workflowSpec: { entrypoint: m, templates: [{ name: m, suspend: {} }] } }
`;

test.for([
  { title: 'standard output', redirect: '' },
  { title: 'both streams', redirect: '2>&1' },
])('a reader that closes $title early is not an error', ({ redirect }) => {
  using folder = temporaryFolder({ 'a.yaml': manifest });
  const command = `{ "$0" "$1" "$2" init ${redirect}; echo $? > code; } | true; cat code`;
  const { stderr, stdout } = spawnSync('sh', ['-c', command, process.execPath, ...sources], {
    cwd: folder.path,
    encoding: 'utf8',
  });
  expect({ stdout, stderr }).toEqual({ stdout: '0\n', stderr: '' });
});

test('a run goes on if nobody reads its progress', () => {
  const workflow = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: a }
spec: { entrypoint: m, templates: [{ name: m, suspend: { duration: '0' } }] }
`;
  using folder = temporaryFolder({ 'a.yaml': workflow });
  const command =
    '"$0" "$1" "$2" run a.yaml --name a 2>&1 >/dev/null | true; "$0" "$1" "$2" list -o name --status Succeeded';
  const { stdout } = spawnSync('sh', ['-c', command, process.execPath, ...sources], {
    cwd: folder.path,
    encoding: 'utf8',
  });
  expect(stdout).toBe('a\n');
});

test.skipIf(process.platform !== 'linux')('a full disk behind standard output is reported', () => {
  using folder = temporaryFolder({ 'a.yaml': manifest });
  const command = '"$0" "$1" "$2" lint a.yaml > /dev/full';
  const { status, stderr } = spawnSync('sh', ['-c', command, process.execPath, ...sources], {
    cwd: folder.path,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: expect.stringMatching(/CLI_WRITE_FAILED\n {2}Cannot write to standard output: no space is left/),
  });
});

test('Ctrl-C ends a conversion between two files', async () => {
  const names = Array.from({ length: 1000 }, (_, index) => `f${index}.yaml`);
  using folder = temporaryFolder(Object.fromEntries(names.map((name) => [name, manifest])));
  const convert = spawn(process.execPath, [...sources, 'convert', '.'], { cwd: folder.path });
  const converted = (): number =>
    names.filter((name) => readFileSync(path.join(folder.path, name), 'utf8').includes('schedules:')).length;
  while (convert.exitCode === null && converted() === 0) await setTimeout(5);
  convert.kill('SIGINT');
  const [code] = await once(convert, 'exit');
  expect(readdirSync(folder.path).toSorted()).toEqual(names.toSorted());
  for (const name of names)
    expect(readFileSync(path.join(folder.path, name), 'utf8')).toMatch(/^ {2}entrypoint|schedules?:/m);
  // A machine that converts them all before the signal arrives ends as if there were none.
  expect(converted() === names.length ? 130 : code).toBe(130);
});
