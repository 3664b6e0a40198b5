import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runLine } from '../run-tiphys.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const workflow = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { generateName: flow- }
spec:
  entrypoint: main
  templates:
    - name: main
      memoize: { key: k, cache: { configMap: { name: my-cache } } }
      container: { image: alpine, command: [echo, hello] }
      outputs: { parameters: [{ name: o, value: x }] }
`;

test('a damaged run does not hide the others, and can be deleted', async () => {
  using folder = temporaryFolder({
    'wf.yaml': workflow,
    '.tiphys/runs/hurt/workflow.json': '{"a',
    '.tiphys/runs/hurt/journal.jsonl': 'xx\n',
  });
  await runLine(folder, 'run wf.yaml --name good');
  const list = await runLine(folder, 'list --no-headers');
  expect(list).toMatchObject({ code: 0, err: '' });
  expect(list.out).toMatch(/^good +Succeeded /m);
  expect(list.out).toMatch(/^hurt +Damaged .*workflow\.json is damaged: /m);
  const { code, out } = await runLine(folder, 'get hurt');
  expect(code).toBe(0);
  expect(out).toContain('Delete the run: tiphys delete hurt');
  expect(out).toMatch(/^\.tiphys\/runs\/hurt\/workflow\.json is damaged: /m);
  expect(await runLine(folder, 'retry hurt')).toMatchObject({
    code: 2,
    err: expect.stringContaining('ENGINE_FILE_DAMAGED'),
  });
  expect(await runLine(folder, 'delete hurt')).toMatchObject({ code: 0, err: '' });
  expect((await runLine(folder, 'list -o name')).out).toBe('good\n');
});

test('a damaged cache is named, and the run goes on when it is deleted', async () => {
  using folder = temporaryFolder({ 'wf.yaml': workflow, '.tiphys/cache/my-cache.json': '{"a' });
  const run = await runLine(folder, 'run wf.yaml --name wf');
  expect(run).toMatchObject({ code: 2, err: expect.stringContaining('ENGINE_FILE_DAMAGED') });
  expect(run.err).toContain('.tiphys/cache/my-cache.json is damaged: it is not JSON');
  expect(run.err).toContain('tiphys resume wf');
  rmSync(path.join(folder.path, '.tiphys/cache/my-cache.json'));
  expect(await runLine(folder, 'resume wf')).toMatchObject({ code: 0 });
});

test('a damaged guard of a cache is replaced', async () => {
  using folder = temporaryFolder({ 'wf.yaml': workflow, '.tiphys/cache/guards/my-cache/1': 'x' });
  expect(await runLine(folder, 'run wf.yaml')).toMatchObject({ code: 0 });
});

test('damaged options of a run are named, and the run stays as it was', async () => {
  using folder = temporaryFolder({ 'wf.yaml': workflow });
  await runLine(folder, 'run wf.yaml --name wf --env A=b');
  writeFileSync(path.join(folder.path, '.tiphys/runs/wf/settings.json'), '{"variables"');
  const retry = await runLine(folder, 'retry wf --restart-successful --node-field-selector name=wf');
  expect(retry).toMatchObject({ code: 2, err: expect.stringContaining('settings.json is damaged: ') });
  expect((await runLine(folder, 'list --no-headers')).out).toContain('Succeeded');
});

test('a damaged CronWorkflow is named', async () => {
  using folder = temporaryFolder({ '.tiphys/cron/a.json': '{}' });
  const { code, err } = await runLine(folder, 'cron list');
  expect(code).toBe(2);
  expect(err).toContain('CLI_CRON_DAMAGED');
  expect(err).toContain('cron/a.json');
});
