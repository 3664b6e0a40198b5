import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const packageFolder = dirname(import.meta.dirname);
const root = join(packageFolder, '../..');
const author = join(packageFolder, 'src/author');

/** Type tests whose `@ts-expect-error` comments say what the compiler reports, at least in part. */
const files = ['files.test-d.ts', 'misuse.test-d.ts', 'schema-input.test-d.ts'];

interface Expected {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

const expected = files.flatMap((file): readonly Expected[] =>
  readFileSync(join(author, file), 'utf8')
    .split('\n')
    .flatMap((text, index) => {
      const [, message] = /@ts-expect-error (.*?)\.?$/.exec(text) ?? [];
      return message === undefined ? [] : [{ file, line: index + 1, message }];
    }),
);

const folder = mkdtempSync(join(tmpdir(), 'tiphys-type-messages-'));
let reported = '';

beforeAll(() => {
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const compilerOptions = {
    rootDir: '/',
    noEmit: true,
    composite: false,
    incremental: false,
    declaration: false,
    declarationMap: false,
    isolatedDeclarations: false,
    allowImportingTsExtensions: true,
  };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: join(root, 'tsconfig.base.json'), compilerOptions, files }),
  );
  for (const file of files) {
    const text = readFileSync(join(author, file), 'utf8')
      .replaceAll('@ts-expect-error', '')
      .replaceAll(/from '(\.[^']*)'/g, (_, path: string) => `from '${join(author, path)}'`);
    writeFileSync(join(folder, file), text);
  }
  try {
    execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder, '--pretty', 'false'], { cwd: folder });
  } catch (error) {
    reported = String((error as { readonly stdout: Buffer }).stdout);
  }
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Returns what the compiler reports for the statement after a line. */
function messageAfter({ file, line }: Expected): string {
  const all = reported.split(/\n(?=\S)/);
  const found = all.flatMap((text) => {
    const [, where = '', at = ''] = /^(.*?)\((\d+),\d+\): error /.exec(text) ?? [];
    return basename(where) === file && Number(at) > line ? [{ at: Number(at), text }] : [];
  });
  return found.sort((one, other) => one.at - other.at)[0]?.text ?? 'nothing';
}

describe('the compiler says what type tests expect', () => {
  test.for(expected)('$file:$line $message', (one) => {
    expect(messageAfter(one)).toContain(one.message);
  });
});
