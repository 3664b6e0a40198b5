import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FileOperations } from './file-operations.ts';
import { replaceFiles } from './replace-files.ts';

interface Folder extends Disposable {
  readonly at: (name: string) => string;
  readonly content: () => Readonly<Record<string, string>>;
}

function temporaryFolder(files: Readonly<Record<string, string>> = {}): Folder {
  const folder = mkdtempSync(path.join(tmpdir(), 'tiphys-files-'));
  const at = (name: string): string => path.join(folder, name);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    writeFileSync(at(name), text);
  }
  const content = (): Readonly<Record<string, string>> => {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const found = entries.map((entry) => path.join(entry.parentPath, entry.name));
    return Object.fromEntries(
      found
        .map((file) => path.relative(folder, file))
        .sort()
        .map((name) => [name, statSync(at(name)).isFile() ? readFileSync(at(name), 'utf8') : '(folder)']),
    );
  };
  return { at, content, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

test('files of several folders are written and deleted, and missing folders made', () => {
  using folder = temporaryFolder({ 'a/old.txt': 'old', 'a/gone.txt': 'gone', 'a/stays.txt': 'stays' });
  replaceFiles([
    { path: folder.at('a/old.txt'), text: 'new' },
    { path: folder.at('a/gone.txt') },
    { path: folder.at('a/never-was.txt') },
    { path: folder.at('b/c/fresh.txt'), text: 'fresh' },
  ]);
  expect(folder.content()).toEqual({
    a: '(folder)',
    'a/old.txt': 'new',
    'a/stays.txt': 'stays',
    b: '(folder)',
    'b/c': '(folder)',
    'b/c/fresh.txt': 'fresh',
  });
});

describe('a step that fails leaves everything as it was:', () => {
  const steps: readonly (keyof FileOperations)[] = ['write', 'rename', 'copy', 'remove'];

  test.for(steps.flatMap((step) => [1, 2, 3].map((at) => ({ step, at }))))(
    '$step number $at',
    ({ step, at }) => {
      using folder = temporaryFolder({ 'a/1': 'one', 'a/2': 'two', 'a/3': 'three', 'a/4': 'four' });
      const before = folder.content();
      const changes = [
        { path: folder.at('a/1'), text: 'ONE' },
        { path: folder.at('new/2'), text: 'TWO' },
        { path: folder.at('a/3'), text: 'THREE' },
        { path: folder.at('new/deep/4'), text: 'FOUR' },
        { path: folder.at('a/4') },
        { path: folder.at('a/2') },
        { path: folder.at('a/absent') },
      ];
      const error = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
      expect(() => replaceFiles(changes, failing(step, at, error))).toThrow(
        expect.objectContaining({
          name: 'FileChangeError',
          code: 'ENOSPC',
          message: error.message,
          cause: error,
        }),
      );
      expect(folder.content()).toEqual(before);
    },
  );
});

/** Returns operations of which one call fails, as on a full disk that has space again after a file is deleted. */
function failing(step: keyof FileOperations, at: number, error: Error): Partial<FileOperations> {
  let calls = 0;
  const guard =
    <T extends unknown[]>(action: (...args: T) => void): ((...args: T) => void) =>
    (...args) => {
      calls += 1;
      if (calls === at) throw error;
      action(...args);
    };
  switch (step) {
    case 'write':
      return { write: guard((file: string, text: string) => writeFileSync(file, text)) };
    case 'rename':
      return { rename: guard(renameSync) };
    case 'copy':
      return { copy: guard((from: string, to: string) => writeFileSync(to, readFileSync(from))) };
    case 'remove':
      return { remove: guard((file: string) => rmSync(file, { force: true })) };
  }
}

test('the error names the file, and an old text that could not be put back', () => {
  using folder = temporaryFolder({ one: '1', two: '2' });
  let renames = 0;
  const rename = (from: string, to: string): void => {
    renames += 1;
    if (renames > 1) throw new Error('EIO: i/o error');
    renameSync(from, to);
  };
  const changes = ['one', 'two'].map((name) => ({ path: folder.at(name), text: name }));
  expect(() => replaceFiles(changes, { rename })).toThrow(
    expect.objectContaining({
      path: folder.at('two'),
      message: expect.stringMatching(
        /^EIO: i\/o error\. .*two could not be put back; its old text is in .*\.old\.tmp\./,
      ),
    }),
  );
  const [aside = ''] = Object.keys(folder.content()).filter((name) => /^one\..*\.old\.tmp$/.test(name));
  expect(folder.content()[aside]).toBe('1');
});

test.for([
  { title: 'a folder in place of the file', name: 'a' },
  { title: 'a file in place of the folder', name: 'a/1/below' },
])('nothing changes with $title', ({ name }) => {
  using folder = temporaryFolder({ 'a/1': 'one' });
  const changes = [
    { path: folder.at('other'), text: 'x' },
    { path: folder.at(name), text: 'x' },
  ];
  expect(() => replaceFiles(changes)).toThrow(expect.objectContaining({ name: 'FileChangeError' }));
  expect(folder.content()).toEqual({ a: '(folder)', 'a/1': 'one' });
});

test('a file keeps its permissions', () => {
  using folder = temporaryFolder({ 'run.sh': 'old' });
  chmodSync(folder.at('run.sh'), 0o750);
  replaceFiles([{ path: folder.at('run.sh'), text: 'new' }]);
  expect(statSync(folder.at('run.sh')).mode & 0o777).toBe(0o750);
});

test('a symbolic link stays, and its file is replaced', () => {
  using folder = temporaryFolder({ 'real/file': 'old' });
  symlinkSync('real/file', folder.at('link'));
  symlinkSync('nowhere', folder.at('dangling'));
  replaceFiles([
    { path: folder.at('link'), text: 'new' },
    { path: folder.at('dangling'), text: 'here' },
  ]);
  expect(folder.content()).toMatchObject({ link: 'new', 'real/file': 'new', dangling: 'here' });
  expect(existsSync(folder.at('nowhere'))).toBe(false);
});

test('a killed process leaves whole files', async () => {
  using folder = temporaryFolder({ 'a/one': '0'.repeat(100_000), 'b/two': '0'.repeat(100_000) });
  const module = new URL('./replace-files.ts', import.meta.url).href;
  const paths = JSON.stringify([folder.at('a/one'), folder.at('b/two')]);
  const script = `
    const { replaceFiles } = await import('${module}');
    for (let round = 1; ; round = (round + 1) % 10) {
      replaceFiles(${paths}.map((path) => ({ path, text: String(round).repeat(100_000) })));
      if (round === 1) console.log('started');
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await closed;
  for (const name of ['a/one', 'b/two']) {
    const text = readFileSync(folder.at(name), 'utf8');
    expect(text).toBe((text[0] ?? '').repeat(100_000));
  }
});
