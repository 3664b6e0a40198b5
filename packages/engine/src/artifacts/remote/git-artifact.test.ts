import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Artifact } from '@tiphys/models';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { artifactContext } from '../../../test/artifact-bench.ts';
import { loadArtifact } from '../load-artifact.ts';
import { readGitAddress } from './git-address.ts';

let root: string;
let repo: string;
let first: string;

/** Runs git as a user without configuration. */
function git(folder: string, ...args: readonly string[]): string {
  const identity = [
    '-c',
    'user.name=T',
    '-c',
    'user.email=t@example.com',
    '-c',
    'protocol.file.allow=always',
  ];
  return execFileSync('git', [...identity, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: root, GIT_CONFIG_NOSYSTEM: '1' },
  }).trim();
}

function commit(folder: string, name: string, text: string): void {
  writeFileSync(path.join(folder, name), text);
  git(folder, 'add', '.');
  git(folder, 'commit', '-qm', text);
}

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'tiphys-git-'));
  const inner = path.join(root, 'inner');
  repo = path.join(root, 'repo');
  for (const folder of [inner, repo]) {
    mkdirSync(folder);
    git(folder, 'init', '-q', '-b', 'main');
  }
  commit(inner, 'i', 'inner');
  commit(repo, 'f', 'one');
  first = git(repo, 'rev-parse', 'HEAD');
  git(repo, 'tag', 'v1');
  commit(repo, 'f', 'two');
  git(repo, 'checkout', '-qb', 'side', 'v1');
  commit(repo, 'f', 'side');
  git(repo, 'checkout', '-q', 'main');
  git(repo, 'submodule', '--quiet', 'add', inner, 'sub');
  git(repo, 'commit', '-qm', 'three');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

let directory: string;
let target: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'tiphys-clone-'));
  target = path.join(directory, 'target');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const load = (fields: object): Promise<boolean> =>
  loadArtifact(
    { name: 'x', path: '/src', git: { repo, ...fields } } as Artifact,
    target,
    artifactContext(directory),
  );
const head = (): string => git(target, 'rev-parse', 'HEAD');
const count = (): string => git(target, 'rev-list', '--count', 'HEAD');

describe('a repository', () => {
  test('is cloned whole with its submodules', async () => {
    await load({});
    expect(readFileSync(path.join(target, 'f'), 'utf8')).toBe('two');
    expect(readFileSync(path.join(target, 'sub/i'), 'utf8')).toBe('inner');
    expect(count()).toBe('3');
    expect(readdirSync(directory)).toEqual(['target']);
  });

  test('leaves out submodules when asked', async () => {
    await load({ disableSubmodules: true });
    expect(existsSync(path.join(target, 'sub/i'))).toBe(false);
  });

  test.for([
    { title: 'a tag', revision: 'v1', want: 'one' },
    { title: 'a branch', revision: 'side', want: 'side' },
    { title: 'a commit before another', revision: 'side^', want: 'one' },
    { title: 'the full name of a branch', revision: 'refs/heads/main', want: 'two' },
  ])('is checked out at $title', async ({ revision, want }) => {
    await load({ revision });
    expect(readFileSync(path.join(target, 'f'), 'utf8')).toBe(want);
  });

  test('is checked out at a commit', async () => {
    await load({ revision: first });
    expect(head()).toBe(first);
  });

  test.for([
    { title: 'the last commit', fields: { depth: 1 }, want: ['1', 'two', true] },
    { title: 'one branch', fields: { branch: 'side', singleBranch: true }, want: ['2', 'side', false] },
    {
      title: 'a commit that it would lack',
      fields: { depth: 1, singleBranch: true, branch: 'main', revision: 'v1' },
      want: ['1', 'one', false],
    },
    {
      title: 'what is fetched',
      fields: { depth: 1, fetch: ['refs/tags/v1:refs/tags/v1'], revision: 'v1' },
      want: ['1', 'one', false],
    },
  ] as const)('has only $title', async ({ fields, want: [commits, text, hasSide] }) => {
    await load(fields);
    expect(count()).toBe(commits);
    expect(readFileSync(path.join(target, 'f'), 'utf8')).toBe(text);
    if (hasSide) expect(git(target, 'branch', '-r')).toContain('origin/side');
  });

  test.for([
    { title: 'an unknown revision', fields: { revision: 'none' }, want: 'reference not found: none' },
    { title: 'an unknown branch', fields: { branch: 'none' }, want: 'failed to clone' },
    {
      title: 'a missing repository',
      fields: { repo: '/no/such/repo' },
      want: 'failed to clone "/no/such/repo": fatal:',
    },
    {
      title: 'a host that is not allowed',
      fields: { repo: 'https://example.com/r' },
      want: '--allow-host example.com',
    },
    {
      title: 'an ssh host that is not allowed',
      fields: { repo: 'git@example.com:a/b.git' },
      want: '--allow-host example.com',
    },
    {
      title: 'an option as a revision',
      fields: { revision: '--output=/tmp/x' },
      want: 'is not the name of a git revision',
    },
    {
      title: 'an option as a branch',
      fields: { branch: '--upload-pack=x' },
      want: 'is not the name of a git revision',
    },
    {
      title: 'an option as a refspec',
      fields: { fetch: ['--upload-pack=x'] },
      want: 'is not the name of a git revision',
    },
    {
      title: 'a missing Secret',
      fields: { passwordSecret: { name: 's', key: 'k' } },
      want: 'the run has no Secret "s"',
    },
  ])('with $title is an error', async ({ fields, want }) => {
    await expect(load(fields)).rejects.toThrow(want);
    expect(readdirSync(directory).filter((name) => name.includes('credentials'))).toEqual([]);
  });

  test.for([
    {
      title: 'at a host that is not allowed',
      url: 'https://example.com/sub',
      want: '--allow-host example.com',
    },
    { title: 'that runs a program', url: 'ext::touch ran', want: 'not the address of a git repository' },
  ])('with a submodule $title is refused', async ({ url, want }) => {
    const bad = path.join(directory, 'bad');
    git(directory, 'clone', '-q', repo, bad);
    writeFileSync(path.join(bad, '.gitmodules'), `[submodule "sub"]\n\tpath = sub\n\turl = ${url}\n`);
    git(bad, 'commit', '-qam', 'bad');
    await expect(load({ repo: bad })).rejects.toThrow(want);
  });

  test('runs none of its hooks', async () => {
    const hooked = path.join(directory, 'hooked');
    git(directory, 'clone', '-q', repo, hooked);
    const ran = path.join(directory, 'ran');
    for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction'])
      writeFileSync(path.join(hooked, '.git/hooks', hook), `#!/bin/sh\ntouch ${ran}\n`, { mode: 0o755 });
    rmSync(ran, { force: true });
    await load({ repo: hooked });
    expect(existsSync(ran)).toBe(false);
  });
});

describe('the address of a repository', () => {
  test.for([
    ['https://example.com/a/b.git', 'https://example.com/a/b.git', 'example.com'],
    ['git@example.com:a/b.git', 'git@example.com:a/b.git', 'example.com'],
    ['ssh://git@example.com:22/a', 'ssh://git@example.com:22/a', 'example.com'],
    ['/a/b c', 'file:///a/b%20c', ''],
    ['file:///a/b', 'file:///a/b', ''],
  ] as const)('%s is given to git as %s', ([repo, text, host]) => {
    const found = readGitAddress(repo);
    expect([found.text, found.url.hostname]).toEqual([text, host]);
  });

  test.for([
    'ext::sh -c touch% /tmp/x',
    'ext::https://example.com/x',
    '--upload-pack=touch /tmp/x',
    '-oProxyCommand=x',
    'ssh://-oProxyCommand=x/a',
    'ssh://-l@example.com/a',
    '-x@example.com:a',
    'git@-x:a',
    'fd::17',
    'ftp://example.com/a',
    'file://example.com/a',
    'relative/path',
    '../up',
    '',
    'https://example.com/a\nb',
  ])('must not be %j', (repo) => {
    expect(() => readGitAddress(repo)).toThrow('is not the address of a git repository');
  });
});
