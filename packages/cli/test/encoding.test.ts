import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../src/run-cli.ts';
import { fakeWorld } from './fake-world.ts';
import { runTiphys } from './run-tiphys.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Latin-1 in a comment and in a value. */
const cron = `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  # caf\xE9 M\xFCnchen
  schedule: "0 1 * * *"
  workflowSpec:
    entrypoint: m
    templates:
    - name: m
      container: {image: a, command: [echo, "caf\xE9"]}
`;
const good = cron.replaceAll(/[^\n -~]/g, '').replace('schedule: "0 1 * * *"', 'schedules: ["0 1 * * *"]');
const library =
  'apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: \xE9}\nspec: {}\n';
const script = `import { workflow } from '@tiphys/workflow';
export const a = workflow({ metadata: { generateName: 'caf\xE9-' }, spec: {} });
`;

test('`tiphys lint` reports bytes that are not UTF-8 as an issue of the file', async () => {
  using folder = temporaryFolder();
  writeFileSync(path.join(folder.path, 'in.yaml'), Buffer.from(cron, 'latin1'));
  const fake = fakeWorld({ cwd: folder.path });
  expect(await runCli(['lint', 'in.yaml'], fake.world)).toBe(1);
  expect(fake.out()).toContain('in.yaml:6:8: error');
  expect(fake.out()).toContain('UTF-8');
});

test.for([
  { words: ['convert', 'in.yaml'], place: 'in.yaml:6:8' },
  { words: ['convert', '.'], place: 'in.ts:2:59' },
  { words: ['convert', 'in.ts'], place: 'in.ts:2:59' },
  { words: ['import', 'in.yaml', '-o', 'out.ts'], place: 'in.yaml:6:8' },
  { words: ['run', 'in.yaml'], place: 'in.yaml:6:8' },
  { words: ['run', 'good.yaml', '--with', 'templates'], place: 'library.yaml:3:18' },
  { words: ['run', 'good.yaml', '-f', 'in.yaml'], place: 'in.yaml:6:8' },
  { words: ['compile', 'in.yaml'], place: 'in.yaml:6:8' },
  { words: ['compile', 'in.ts'], place: 'in.ts:2:59' },
  { words: ['generate', 'in.yaml'], place: 'in.yaml:6:8' },
  { words: ['schema', 'diff', 'v3.5', '--workflows', 'in.yaml'], place: 'in.yaml:6:8' },
])(
  '`tiphys $words` rejects bytes that are not UTF-8 at $place, and changes no file',
  async ({ words, place }) => {
    using folder = temporaryFolder({ 'good.yaml': good });
    const bytes = Buffer.from(cron, 'latin1');
    mkdirSync(path.join(folder.path, 'templates'));
    writeFileSync(path.join(folder.path, 'templates/library.yaml'), Buffer.from(library, 'latin1'));
    writeFileSync(path.join(folder.path, 'templates/other.yaml'), Buffer.from('a: \xE9', 'latin1'));
    writeFileSync(path.join(folder.path, 'in.yaml'), bytes);
    writeFileSync(path.join(folder.path, 'in.ts'), Buffer.from(script, 'latin1'));
    const fake = fakeWorld({ cwd: folder.path });
    expect(await runCli(words, fake.world)).toBe(2);
    expect(fake.err()).toContain('CLI_FILE_ENCODING');
    expect(fake.err()).toContain(place);
    expect(fake.out()).toBe('');
    expect(readFileSync(path.join(folder.path, 'in.yaml'))).toEqual(bytes);
  },
);

test('a file in a folder may have any encoding if it has no Argo objects', async () => {
  using folder = temporaryFolder({ 'a.yaml': cron.replaceAll(/[^\n -~]/g, '') });
  writeFileSync(path.join(folder.path, 'other.yaml'), Buffer.from('a: caf\xE9\n', 'latin1'));
  const fake = fakeWorld({ cwd: folder.path });
  expect(await runCli(['convert', '.'], fake.world)).toBe(0);
  expect(fake.out()).toContain('1 of 1 file changed');
});

test('standard input is rejected in the same way', async () => {
  using folder = temporaryFolder({});
  const run = (input: Uint8Array) => runTiphys(['import', '-'], { cwd: folder.path, input });
  expect(await run(Buffer.from(cron, 'latin1'))).toMatchObject({
    code: 2,
    err: expect.stringContaining('The byte 0xE9 at offset'),
  });
  expect(await run(Buffer.from(`\uFEFF${cron}`, 'utf16le'))).toMatchObject({
    code: 2,
    err: expect.stringContaining('The file is encoded as UTF-16'),
  });
});

test('a byte order mark of UTF-8 is accepted and kept', async () => {
  using folder = temporaryFolder({ 'a.yaml': `\uFEFF${cron}` });
  const fake = fakeWorld({ cwd: folder.path });
  expect(await runCli(['convert', 'a.yaml'], fake.world)).toBe(0);
  expect(readFileSync(path.join(folder.path, 'a.yaml'), 'utf8')).toMatch(/^\uFEFFapiVersion.*schedules:/s);
});
