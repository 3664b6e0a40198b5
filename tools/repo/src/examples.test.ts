import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkTypes } from './check-types.ts';
import { readProjects, root } from './workspace.ts';

const store = mkdtempSync(path.join(tmpdir(), 'tiphys-examples-'));
afterAll(() => rmSync(store, { recursive: true, force: true }));

function tiphys(words: readonly string[]): string {
  const main = path.join(root, 'packages/cli/src/main.ts');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=@tiphys/source', main, ...words],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`tiphys ${words.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

const hasPython = spawnSync('python3', ['--version']).status === 0;

/** What each example says when it runs. */
const examples = [
  { folder: 'squares', file: 'pipeline.ts', words: ['-p', 'count=6'], outputs: ['sum'], skip: false },
  { folder: 'announcements', file: 'pipeline.ts', words: [], outputs: ['text'], skip: false },
  { folder: 'etl', file: 'pipeline.ts', words: [], outputs: ['summaries'], skip: false },
  { folder: 'nightly', file: 'pipeline.ts', words: [], outputs: ['summary'], skip: false },
  { folder: 'coin-flip', file: 'workflow.ts', words: ['-p', 'player=Medea'], outputs: [], skip: !hasPython },
  { folder: 'hello-world', file: 'workflow.ts', words: ['-p', 'who=reader'], outputs: [], skip: !hasPython },
];

test('every folder below examples/ is in the table', () => {
  expect(examples.map(({ folder }) => `examples/${folder}`).sort()).toEqual(
    readProjects('examples').map(({ directory }) => directory),
  );
});

describe.for(examples)('examples/$folder', ({ folder, file, words, outputs, skip }) => {
  const source = `examples/${folder}/${file}`;

  test.skipIf(file === 'workflow.ts')('its generated components are up to date', () => {
    const sources = readdirSync(path.join(root, 'examples', folder)).filter((name) =>
      ['components.ts', 'templates.yaml'].includes(name),
    );
    const files = sources.map((name) => `examples/${folder}/${name}`);
    expect(tiphys(['generate', '--check', ...files])).toContain('up to date');
  });

  test('type-checks', () => {
    expect(checkTypes(`examples/${folder}`)).toEqual([]);
  });

  test('compiles to a manifest in which the linter finds nothing', () => {
    const manifest = path.join(store, `${folder}.yaml`);
    tiphys(['compile', source, '-o', manifest]);
    expect(readFileSync(manifest, 'utf8')).toContain('apiVersion: argoproj.io/v1alpha1');
    const templates = path.join(root, 'examples', folder, 'templates.yaml');
    const files = existsSync(templates) ? [manifest, templates] : [manifest];
    expect(tiphys(['lint', ...files])).toMatch(/^No issues in [12] files?\n$/);
  });

  test.skipIf(skip)(skip ? 'runs (skipped: there is no python3 here)' : 'runs here and succeeds', () => {
    const printed = tiphys(['run', source, '--store', path.join(store, 'runs'), ...words]);
    expect(printed).toContain('Succeeded');
    for (const name of outputs) expect(printed).toMatch(new RegExp(`^ {2}${name} +\\S`, 'm'));
  });
});
