import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');

interface Project {
  readonly title: string;
  /** The code that exports the models of its target. */
  readonly models: string;
  readonly right: readonly string[];
  readonly wrong: readonly string[];
}

const cron = (schedule: string): string =>
  `cronWorkflow({ metadata: { name: 'n' }, spec: { ${schedule}, workflowSpec: { entrypoint: 'm' } } });`;
const synchronized = (locks: string): string =>
  `container('c', { synchronization: { ${locks} } }, () => ({ image: 'busybox' }));`;
const withField = "container('c', {}, () => ({ image: 'busybox', gpuClass: 'a' }));";

const projects: readonly Project[] = [
  {
    title: 'Argo 3.5',
    models: "export type { Models } from '@tiphys/models/v3.5';",
    right: [cron("schedule: '1 * * * *'"), synchronized("mutex: { name: 'x' }")],
    wrong: [cron("schedules: ['1 * * * *']"), synchronized("mutexes: [{ name: 'x' }]"), withField],
  },
  {
    title: 'Argo 4.1',
    models: "export type { Models } from '@tiphys/models/v4.1';",
    right: [cron("schedules: ['1 * * * *']"), synchronized("mutexes: [{ name: 'x' }]")],
    wrong: [cron("schedule: '1 * * * *'"), synchronized("mutex: { name: 'x' }"), withField],
  },
  {
    title: 'models of their own',
    models: `import type { Models as Newest } from '@tiphys/models';
export interface Models extends Omit<Newest, 'Container'> {
  readonly Container: Newest['Container'] & { readonly gpuClass?: string };
}`,
    right: [cron("schedules: ['1 * * * *']"), withField],
    wrong: [cron("schedule: '1 * * * *'")],
  },
];

test.for(projects)('a project can type its builders for $title', ({ models, right, wrong }) => {
  const place = mkdtempSync(join(tmpdir(), 'tiphys-target-'));
  try {
    symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'));
    writeFileSync(join(place, 'models.ts'), models);
    writeFileSync(
      join(place, 'target.ts'),
      "import type { Models } from './models.ts';\ndeclare module '@tiphys/workflow' { interface Target { readonly models: Models } }",
    );
    const head = "import { container, cronWorkflow } from '@tiphys/workflow';";
    writeFileSync(join(place, 'lines.ts'), [head, ...right, ...wrong].join('\n'));
    expect(refusedLines(place)).toEqual(wrong.map((_, index) => 2 + right.length + index));
  } finally {
    rmSync(place, { recursive: true });
  }
});

/** Returns the numbers of the lines of `lines.ts` that tsc rejects. */
function refusedLines(place: string): readonly number[] {
  const compilerOptions = {
    strict: true,
    noEmit: true,
    types: ['node'],
    allowImportingTsExtensions: true,
    customConditions: ['@tiphys/source'],
    module: 'nodenext',
    target: 'es2024',
  };
  const files = ['lines.ts', 'target.ts'];
  writeFileSync(join(place, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  const tsc = join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', place, '--pretty', 'false'], {
    cwd: place,
    encoding: 'utf8',
  });
  const errors = stdout.split('\n').filter((line) => line.includes('error TS'));
  expect(errors.filter((line) => !line.startsWith('lines.ts('))).toEqual([]);
  return [...new Set(errors.map((line) => Number(/\((\d+),/.exec(line)?.[1])))].sort((a, b) => a - b);
}
