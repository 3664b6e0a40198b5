import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** The ConfigMap of a semaphore. */
const LIMITS = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: limits }\ndata: { gpu: "2" }\n';

/** The ConfigMap and the Secret that examples read. */
const SETTINGS = `apiVersion: v1
kind: ConfigMap
metadata: { name: settings, labels: { workflows.argoproj.io/configmap-type: Parameter } }
data: { bucket: b, level: info }
---
apiVersion: v1
kind: Secret
metadata: { name: api }
stringData: { token: t, user: u }
`;

/** A service that listens where the example expects Redis, and a sidecar that does nothing. */
const STANDINS = [
  ...['--image', 'redis=python3 -m http.server 6379 --bind 127.0.0.1'],
  ...['--image', 'envoy=sleep 100'],
];

/** Folders with many pipelines, and what the runs of those that this machine can run give. */
const collections: readonly Collection[] = [
  {
    folder: 'migrations',
    runs: [
      { file: 'kfp1-coin-flip.ts' },
      { file: 'kfp1-parallel-join.ts' },
      {
        file: 'kfp2-iris.ts',
        outputs: { accuracies: '[0.967741935483871,0.9696969696969697,0.9714285714285714]' },
      },
      { file: 'kfp2-collected.ts', outputs: { result: '18' } },
      { file: 'hera-fan-out.ts', outputs: { summary: '0: 5, 1: 6, 2: 7, 3: 8' } },
      { file: 'hera-etl.ts', outputs: { total: '10' } },
      { file: 'juno-artifacts.ts', outputs: { length: '11' } },
      { file: 'juno-build.ts', outputs: { address: 'https://example.org/releases/3' } },
    ],
  },
  {
    // Without those that need a cluster or a service: see docs/constructs.md.
    folder: 'constructs',
    runs: [
      { file: 'numbers.ts' },
      { file: 'settings.ts', name: 'layers', outputs: { y: '9' } },
      { file: 'settings.ts', name: 'locks', objects: LIMITS, outputs: { y: '1' } },
      { file: 'settings.ts', name: 'volumes', objects: SETTINGS },
      { file: 'settings.ts', name: 'dynamic' },
      { file: 'settings.ts', name: 'retries', outputs: { y: '1' } },
      { file: 'settings.ts', name: 'paused', outputs: { y: '9' } },
      { file: 'settings.ts', name: 'cached', outputs: { y: '9', z: '9', w: '9' } },
      { file: 'files.ts', name: 'outputs', outputs: { better: 'true' } },
      { file: 'files.ts', name: 'texts', outputs: { lines: '2' } },
      { file: 'files.ts', name: 'kept' },
      { file: 'files.ts', name: 'addressed', outputs: { text: 's3://runs/pages/1.html' } },
      { file: 'endings.ts', name: 'depends' },
      {
        file: 'endings.ts',
        name: 'failures',
        outputs: { sure: '1', kind: 'Succeeded', or41: '9', small: '0' },
      },
      { file: 'endings.ts', name: 'exits', outputs: { n: '25' } },
      { file: 'branches.ts', name: 'branches', outputs: { n: '1', text: 'charged 4111', size: '0' } },
      { file: 'branches.ts', name: 'rounds', outputs: { ready: 'true' } },
      ...(hasPython
        ? [
            { file: 'languages.ts', name: 'languages', outputs: { accuracy: '0.42857142857142855' } },
            { file: 'languages.ts', name: 'daemons', words: STANDINS },
          ]
        : []),
      {
        file: 'nested.ts',
        name: 'clean',
        words: ['-p', 'values=[1,2,3]'],
        outputs: { lines: '3', doubled: '20' },
      },
      { file: 'nested.ts', name: 'template', words: ['-p', 'sha=abc'] },
      { file: 'nested.ts', name: 'oneRun', refersTo: 'template' },
      { file: 'operations.ts', name: 'nightly', objects: SETTINGS },
      { file: 'operations.ts', name: 'metrics', outputs: { y: '4' } },
      { file: 'schemas.ts', name: 'schemas', words: ['-p', 'order={"id":3}'] },
      { file: 'constants.ts', name: 'constants', outputs: { a: 'false', b: '1', c: 'false' } },
    ],
  },
];

interface Collection {
  readonly folder: string;
  readonly runs: readonly {
    readonly file: string;
    /** The export, if it is not the default. */
    readonly name?: string;
    readonly words?: readonly string[];
    /** YAML of the objects that the run is given. */
    readonly objects?: string;
    /** The export with the template that the run refers to. */
    readonly refersTo?: string;
    readonly outputs?: Readonly<Record<string, string>>;
  }[];
}

test('every folder below examples/ is in a table', () => {
  expect([...examples, ...collections].map(({ folder }) => `examples/${folder}`).sort()).toEqual(
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

describe.for(collections)('examples/$folder', ({ folder, runs }) => {
  test('its generated components are up to date', () => {
    expect(tiphys(['generate', '--check', `examples/${folder}/components.ts`])).toContain('up to date');
  });

  test('type-checks', () => {
    expect(checkTypes(`examples/${folder}`)).toEqual([]);
  });

  test('compiles to manifests in which the linter finds nothing', () => {
    const files = readdirSync(path.join(root, 'examples', folder)).filter((name) =>
      /(?<!\.generated|^components)\.ts$/.test(name),
    );
    expect(tiphys(['lint', ...files.map((name) => `examples/${folder}/${name}`)])).toBe(
      `No issues in ${files.length} files\n`,
    );
  });

  const named = runs.map((run) => ({ name: 'default', ...run }));

  test.for(named)('$file $name runs', ({ file, name, words = [], objects, refersTo, outputs = {} }) => {
    const source = `examples/${folder}/${file}`;
    const given = [];
    if (objects !== undefined) {
      given.push('--with', path.join(store, `${name}.yaml`));
      writeFileSync(path.join(store, `${name}.yaml`), objects);
    }
    if (refersTo !== undefined) {
      given.push('--with', path.join(store, `${refersTo}.yaml`));
      tiphys(['compile', source, '--export', refersTo, '-o', path.join(store, `${refersTo}.yaml`)]);
    }
    const place = ['--store', path.join(store, 'collections', folder)];
    const printed = tiphys(['run', source, '--export', name, ...place, ...given, ...words]);
    expect(printed).toContain('Succeeded');
    for (const [output, value] of Object.entries(outputs))
      expect(printed.split('\n').map((line) => line.trim().replace(/ +/g, ' '))).toContain(
        `${output} ${value}`,
      );
  });
});
