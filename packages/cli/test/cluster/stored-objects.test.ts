import { expect, test } from 'vitest';
import { deployableFolder } from './deployable-folder.ts';

const build = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: { name: build, labels: { team: web } }
spec:
  entrypoint: main
  arguments: { parameters: [{ name: count, value: '5' }] }
  templates: [{ name: main, suspend: {} }]
`;
const files = {
  'build.yaml': build,
  'shared.yaml': build.replace('WorkflowTemplate', 'ClusterWorkflowTemplate').replace('build', 'shared'),
  'broken.yaml': build.replace('entrypoint: main', 'entrypoint: other'),
  'nightly.yaml': `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: { name: nightly }
spec:
  schedules: ['0 3 * * *']
  workflowSpec:
    entrypoint: main
    arguments: { parameters: [{ name: count, value: '5' }] }
    templates: [{ name: main, suspend: {} }]
`,
};

const start = (more: Readonly<Record<string, string>> = {}) => deployableFolder({ ...files, ...more });

test('templates are created, shown, replaced and deleted', async () => {
  await using setup = await start();
  const { tiphys, cluster } = setup;
  expect(await tiphys('template create build.yaml --kube -o name')).toMatchObject({
    code: 0,
    out: 'build\n',
    err: expect.stringMatching(/^Using the cluster .*, namespace default\n$/),
  });
  expect(await tiphys('template create build.yaml --kube')).toMatchObject({
    code: 2,
    err: expect.stringContaining('error CLIENT_CONFLICT'),
  });
  const shown = await tiphys('template get build --kube');
  expect(shown.out).toMatch(/Name {2,}build\n[\s\S]*Entrypoint {2,}main\n {2}Parameters {2,}count=5\n/);
  expect((await tiphys('template list --kube -l team=web')).out).toMatch(
    /^NAME {2,}AGE\nbuild {2,}[\d.]+\w.*\n$/,
  );
  expect((await tiphys('template list --kube -l team=other')).err).toContain('No WorkflowTemplates found.');
  expect((await tiphys('template update build.yaml --kube')).code).toBe(0);
  expect(cluster.objects.get('workflowtemplates/build')?.metadata).toMatchObject({ namespace: 'default' });
  expect(await tiphys('template delete --all --kube --dry-run')).toMatchObject({
    out: "WorkflowTemplate 'build' would be deleted\n",
  });
  expect(await tiphys('template delete build --kube')).toMatchObject({
    code: 0,
    out: "WorkflowTemplate 'build' deleted\n",
  });
  expect(cluster.objects.size).toBe(0);
  expect(await tiphys('template get build --kube')).toMatchObject({
    code: 2,
    err: expect.stringContaining('error CLIENT_NOT_FOUND'),
  });
});

test('an error about one object does not keep the command from the others', async () => {
  await using setup = await start();
  await setup.tiphys('template create build.yaml --kube');
  const result = await setup.tiphys('template get missing build --kube -o name');
  expect(result).toMatchObject({ code: 2, out: 'build\n', err: expect.stringContaining('CLIENT_NOT_FOUND') });
});

test('cluster templates are created for the whole cluster', async () => {
  await using setup = await start();
  expect((await setup.tiphys('cluster-template create shared.yaml --kube')).code).toBe(0);
  expect([...setup.cluster.objects.keys()]).toEqual(['clusterworkflowtemplates/shared']);
});

test('lint asks the server, too, and stores nothing', async () => {
  await using setup = await start();
  const { tiphys, cluster } = setup;
  expect(await tiphys('template lint build.yaml --kube')).toMatchObject({
    code: 0,
    out: 'No issues in 1 WorkflowTemplate\n',
  });
  const broken = await tiphys('template lint broken.yaml --kube');
  expect(broken).toMatchObject({ code: 1, out: expect.stringMatching(/broken.yaml[\s\S]*other/) });
  cluster.refuse('workflowtemplates/build', 'spec.templates: no');
  expect(await tiphys('template lint build.yaml --kube')).toMatchObject({
    code: 1,
    out: expect.stringMatching(/^build.yaml: WorkflowTemplate build: .*spec.templates: no/),
  });
  expect(cluster.objects.size).toBe(0);
});

test('CronWorkflows of a cluster are created with changes, suspended, resumed and deleted', async () => {
  await using setup = await start();
  const { tiphys, cluster } = setup;
  const line =
    'cron create nightly.yaml --kube --name daily --schedule @daily -p count=6 --labels a=b -o name';
  expect(await tiphys(line.replace('@daily', '@hourly'))).toMatchObject({ code: 0, out: 'daily\n' });
  expect(cluster.objects.get('cronworkflows/daily')).toMatchObject({
    spec: {
      schedules: ['@hourly'],
      workflowMetadata: { labels: { a: 'b' } },
      workflowSpec: { arguments: { parameters: [{ name: 'count', value: '6' }] } },
    },
  });
  expect(await tiphys('cron suspend daily --kube')).toMatchObject({
    code: 0,
    out: "CronWorkflow 'daily' suspended\n",
  });
  expect((await tiphys('cron list --kube')).out).toMatch(/daily .* N\/A {2,}N\/A {2,}@hourly {2,}true\n$/);
  expect(await tiphys('cron resume daily --kube')).toMatchObject({ out: "CronWorkflow 'daily' resumed\n" });
  expect((await tiphys('cron get daily --kube')).out).toMatch(/Suspended {2,}false\n/);
  expect(await tiphys('cron delete daily --kube')).toMatchObject({ out: "CronWorkflow 'daily' deleted\n" });
  expect(cluster.objects.size).toBe(0);
});

test('a backfill submits a workflow for each time, which wait for each other', async () => {
  await using setup = await start();
  const { tiphys, cluster } = setup;
  await tiphys('cron create nightly.yaml --kube');
  const line =
    'cron backfill nightly --start 2026-01-01T00:00:00Z --end 2026-01-03T00:00:00Z --name fix --kube -p count=7';
  expect(await tiphys(line)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^(workflow nightly-backfill-fix-\w+ submitted\n){2}$/),
  });
  const runs = [...cluster.objects].filter(([key]) => key.startsWith('workflows/'));
  expect(runs.map(([, { spec }]) => spec)).toEqual(
    ['2026-01-01', '2026-01-02'].map((day) =>
      expect.objectContaining({
        synchronization: { mutexes: [{ name: 'fix' }] },
        arguments: {
          parameters: [
            { name: 'count', value: '7' },
            { name: 'cronScheduleTime', value: `${day} 03:00:00 +0000 UTC` },
          ],
        },
      }),
    ),
  );
  expect(await tiphys(`${line} --executor workers`)).toMatchObject({
    code: 2,
    err: expect.stringContaining('--executor is about runs on this machine'),
  });
});

test.for([
  { line: 'template get --kube', err: 'error CLI_MISSING_ARGUMENT' },
  { line: 'template delete --kube', err: 'error CLI_MISSING_ARGUMENT' },
  { line: 'template delete build --all --kube', err: 'error CLI_CONFLICTING_OPTIONS' },
  { line: 'template create nightly.yaml --kube', err: 'error CLI_NOTHING_FOUND' },
  { line: 'template create broken.yaml --kube', err: 'error CLI_INVALID_MANIFEST' },
  { line: 'cron create nightly.yaml --kube -p other=6', err: 'error CLI_UNKNOWN_PARAMETER' },
  { line: 'cron create nightly.yaml --kube --labels a', err: 'error CLI_OPTION_VALUE' },
  { line: 'archive list --kube', err: 'error CLIENT_NOT_OFFERED' },
  { line: 'archive get some --kube', err: 'error CLIENT_NOT_OFFERED' },
])('tiphys $line is refused', async ({ line, err }) => {
  await using setup = await start();
  expect(await setup.tiphys(line)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(err) });
  expect(setup.cluster.objects.size).toBe(0);
});

const calling = (kind: string, name: string, spec: string): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec: ${spec}\n`;
const ofTemplate = (name: string): string => `{ workflowTemplateRef: { name: ${name} } }`;
const ofCron = (name: string): string => `{ schedules: ['0 3 * * *'], workflowSpec: ${ofTemplate(name)} }`;
const steps = (reference: string): string =>
  `{ entrypoint: main, templates: [{ name: main, steps: [[{ name: a, templateRef: ${reference} }]] }] }`;

test.for([
  { line: 'submit run.yaml', content: calling('Workflow', 'run', ofTemplate('nope')), code: 2 },
  {
    line: 'submit run.yaml --server-dry-run',
    content: calling('Workflow', 'run', steps('{ name: nope, clusterScope: true, template: main }')),
    code: 2,
  },
  { line: 'cron lint run.yaml', content: calling('CronWorkflow', 'run', ofCron('nope')), code: 1 },
  { line: 'cron create run.yaml', content: calling('CronWorkflow', 'run', ofCron('nope')), code: 2 },
  { line: 'deploy run.yaml --check', content: calling('CronWorkflow', 'run', ofCron('nope')), code: 2 },
  {
    line: 'template lint run.yaml',
    content: calling('WorkflowTemplate', 'run', steps('{ name: build, template: nope }')),
    code: 1,
  },
])('a missing template is refused through the Kubernetes API: $line', async ({ line, content, code }) => {
  await using setup = await start({ 'run.yaml': content });
  await setup.tiphys('template create build.yaml --kube');
  const result = await setup.tiphys(`${line} --kube`);
  expect(result.code).toBe(code);
  expect(result.out + result.err).toMatch(/There is no \w+ "nope" in the|has no template "nope"/);
  expect([...setup.cluster.objects.keys()]).toEqual(['workflowtemplates/build']);
});

test.for([
  { title: 'in the cluster', line: 'cron lint run.yaml', name: 'build', given: '' },
  { title: 'in the same file', line: 'cron lint run.yaml', name: 'other', given: build },
  { title: 'deployed with it', line: 'deploy run.yaml --dry-run', name: 'other', given: build },
])('a template counts that is $title', async ({ line, name, given }) => {
  const other = given === '' ? '' : `---\n${given.replace('name: build', 'name: other')}`;
  await using setup = await start({ 'run.yaml': calling('CronWorkflow', 'run', ofCron(name)) + other });
  await setup.tiphys('template create build.yaml --kube');
  expect(await setup.tiphys(`${line} --kube`)).toMatchObject({ code: 0 });
});
