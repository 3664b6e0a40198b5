import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BothClusters, type Mode, startBothClusters } from './both-clusters.ts';
import { files } from './command-files.ts';

let both: BothClusters;
beforeAll(async () => {
  both = await startBothClusters(files);
}, 60_000);
afterAll(() => both[Symbol.asyncDispose]());

describe.for<Mode>(['kube', 'server'])('what is wrong is refused before anything is sent, %s', (mode) => {
  beforeAll(async () => {
    expect(await both.tiphys(mode, 'template create library.yaml')).toMatchObject({ code: 0 });
    expect(await both.tiphys(mode, 'template create calling.yaml')).toMatchObject({ code: 0 });
    expect(await both.tiphys(mode, 'cron create nightly.yaml')).toMatchObject({ code: 0 });
  });

  test.for([
    { line: 'submit --from wftmpl/library --entrypoint trian', err: 'Did you mean "train"?' },
    { line: 'submit --from cronwf/nightly --entrypoint trian', err: 'Did you mean "train"?' },
    { line: 'submit --from cronwf/nightly -p epoch=3', err: 'Did you mean epochs?' },
    { line: 'submit refers.yaml -p epoch=3', err: 'Did you mean epochs?' },
    { line: 'submit refers.yaml --entrypoint trian', err: 'Did you mean "train"?' },
    { line: 'cron create nightly.yaml --name other --entrypoint trian', err: 'Did you mean "train"?' },
    { line: 'cron create nightly.yaml --name other -p epoch=3', err: 'Did you mean epochs?' },
    { line: 'cron backfill nightly --start 2026-01-01T00:00:00Z -p epoch=3', err: 'Did you mean epochs?' },
    {
      line: ['cron', 'backfill', 'nightly', '--start', '2026-01-01T00:00:00Z', '--name', 'a b'],
      err: '--name takes',
    },
    {
      line: 'cron backfill nightly --start 2026-01-01T00:00:00Z --argname epoch',
      err: 'Did you mean epochs?',
    },
    { line: 'submit waits.yaml wrong.yaml', err: 'CLI_INVALID_FIELD' },
    {
      line: 'submit waits.yaml mixed.yaml -p outcome=good',
      err: 'The workflow waits- has no parameter "outcome"',
    },
    { line: 'submit mixed.yaml -p outcome=good', err: 'The workflow waits- has no parameter "outcome"' },
    { line: 'submit --from wftmpl/calling -p epoch=3', err: 'Did you mean epochs?' },
    { line: 'submit named.yaml', err: 'Two of the workflows have the name "same"' },
    { line: 'submit waits.yaml --name Bad_Name', err: '--name takes lowercase letters' },
    { line: 'submit waits.yaml --name a --generate-name b-', err: '--generate-name would be ignored' },
    { line: 'submit waits.yaml --serviceaccount A', err: '--serviceaccount takes lowercase letters' },
    { line: 'submit waits.yaml -l team/=x', err: 'Kubernetes does not take the label "team/=x"' },
    { line: 'cron create nightly.yaml --name B', err: '--name takes lowercase letters' },
    { line: 'submit waits.yaml --status Failed', err: 'Add --watch' },
    { line: 'submit both.yaml --watch', err: '--watch is for one workflow, but there are 2' },
  ])('$line', async ({ line, err }) => {
    const { requests } = both.servers[mode];
    const before = requests.length;
    expect(await both.tiphys(mode, line)).toMatchObject({ code: 2, err: expect.stringContaining(err) });
    const sent = requests.slice(before).filter(({ method }) => method !== 'GET');
    expect(sent).toEqual([]);
  });

  test('a dry run prints all workflows as one file', async () => {
    const { out } = await both.tiphys(mode, 'submit both.yaml work.yaml --dry-run --generate-name new-');
    writeFileSync(path.join(both.folder, 'dry.yaml'), out);
    expect(await both.tiphys(mode, 'lint dry.yaml')).toMatchObject({ code: 0 });
    expect(out.match(/^---\n/gm)).toHaveLength(2);
    expect(out.match(/generateName: new-/g)).toHaveLength(3);
  });

  test('what a template has is taken', async () => {
    const lines = [
      'submit refers.yaml -p epochs=3 --entrypoint train',
      'submit --from cronwf/nightly -p epochs=3 --entrypoint train',
      'cron create nightly.yaml --name other -p epochs=3',
    ];
    for (const line of lines) {
      const result = await both.tiphys(mode, `${line} -o yaml`);
      expect(result, result.err).toMatchObject({ code: 0 });
      expect(result.out).toMatch(/name: epochs\n\s+value: '3'|value: '3'\n\s+name: epochs/);
    }
  });
});

test('a run takes the parameters of the WorkflowTemplate that it refers to', async () => {
  for (const mode of ['kube', 'server', 'local'] as const) {
    const start =
      mode === 'local'
        ? 'run refers.yaml --with library.yaml --entrypoint quick'
        : 'submit refers.yaml --wait --entrypoint quick';
    const name = (await both.tiphys(mode, `${start} -o name`)).out.trim();
    const again = `resubmit ${name} -o name -p`;
    expect((await both.tiphys(mode, `${again} epoch=3`)).err).toContain('Did you mean epochs?');
    expect(await both.tiphys(mode, `${again} epochs=3`)).toMatchObject({ code: 0 });
  }
});

test('a local run is not retried with a parameter that it does not have', async () => {
  const local = (line: string): ReturnType<BothClusters['tiphys']> => both.tiphys('local', line);
  expect(await local('run work.yaml --name here')).toMatchObject({ code: 1 });
  for (const line of ['retry here', 'resubmit here', 'run --from-failure here'])
    expect(await local(`${line} -p outcom=good`)).toMatchObject({
      code: 2,
      err: expect.stringContaining('The run here has no parameter "outcom". Did you mean outcome?'),
    });
});

test('a local run takes the labels, the name and the format that submit takes', async () => {
  const line = 'run waits.yaml --dry-run --generate-name here- -l team=red,tier=web --priority 7 -o json';
  const { out } = await both.tiphys('local', line);
  expect(JSON.parse(out)).toMatchObject({
    metadata: { generateName: 'here-', labels: { team: 'red', tier: 'web' } },
    spec: { priority: 7 },
  });
  const named = await both.tiphys(
    'local',
    'run work.yaml -p outcome=good --generate-name here- -l team=red -o name',
  );
  expect(named).toMatchObject({ code: 0, out: expect.stringMatching(/^here-\w+\n$/) });
  expect((await both.tiphys('local', 'list -l team=red -o name')).out).toBe(named.out);
});
