import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runTiphys } from '../run-tiphys.ts';
import { type TemporaryFolder, temporaryFolder } from '../temporary-folder.ts';
import { finishedRuns } from './finished-runs.ts';

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await finishedRuns();
});
afterAll(() => folder[Symbol.dispose]());

const tiphys = (line: string, cwd = folder.path) => runTiphys(line.split(' '), { cwd });

test.for([
  { line: 'list -o name', out: 'greet-bad\ngreet-good\n' },
  { line: 'list -o name --status Failed,Error', out: 'greet-bad\n' },
  { line: 'list -o name --prefix greet-g', out: 'greet-good\n' },
  { line: 'list -o name --since 1h --completed', out: 'greet-bad\ngreet-good\n' },
  { line: 'list -o name --older 1h', out: '' },
  { line: 'list -o name --running', out: '' },
  { line: 'list -o name -l team=docs,!gone', out: 'greet-bad\ngreet-good\n' },
  { line: 'list -o name -l team!=docs', out: '' },
  { line: 'list -o name --field-selector metadata.name=greet-good', out: 'greet-good\n' },
  { line: 'get @latest -o name', out: 'greet-bad\n' },
  { line: 'logs greet-good read', out: 'hello Ann\n' },
  { line: 'logs greet-good', out: 'write(0): writing\nwrite(1): writing\nread: hello Ann\n' },
  { line: 'logs greet-good --grep ^hello', out: 'read: hello Ann\n' },
  { line: 'logs greet-good -f --tail 0', out: '' },
  { line: 'delete --dry-run --status Failed', out: "Workflow 'greet-bad' would be deleted\n" },
])('tiphys $line', async ({ line, out }) => {
  expect(await tiphys(line)).toMatchObject({ code: 0, out });
});

test('the table of runs has the columns of argo list, and a short line when there is none', async () => {
  const { out } = await tiphys('list');
  expect(out).toMatch(
    /^NAME +STATUS +AGE +DURATION +PRIORITY +MESSAGE\ngreet-bad +Failed +\d.*\ngreet-good +Succeeded /,
  );
  expect(await tiphys('list --no-headers -o wide')).toMatchObject({
    out: expect.stringMatching(/^greet-bad +Failed .* 0\/0\/3 +who=Ann,code=1/),
  });
  expect(await tiphys('list --prefix nothing')).toMatchObject({ code: 0, out: '', err: 'No runs found.\n' });
});

test('get shows the tree, the parameters and where the files are', async () => {
  const { out } = await tiphys('get greet-bad');
  expect(out).toContain('✖ greet-bad  Failed');
  expect(out).toContain('read');
  expect(out).toContain('  who   Ann\n');
  expect(out).toContain('.tiphys/runs/greet-bad\n');
});

test('get of a node shows its inputs, tries, command and environment, and masks values of Secrets', async () => {
  const { out } = await tiphys('get greet-good write');
  expect(out).toMatch(/Inputs\n {2}who {2}Ann\n/);
  expect(out).toMatch(/Outputs\n {2}card {2}\.tiphys\/runs\/greet-good\/artifacts\/cards\/card\.txt\n/);
  expect(out).toMatch(/Tries\n {2}write\(0\) +Failed .*exit code 1.*\n {2}write\(1\) +Succeeded/);
  expect(out).toContain('TOKEN  ****** (Secret tokens, key greet)');
  expect(out).toContain('MODE   fast');
  expect(out).toContain('Log  .tiphys/runs/greet-good/logs/greet-good.write(1).log');
  expect(out).not.toContain('t0p-s3cret');
});

test('the store of the project is found from a folder inside it, and paths are relative to that', async () => {
  const deep = path.join(folder.path, 'sub/deep');
  expect(await tiphys('list -o name', deep)).toMatchObject({ out: 'greet-bad\ngreet-good\n' });
  expect((await tiphys('get greet-good', deep)).out).toContain('../../.tiphys/runs/greet-good\n');
});

test.for([
  { line: 'get greet-goood', err: 'Did you mean "greet-good"?' },
  { line: 'get greet', err: 'Did you mean "greet-bad" or "greet-good"?' },
  { line: 'logs grüße', err: 'There is no run "grüße" in .tiphys.' },
  { line: 'get ../../etc', err: 'There is no run "../../etc"' },
  {
    line: 'get greet-good nothing',
    err: 'The run greet-good has no node "nothing". Its nodes: greet-good, ',
  },
  { line: 'delete greet-good greet-god', err: 'Did you mean "greet-good"?' },
  { line: 'delete', err: '--all' },
  { line: 'delete greet-good --all', err: 'not both' },
  { line: 'list --since yesterday', err: '--since takes a duration' },
  { line: 'list --status nope', err: 'Pending, Running' },
  { line: 'list -l a=b=c', err: 'is not a label selector' },
  { line: 'logs greet-good --grep (', err: 'a regular expression' },
  { line: 'cp greet-good', err: 'needs a folder' },
  { line: 'cp greet-good out --path ../../{nodeId}', err: 'outside' },
])('tiphys $line is an error with advice', async ({ line, err }) => {
  const result = await tiphys(line);
  expect(result).toMatchObject({ code: 2, out: '' });
  expect(result.err).toContain(err);
  expect(result.err).not.toContain(folder.path);
});

test('wait and watch end at once for a run that has ended, with its verdict as exit code', async () => {
  expect(await tiphys('wait greet-good')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^greet-good Succeeded at 20/),
  });
  expect(await tiphys('wait greet-good greet-bad')).toMatchObject({ code: 1 });
  expect(await tiphys('wait greet-good gone --ignore-not-found')).toMatchObject({
    code: 0,
    err: expect.stringContaining('There is no run "gone" in .tiphys.'),
  });
  expect(await tiphys('wait gone')).toMatchObject({ code: 2 });
  expect(await tiphys('watch greet-bad')).toMatchObject({
    code: 1,
    out: expect.stringContaining('✖ greet-bad'),
  });
});

test('cp copies artifacts, and --path places them', async () => {
  using target = temporaryFolder();
  const all = await tiphys(`cp greet-good ${target.path}`);
  const node = /default\/greet-good\/(greet-good-\d+)\/outputs\/card\/card\.txt"\n$/.exec(all.out)?.[1] ?? '';
  expect(
    readFileSync(path.join(target.path, `default/greet-good/${node}/outputs/card/card.txt`), 'utf8'),
  ).toBe('hello Ann\n');
  await tiphys(
    `cp greet-good ${target.path} --artifact-name card --template-name write --node-id ${node} --path {templateName}`,
  );
  expect(existsSync(path.join(target.path, 'write/card.txt'))).toBe(true);
  expect(await tiphys(`cp greet-good ${target.path} --artifact-name no`)).toMatchObject({
    code: 0,
    err: expect.stringContaining('Nothing was copied'),
  });
});

test('-o json | head -1 ends without an error', async () => {
  const { spawnSync } = await import('node:child_process');
  const main = path.join(import.meta.dirname, '../../src/main.ts');
  const line = `"${process.execPath}" --conditions=@tiphys/source "${main}" get greet-good -o json | head -1`;
  const { stdout, stderr } = spawnSync('bash', ['-c', line], { cwd: folder.path, encoding: 'utf8' });
  expect({ stdout, stderr }).toEqual({ stdout: '{\n', stderr: '' });
});

test('-o yaml and -o json print the Workflow object', async () => {
  expect(JSON.parse((await tiphys('get greet-good -o json')).out)).toMatchObject({
    metadata: { name: 'greet-good' },
  });
  expect(JSON.parse((await tiphys('list -o json')).out)).toHaveLength(2);
  expect((await tiphys('get greet-good -o yaml')).out).toMatch(
    /^apiVersion: argoproj.io\/v1alpha1\nkind: Workflow\n/,
  );
});

describe('a store', () => {
  test('that does not exist is empty', async () => {
    using empty = temporaryFolder();
    expect(await tiphys('list', empty.path)).toMatchObject({ code: 0, err: 'No runs found.\n' });
    expect(await tiphys('get hello', empty.path)).toMatchObject({
      code: 2,
      err: expect.stringContaining('There are no runs'),
    });
    expect(existsSync(path.join(empty.path, '.tiphys'))).toBe(false);
  });

  test('that is a file, or a link to elsewhere, is refused', async () => {
    using place = temporaryFolder({ store: 'a file', 'other/runs/x/workflow.json': '{}' });
    expect(await tiphys('list --store store', place.path)).toMatchObject({
      code: 2,
      err: expect.stringContaining('is a file'),
    });
    symlinkSync('other', path.join(place.path, '.tiphys'));
    expect(await tiphys('list', place.path)).toMatchObject({
      code: 2,
      err: expect.stringContaining('is a symbolic link'),
    });
    mkdirSync(path.join(place.path, 'mine'));
    symlinkSync('../other/runs', path.join(place.path, 'mine/runs'));
    expect(await tiphys('delete --all --store mine', place.path)).toMatchObject({
      code: 2,
      err: expect.stringContaining('is a symbolic link'),
    });
    expect(existsSync(path.join(place.path, 'other/runs/x'))).toBe(true);
  });

  test('deletes runs, but not what a link in it leads to', async () => {
    using store = await finishedRuns();
    const outside = path.join(store.path, 'outside');
    mkdirSync(outside);
    symlinkSync(outside, path.join(store.path, '.tiphys/runs/linked'));
    expect(await tiphys('delete linked', store.path)).toMatchObject({ code: 2 });
    expect(await tiphys('delete --all', store.path)).toMatchObject({
      code: 0,
      out: "Workflow 'greet-bad' deleted\nWorkflow 'greet-good' deleted\n",
    });
    expect(existsSync(outside)).toBe(true);
    expect(await tiphys('list', store.path)).toMatchObject({ err: 'No runs found.\n' });
  });
});

test('logs escape nothing for other programs, and half a character is U+FFFD', async () => {
  using store = await finishedRuns();
  const log = path.join(store.path, '.tiphys/runs/greet-good/logs/greet-good.read.log');
  writeFileSync(log, Buffer.concat([Buffer.from('\u001B[2Jcleared\nhalf '), Buffer.from([0xe2, 0x82])]));
  expect(await tiphys('logs greet-good read', store.path)).toMatchObject({
    code: 0,
    out: '\u001B[2Jcleared\nhalf \uFFFD\n',
  });
});
