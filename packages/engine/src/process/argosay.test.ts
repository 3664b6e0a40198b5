import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findCommand } from './container/container-command.ts';
import { DEFAULT_IMAGE_COMMANDS } from './image-commands.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'tiphys-argosay-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(fields: object): { readonly status: number | null; readonly out: string; readonly err: string } {
  const [program = '', ...args] =
    findCommand({ image: 'argoproj/argosay:v2', ...fields }, DEFAULT_IMAGE_COMMANDS) ?? [];
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
}

test.for([
  { args: [], out: 'hello argo\n' },
  { args: ['echo'], out: 'hello argo\n' },
  { args: ['echo', `-n it's "$HOME" \\n`], out: `-n it's "$HOME" \\n\n` },
  { args: ['echo', 'text', 'deep/er/file'], out: '' },
  { args: ['cat', 'deep/er/file', 'deep/er/file'], out: 'texttext' },
  { args: ['cat', 'no-such-file'], status: 2, err: 'no-such-file' },
  { args: ['assert_contains', 'deep/er/file', 'ex'], out: '' },
  { args: ['assert_contains', 'deep/er/file', 'xe'], status: 2, err: 'to contain "xe"' },
  { args: ['exit'], out: '' },
  { args: ['exit', '7'], status: 7 },
  { args: ['exit', 'x'], status: 2, err: 'invalid exit code "x"' },
  { args: ['sleep', '0'], out: '' },
  { args: ['sleep', '1.5ms20us3ns'], out: '' },
  { args: ['sleep', '5'], status: 2, err: 'invalid duration "5"' },
  { args: ['sleep', '1m30'], status: 2, err: 'invalid duration "1m30"' },
  { args: ['shout'], status: 2, err: 'usage: argosay [' },
])('argosay $args', ({ args, status = 0, out = '', err = '' }) => {
  const result = run({ args });
  expect(result).toMatchObject({ status, out, err: expect.stringContaining(err) });
});

test('echo writes its text as it is', () => {
  expect(run({ args: ['echo', '%s\\', 'file'] }).status).toBe(0);
  expect(readFileSync(path.join(folder, 'file'), 'utf8')).toBe('%s\\');
});

test('sleep adds the parts of a duration', () => {
  const start = performance.now();
  expect(run({ args: ['sleep', '0.2s100ms'] }).status).toBe(0);
  expect(performance.now() - start).toBeGreaterThan(290);
});

test.for([
  { fields: { command: ['argosay'], args: ['echo', 'a'] }, out: 'a\n' },
  { fields: { command: ['/argosay', 'echo'], args: ['b'] }, out: 'b\n' },
  { fields: { command: ['sh', '-c', 'echo c'] }, out: 'c\n' },
])('$fields.command is a program of the image', ({ fields, out }) => {
  expect(run(fields).out).toBe(out);
});

test('argosay is a program of its image only', () => {
  const fields = { image: 'alpine', command: ['argosay'] };
  expect(findCommand(fields, DEFAULT_IMAGE_COMMANDS)).toEqual(['argosay']);
});
