import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { breakDown, fakeClock, mock, runPipeline } from '@tiphys/pipeline/testing';
import { expect, test } from 'vitest';
import { branches, people } from '../../../examples/constructs/branches.ts';
import { charge, square } from '../../../examples/constructs/components.generated.ts';
import { root } from './workspace.ts';

const page = readFileSync(path.join(root, 'docs/constructs.md'), 'utf8');

/** The examples that the page links to, as `name in file`. */
const linked = [...page.matchAll(/\[(\w+)\]\((\.\.\/examples\/[^)]+\.ts)\)/g)].map(
  ([, name = '', file = '']) => ({ name, file: path.join(root, 'docs', file) }),
);

test.for([...new Map(linked.map((one) => [`${one.name} ${one.file}`, one])).values()])(
  'docs/constructs.md: $name is an example',
  ({ name, file }) => {
    expect(existsSync(file)).toBe(true);
    const text = readFileSync(file, 'utf8');
    // The link names an export, or a component that the only pipeline of the file uses.
    expect(text).toMatch(new RegExp(`export (?:const|function) ${name}\\b|\\b${name}\\(|export default`));
  },
);

test('every row of docs/constructs.md has a form here or a reason', () => {
  const rows = page.split('\n').filter((line) => /^\| (?!construct|---)/.test(line));
  expect(rows.filter((row) => !/\]\([^)]+\)\*? \|$/.test(row) && row.split(' | ').length > 2)).toEqual([]);
  expect(rows.length).toBeGreaterThan(100);
});

test('questions are answered in a test, and time passes as its clock says', async () => {
  const clock = fakeClock('2026-01-01T00:00:00Z');
  await using run = await runPipeline(people, {
    clock,
    answers: { release: { strategy: 'canary', share: 5 }, really: {} },
  });
  expect(run.status).toBe('Running');
  await clock.advance('24h');
  expect(run.status).toBe('Succeeded');
  expect(run.outputs).toEqual({ how: 25 });
});

test('components are mocked, and fail as often as a test says', async () => {
  await using run = await runPipeline(branches, {
    inputs: { mode: 'exact' },
    mocks: [mock(square, ({ x }, { attempt }) => x * 10 * attempt), breakDown(charge, { exitCode: 137 })],
  });
  expect(run.status).toBe('Failed');
  expect(run.calls(square).map(({ inputs }) => inputs.x)).toContain(2);
  expect(run.failures.map(({ displayName }) => displayName)).toContain('card');
});
