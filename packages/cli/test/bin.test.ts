import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
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
