import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runLine } from '../run-tiphys.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { startTiphys } from './start-tiphys.ts';

const cron = (schedule: string, more = ''): string => `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: { name: tick }
spec:
  schedules: ['${schedule}']
  ${more}
  workflowSpec:
    entrypoint: main
    arguments: { parameters: [{ name: who, value: Ann }] }
    templates:
      - name: main
        container: { image: alpine, command: [echo, 'hello {{workflow.parameters.who}} {{workflow.parameters}}'] }
`;

const files = {
  'tick.yaml': cron('@every 2s'),
  'until.yaml': cron('@every 1s', `stopStrategy: { expression: 'cronworkflow.succeeded >= 1' }`),
  'daily.yaml': cron('0 3 * * *'),
  'once.yaml':
    'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: { name: once }\nspec: { entrypoint: main, templates: [{ name: main, suspend: {} }] }\n',
};

test('a CronWorkflow runs at its times, is suspended and resumed, and ends with Ctrl-C', async () => {
  using folder = temporaryFolder(files);
  await using command = startTiphys(['cron', 'run', 'tick.yaml', '-p', 'who=Bea'], folder.path);
  await command.says('Succeeded');
  expect(command.printed()).toMatch(
    /Next run at 20.*Z\n[\s\S]*tick-\d+ starts for 20.*Z\n[\s\S]*tick-\d+ {2}Succeeded/,
  );
  const [, ended] = /(tick-\d+) {2}Succeeded/.exec(command.printed()) ?? [];
  expect((await runLine(folder, `logs ${ended}`)).out).toContain('hello Bea');
  expect(await runLine(folder, 'cron suspend tick')).toMatchObject({
    code: 0,
    out: "CronWorkflow 'tick' suspended\n",
  });
  expect((await runLine(folder, 'cron list')).out).toMatch(/tick .* @every 2s .* true\n$/);
  await command.says('tick is suspended, skipping execution');
  expect(await runLine(folder, 'cron resume tick')).toMatchObject({
    code: 0,
    out: "CronWorkflow 'tick' resumed\n",
  });
  const { out } = await runLine(folder, 'cron get tick');
  expect(out).toMatch(/Schedules {2,}@every 2s\n/);
  expect(out).toMatch(/File {2,}tick.yaml\n/);
  command.process.kill('SIGINT');
  expect(await command.ended).toBe(130);
});

test('a stop strategy ends the command', async () => {
  using folder = temporaryFolder(files);
  await using command = startTiphys(['cron', 'run', 'until.yaml'], folder.path);
  expect(await command.ended).toBe(0);
  expect((await runLine(folder, 'cron get tick -o json')).out).toContain('"phase": "Stopped"');
});

test('backfill runs the times of a period, each with its time as parameter', async () => {
  using folder = temporaryFolder(files);
  const line = 'cron backfill daily.yaml --start 2026-01-01T00:00:00Z --end 2026-01-03T00:00:00Z --name fix';
  const result = await runLine(folder, line);
  expect(result).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^(tick-backfill-fix-\w+ {2}Succeeded {2}.*\n){2}$/),
  });
  expect(readdirSync(path.join(folder.path, '.tiphys/runs'))).toHaveLength(2);
  expect((await runLine(folder, 'logs @latest')).out).toContain('2026-01-02 03:00:00 +0000 UTC');
});

test.for([
  { line: 'cron get tock', err: 'There is no CronWorkflow "tock"' },
  { line: 'cron run once.yaml', err: 'has no schedule' },
  { line: 'cron backfill daily.yaml', err: 'needs --start' },
  { line: 'cron backfill daily.yaml --start yesterday', err: 'takes a time' },
  {
    line: 'cron backfill daily.yaml --start 2026-01-03T00:00:00Z --end 2026-01-01T00:00:00Z',
    err: 'must be before --end, which is 2026-01-01',
  },
  {
    line: 'cron backfill daily.yaml --start 2020-01-01T00:00:00Z --maxworkflowcount 3',
    err: 'OPERATIONS_BACKFILL',
  },
])('tiphys $line is an error with advice', async ({ line, err }) => {
  using folder = temporaryFolder(files);
  expect(await runLine(folder, line)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(err) });
});

test('a CronWorkflow of this machine is deleted, and is unknown afterwards', async () => {
  using folder = temporaryFolder(files);
  await using command = startTiphys(['cron', 'run', 'daily.yaml'], folder.path);
  await command.says('Next run at');
  expect(await runLine(folder, 'cron delete tick')).toMatchObject({
    code: 0,
    out: "CronWorkflow 'tick' deleted\n",
  });
  await command.says('It was deleted');
  expect(await command.ended).toBe(0);
  expect((await runLine(folder, 'cron list')).err).toBe('No CronWorkflows found.\n');
});
