import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readReadmeBlocks, textOfSource, withoutChance } from './readme-blocks.ts';
import { root } from './workspace.ts';

const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
const blocks = readReadmeBlocks();

test.for(blocks.filter(({ kind }) => kind === 'file'))(
  'the README shows $source as it is',
  ({ source, text }) => {
    expect(text).toBe(textOfSource(source));
  },
);

describe.for(blocks.filter(({ kind }) => kind === 'run'))('in $source', ({ source, text }) => {
  test.for(
    text.split(/^(?=\$ )/m).map((part) => ({
      command: part.slice(2, part.indexOf('\n')),
      printed: part.slice(part.indexOf('\n') + 1),
    })),
  )('`$command` prints what the README says', ({ command, printed }) => {
    const store = mkdtempSync(path.join(tmpdir(), 'tiphys-readme-'));
    try {
      const words = [
        '--conditions=@tiphys/source',
        path.join(root, 'packages/cli/src/main.ts'),
        ...command.split(' ').slice(1),
      ];
      const { stdout } = spawnSync(process.execPath, words, {
        cwd: path.join(root, source),
        encoding: 'utf8',
        env: { ...process.env, TIPHYS_STORE: store },
      });
      // The README leaves out the folder of the run.
      const shown = stdout.split(/\nFiles\b/)[0] ?? '';
      expect(withoutChance(shown).trimEnd()).toBe(withoutChance(printed).trimEnd());
    } finally {
      rmSync(store, { recursive: true, force: true });
    }
  });
});

test('a clone can be used in another project, as the README says', () => {
  const [, folders = ''] = /^npm install ((?:\.\.\/tiphys\/packages\/\w+ ?)+)$/m.exec(readme) ?? [];
  const project = mkdtempSync(path.join(tmpdir(), 'tiphys-project-'));
  const run = (command: string, words: readonly string[]): string => {
    // On a build machine, generated modules must exist; the reader has them written.
    const env = { ...process.env, CI: '' };
    const { stderr, stdout, status } = spawnSync(command, words, { cwd: project, encoding: 'utf8', env });
    if (status !== 0) throw new Error(`${command} ${words.join(' ')} failed:\n${stdout}${stderr}`);
    return stdout;
  };
  try {
    writeFileSync(path.join(project, 'package.json'), '{}\n');
    const links = folders.split(' ').map((folder) => path.join(root, folder.replace('../tiphys', '.')));
    expect(links).toHaveLength(4);
    run('npm', ['install', '--offline', '--no-audit', '--no-fund', ...links]);
    const tiphys = path.join(project, 'node_modules/.bin/tiphys');
    run(process.execPath, [tiphys, 'init']);
    expect(run(process.execPath, [tiphys, 'run', 'pipeline.ts', '-p', 'n=5'])).toMatch(/sum {2}55\n/);
    const { dependencies } = JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8'));
    // Otherwise the next `npm install` would look for published packages.
    expect(Object.values(dependencies).filter((version) => !String(version).startsWith('file:'))).toEqual([]);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}, 60_000);

test('every npm script that the README and CONTRIBUTING name exists', () => {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const text = readme + readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8');
  const named = [...text.matchAll(/npm run ([a-z]+)\b(?! -w)/g)]
    .map((match) => match[1] ?? '')
    .filter((name) => name !== 'import');
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
});

test('every page and picture that the README points to exists', () => {
  const targets = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => match[1] ?? '');
  for (const target of targets)
    expect(() => readFileSync(path.join(root, target), { flag: 'r' }), target).not.toThrow(/ENOENT/);
});
