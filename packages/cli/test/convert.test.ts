import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newestArgoVersion } from '@tiphys/models/versions';
import { expect, test } from 'vitest';
import { runCli } from '../src/run-cli.ts';
import { fakeWorld } from './fake-world.ts';
import { runLine } from './run-tiphys.ts';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';

const cron = `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: { name: c }
spec:
  # when
  schedule: "0 * * * *" # hourly
  workflowSpec: { entrypoint: main }
`;
const converted = cron.replace('  schedule: "0', '  schedules:\n    - "0');
const script = `import type { CronWorkflow, Synchronization } from '@tiphys/models';

export const lock: Synchronization = { mutex: { name: 'm' } };
export const other = { schedule: 'mine' };
export const taken = lock.mutex;
export const nightly: CronWorkflow = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'CronWorkflow',
  metadata: { name: 'nightly' },
  spec: { schedule: '0 3 * * *', workflowSpec: { entrypoint: 'main', podPriority: 3 } },
};
`;
const byHand = cron.replace('{ entrypoint: main }', '{ entrypoint: main, podPriority: 3 }');

function project(files: Readonly<Record<string, string>>): TemporaryFolder {
  const folder = temporaryFolder({ 'package.json': '{ "type": "module" }', ...files });
  symlinkSync(
    path.join(import.meta.dirname, '../../../node_modules'),
    path.join(folder.path, 'node_modules'),
  );
  return folder;
}

const tsconfig = JSON.stringify({
  compilerOptions: { strict: true, module: 'nodenext', customConditions: ['@tiphys/source'] },
});

test('YAML and TypeScript in a folder are rewritten in place, and manual work is listed with its line', async () => {
  using folder = project({
    'flows/a.yaml': cron,
    'flows/b.ts': script,
    'flows/c.yaml': '{{ helm }}: [\n',
    'tsconfig.json': tsconfig,
  });
  const result = await runLine(folder, 'convert flows');
  const read = (name: string): string => readFileSync(path.join(folder.path, name), 'utf8');
  expect(read('flows/a.yaml')).toBe(converted);
  expect(read('flows/b.ts')).toBe(
    script
      .replace("mutex: { name: 'm' }", "mutexes: [{ name: 'm' }]")
      .replace("schedule: '0 3 * * *'", "schedules: ['0 3 * * *']"),
  );
  expect(result.code).toBe(1);
  expect(result.out).toContain('flows/a.yaml:6:3: spec.schedule');
  expect(result.out).toContain('flows/b.ts:10:11: schedule');
  expect(result.out).toContain(`2 of 2 files changed for Argo ${newestArgoVersion}`);
  expect(result.err).toContain('flows/b.ts:10:73: podPriority');
  expect(result.err).toContain(
    'flows/b.ts:5:27: mutex: The code uses this field, but `mutex` becomes `mutexes`.',
  );
  expect(readdirSync(path.join(folder.path, 'flows')).sort()).toEqual(['a.yaml', 'b.ts', 'c.yaml']);
});

test.for([
  {
    title: '--check fails if a file would change',
    words: ['a.yaml', '--check'],
    code: 1,
    out: '1 of 1 file would change',
  },
  {
    title: '--check succeeds if everything is converted',
    words: ['done.yaml', '--check'],
    code: 0,
    out: '0 of 1 file would change',
  },
  {
    title: '--diff succeeds with changes',
    words: ['a.yaml', '--diff'],
    code: 0,
    out: '-  schedule: "0 * * * *" # hourly',
  },
  { title: '--diff lists manual work', words: ['hand.yaml', '--diff'], code: 1, out: '+  schedules:' },
  {
    title: '--json prints JSON',
    words: ['a.yaml', '--json', '--check'],
    code: 1,
    out: '"path": "spec.schedule"',
  },
])('$title, and nothing is written', async ({ words, code, out }) => {
  const files = { 'a.yaml': cron, 'done.yaml': converted, 'hand.yaml': byHand };
  using folder = temporaryFolder(files);
  const fake = fakeWorld({ cwd: folder.path });
  expect(await runCli(['convert', ...words], fake.world)).toBe(code);
  expect(fake.out()).toContain(out);
  for (const [name, text] of Object.entries(files))
    expect(readFileSync(path.join(folder.path, name), 'utf8')).toBe(text);
});

test('manual work is listed with its line in the rewritten file', async () => {
  const flow = `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: { name: c }
spec:
  schedules: [a]
  workflowSpec:
    synchronization: { mutexes: [{ name: m, database: true }] }
`;
  const code = `import type { TemplateDefaults } from '@tiphys/models/v3.6';

export const defaults: TemplateDefaults = {
  priority: 1,
  priorityClassName: 'high',
};
export const taken = defaults.priority;
`;
  using folder = project({ 'a.yaml': flow, 'b.ts': code, 'tsconfig.json': tsconfig });
  const run = async (words: readonly string[]): Promise<string> => {
    const fake = fakeWorld({ cwd: folder.path });
    expect(await runCli(['convert', ...words], fake.world)).toBe(1);
    return fake.err();
  };
  expect(await run(['a.yaml', '--to', 'v3.5', '--check'])).toContain(
    'a.yaml:7:45: spec.workflowSpec.synchronization.mutexes[0].database:',
  );
  expect(await run(['a.yaml', '--to', 'v3.5'])).toContain(
    'a.yaml:7:42: spec.workflowSpec.synchronization.mutex.database:',
  );
  expect(await run(['b.ts', '--diff'])).toContain('b.ts:7:31: priority: The code uses this field');
  expect(await run(['b.ts'])).toContain('b.ts:6:31: priority: The code uses this field');
});

test('--diff prints a patch that git applies', async () => {
  using folder = temporaryFolder({ 'a.yaml': cron.trimEnd() });
  const fake = fakeWorld({ cwd: folder.path });
  await runCli(['convert', 'a.yaml', '--diff'], fake.world);
  writeFileSync(path.join(folder.path, 'p.patch'), fake.out());
  execFileSync('git', ['apply', 'p.patch'], { cwd: folder.path });
  expect(readFileSync(path.join(folder.path, 'a.yaml'), 'utf8')).toBe(converted.trimEnd());
});

test('standard input is converted to standard output, also to an older version', async () => {
  const fake = fakeWorld({ cwd: '/', input: converted });
  expect(await runCli(['convert', '-', '--to', '3.5.15'], fake.world)).toBe(0);
  expect(fake.out()).toBe(cron);
});

test.for([
  {
    title: 'an unsupported version',
    words: ['a.yaml', '--to', 'v9.9'],
    code: 'CLI_UNKNOWN_VERSION',
  },
  { title: 'a missing file', words: ['nothing.yaml'], code: 'CLI_FILE_MISSING' },
  { title: 'a file of another kind', words: ['notes.txt'], code: 'CLI_FILE_KIND' },
  { title: 'a folder without Argo', words: ['empty'], code: 'CLI_NOTHING_FOUND' },
])('rejects $title', async ({ words, code }) => {
  using folder = temporaryFolder({ 'a.yaml': cron, 'notes.txt': '', 'empty/x.yaml': 'a: 1\n' });
  const fake = fakeWorld({ cwd: folder.path });
  expect(await runCli(['convert', ...words], fake.world)).toBe(2);
  expect(fake.err()).toContain(code);
});

test('no space left: the file is not changed, and the files already converted are named', async () => {
  using folder = temporaryFolder({ 'a.yaml': cron, 'b.yaml': cron });
  const write = async (file: string, text: string): Promise<void> => {
    if (file.endsWith('b.yaml')) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    writeFileSync(file, text);
  };
  const fake = fakeWorld({ cwd: folder.path, operations: { write } });
  expect(await runCli(['convert', 'a.yaml', 'b.yaml'], fake.world)).toBe(2);
  expect(fake.err()).toContain('CLI_WRITE_FAILED');
  expect(fake.err()).toContain('Already converted: a.yaml.');
  expect(readFileSync(path.join(folder.path, 'b.yaml'), 'utf8')).toBe(cron);
});
