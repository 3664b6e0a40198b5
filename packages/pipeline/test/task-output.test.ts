import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBundler } from '../src/code/create-bundler.ts';
import { describeComponent } from './run-component.ts';
import { createProject, type TemporaryProject } from './temporary-project.ts';

const source = `
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
const line = (i: number): string => \`line \${i} \${'x'.repeat(60)}\`;
const many = (print: (text: string) => void): void => { for (let i = 0; i < 20_000; i++) print(line(i)); };
export const chatty = (): number => { many(console.log); return 1; };
export const fails = (): never => { many(console.error); throw new Error('the real reason'); };
export const both = (): never => { many((one) => { console.log(one); console.error(one); }); throw new Error('the real reason'); };
export const callbacks = async (): Promise<number> => {
  let written = 0;
  const writes: Promise<void>[] = [];
  many((one) => writes.push(new Promise((done) => process.stdout.write(one + '\\n', () => { written++; done(); }))));
  await Promise.all(writes);
  return written;
};
export const exits = (): never => { many(console.log); process.exit(3); };
export const coded = (): number => { many(console.log); process.exitCode = 4; return 1; };
export const later = (): Promise<never> => new Promise(() => {
  setInterval(() => {}, 1000);
  setTimeout(() => { many(console.log); throw new Error('the real reason'); }, 5);
});
export const rejected = async (): Promise<never> => {
  setInterval(() => {}, 1000);
  many(console.log);
  Promise.reject(new Error('the real reason'));
  return await new Promise(() => {});
};
export const long = (): number => { process.stdout.write('y'.repeat(10_000_000)); return 1; };
export const unended = (): never => { process.stdout.write('no newline'); throw new Error('the real reason'); };
export const nonBlocking = (): never => {
  (process.stdout as any)._handle?.setBlocking(false);
  (process.stderr as any)._handle?.setBlocking(false);
  many((one) => { console.log(one); console.error(one); });
  throw new Error('the real reason');
};
export const hidden = (): never => {
  process.on('uncaughtException', () => process.exit(0));
  process.on('unhandledRejection', () => process.exit(0));
  throw new Error('the real reason');
};
export const open = (): number => {
  many(console.log);
  setInterval(() => {}, 1000);
  setTimeout(() => {}, 100_000);
  createServer().listen(0);
  spawn('sleep', ['5']);
  new Promise(() => {});
  return 1;
};
`;

const names = [...source.matchAll(/^export const (\w+)/gm)].map(([, name = '']) => name);
let project: TemporaryProject;

beforeAll(async () => {
  project = await createProject({ 'components.ts': source });
  await mkdir(project.path('out'));
  const components = names.map((name) => describeComponent(project.folder, name));
  const codes = await createBundler().bundle(components);
  for (const [component, code] of codes) await writeFile(project.path(`${component.name}.cjs`), code.alone());
});
afterAll(() => project[Symbol.asyncDispose]());

const everyLine = Array.from({ length: 20_000 }, (_, i) => `line ${i} ${'x'.repeat(60)}\n`).join('');
const reason =
  /^PIPELINE_FUNCTION_FAILED: \w+ failed at components\.ts:\d+\.\nError: the real reason\n {4}at /;

interface Wanted {
  readonly name: string;
  readonly code: number;
  readonly stdout: string;
  /** What stderr holds before the reason, where there is one. */
  readonly stderr: string;
  readonly reason?: boolean;
  readonly output?: string;
}

const cases: readonly Wanted[] = [
  { name: 'chatty', code: 0, stdout: everyLine, stderr: '', output: '1' },
  { name: 'fails', code: 1, stdout: '', stderr: everyLine, reason: true },
  { name: 'both', code: 1, stdout: everyLine, stderr: everyLine, reason: true },
  { name: 'callbacks', code: 0, stdout: everyLine, stderr: '', output: '20000' },
  { name: 'exits', code: 3, stdout: everyLine, stderr: '' },
  { name: 'coded', code: 4, stdout: everyLine, stderr: '', output: '1' },
  { name: 'later', code: 1, stdout: everyLine, stderr: '', reason: true },
  { name: 'rejected', code: 1, stdout: everyLine, stderr: '', reason: true },
  { name: 'hidden', code: 1, stdout: '', stderr: '', reason: true },
  { name: 'long', code: 0, stdout: 'y'.repeat(10_000_000), stderr: '', output: '1' },
  { name: 'unended', code: 1, stdout: 'no newline', stderr: '', reason: true },
  { name: 'nonBlocking', code: 1, stdout: everyLine, stderr: everyLine, reason: true },
  { name: 'open', code: 0, stdout: everyLine, stderr: '', output: '1' },
];

/** Runs `$0 script` in a shell, as what is given of it says. */
async function runInShell(name: string, command: string) {
  const output = project.path(`out/${name}`);
  const child = spawn('sh', ['-c', command, process.execPath, project.path(`${name}.cjs`)], {
    env: { PATH: process.env.PATH, TIPHYS_OUTPUT: output, OUT: project.path(name) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { stdout, stderr, code, output: await readFile(output, 'utf8').catch(() => undefined) };
}

async function slowly(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    if (chunks.push(chunk) === 1) await sleep(300);
  }
  return Buffer.concat(chunks).toString();
}

function expectWanted(
  found: {
    readonly code: number | null;
    readonly stdout: string;
    readonly stderr: string;
    readonly output: string | undefined;
  },
  { code, stdout, stderr, reason: withReason = false, output }: Wanted,
): void {
  expect(found.code).toBe(code);
  expect(found.output).toBe(output);
  // Not `toBe` on megabytes, which would print them.
  expect(found.stdout.length).toBe(stdout.length);
  expect(found.stdout === stdout).toBe(true);
  expect(found.stderr.startsWith(stderr)).toBe(true);
  const rest = found.stderr.slice(stderr.length);
  if (withReason) expect(rest).toMatch(reason);
  else expect(rest).toBe('');
}

test.for(cases)('a slow reader of sockets gets everything of $name', async (wanted) => {
  const output = project.path(`out/${wanted.name}`);
  const child = spawn(process.execPath, [project.path(`${wanted.name}.cjs`)], {
    env: { TIPHYS_OUTPUT: output },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr, code] = await Promise.all([slowly(child.stdout), slowly(child.stderr), closed]);
  const found = await readFile(output, 'utf8').catch(() => undefined);
  expectWanted({ stdout, stderr, code, output: found }, wanted);
});

test.for(cases)('a slow reader of pipes gets everything of $name', async (wanted) => {
  const slow = '(sleep 0.3; cat)';
  const command = `{ { { "$0" "$1" 3>&-; echo $? >"$OUT.code"; } 2>&3 | ${slow}; } 3>&1 >&4 | ${slow} >&2; } 4>&1`;
  const found = await runInShell(wanted.name, command);
  const code = Number(await readFile(project.path(`${wanted.name}.code`), 'utf8'));
  expectWanted({ ...found, code }, wanted);
});

test.for(cases)('files hold everything of $name', async (wanted) => {
  const { code, output } = await runInShell(wanted.name, '"$0" "$1" >"$OUT.out" 2>"$OUT.err"');
  const [stdout, stderr] = await Promise.all(
    ['out', 'err'].map((end) => readFile(project.path(`${wanted.name}.${end}`), 'utf8')),
  );
  expectWanted({ code, output, stdout: stdout ?? '', stderr: stderr ?? '' }, wanted);
});

test.for(cases)('$name ends as it would when nobody reads its output', async ({ name, code, output }) => {
  const command = '{ { "$0" "$1"; echo $? >"$OUT.code"; } 2>&1 | true; }';
  const found = await runInShell(name, command);
  expect(Number(await readFile(project.path(`${name}.code`), 'utf8'))).toBe(code);
  // What `callbacks` counts is the same: each callback is called with the error.
  expect(found.output).toBe(output);
});
