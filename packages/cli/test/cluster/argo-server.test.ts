import { type ArgoServer, startArgoServer } from '@tiphys/tools-cluster';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../../src/run-cli.ts';
import { fakeWorld } from '../fake-world.ts';
import { runHere } from '../run-here.ts';
import { type CommandResult, runTiphys } from '../run-tiphys.ts';
import { type TemporaryFolder, temporaryFolder } from '../temporary-folder.ts';

const template = (name: string, labels = '{ app: reports }'): string => `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: { name: ${name}, labels: ${labels} }
spec: { entrypoint: main, templates: [{ name: main, suspend: {} }] }
`;

const files = {
  'flows/a.yaml': template('a'),
  'flows/nightly.yaml': `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: { name: nightly, labels: { app: reports } }
spec:
  schedules: ['0 3 * * *']
  workflowSpec: { workflowTemplateRef: { name: a } }
`,
  'settings/settings.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { a: b }\n',
  'dangling.yaml': `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: { name: dangling }
spec: { schedules: ['0 3 * * *'], workflowSpec: { workflowTemplateRef: { name: nowhere } } }
`,
  'old.yaml': template('old'),
  'foreign.yaml': template('foreign', '{ app: others }'),
  'run.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: once, labels: { team: web } }
spec:
  entrypoint: main
  arguments: { parameters: [{ name: who, value: Ann }] }
  templates:
    - name: main
      container: { image: alpine, command: [sh, -c, 'echo {{workflow.parameters.who}}; [ {{workflow.parameters.who}} = Ann ]'] }
`,
};

let server: ArgoServer;
let folder: TemporaryFolder;
beforeAll(async () => {
  server = await startArgoServer();
  folder = temporaryFolder(files);
});
afterAll(async () => {
  await server.close();
  folder[Symbol.dispose]();
});

function tiphys(line: string): Promise<CommandResult> {
  const env = { PATH: process.env.PATH ?? '', ARGO_SERVER: server.url, TIPHYS_PLACE: 'server' };
  return runHere(line, { cwd: folder.path, env });
}

test('a folder is deployed through the Argo Server, and nothing changes the second time', async () => {
  const words = ['deploy', 'flows', 'old.yaml', '--yes', '--server', server.url];
  const first = await runTiphys(words, { cwd: folder.path });
  expect(first).toMatchObject({
    code: 0,
    out: expect.stringMatching(/WorkflowTemplate a created\n[\s\S]*CronWorkflow nightly created\n$/),
    err: expect.stringMatching(/^Using the Argo Server .*\n3 to create in the Argo Server/),
  });
  expect(await tiphys('deploy flows --check')).toMatchObject({
    code: 0,
    out: '',
    err: expect.stringContaining('2 unchanged'),
  });
});

test('a suspended CronWorkflow stays suspended when it is deployed again', async () => {
  expect((await tiphys('cron suspend nightly')).code).toBe(0);
  expect(await tiphys('deploy flows --yes')).toMatchObject({ code: 0, out: '' });
  expect((await tiphys('cron list')).out).toMatch(/nightly .* true\n$/);
  expect((await tiphys('cron resume nightly')).code).toBe(0);
  expect((await tiphys('cron get nightly')).out).toMatch(/Suspended {2,}false\n/);
});

test('objects that others have deployed are not pruned', async () => {
  expect((await tiphys('template create foreign.yaml')).code).toBe(0);
  const pruned = await tiphys('deploy flows --yes --prune -l app=reports');
  expect(pruned).toMatchObject({ code: 0, out: expect.stringMatching(/WorkflowTemplate old deleted\n$/) });
  expect((await tiphys('template list -o name')).out).toBe('a\nforeign\n');
});

test('a ConfigMap needs the Kubernetes API, and nothing is applied', async () => {
  expect(await tiphys('deploy settings flows --yes')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/error CLIENT_NOT_OFFERED\n {2}ConfigMap settings[\s\S]*Nothing was applied/),
  });
  expect((await tiphys('deploy settings flows --yes --kinds workflowtemplates,cronworkflows')).code).toBe(0);
});

test('a reference to a template that is in no file and not in the cluster is refused', async () => {
  expect(await tiphys('deploy dangling.yaml --yes')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/error CLIENT_INVALID\n {2}CronWorkflow dangling .*"nowhere" not found/),
  });
});

test('archived runs are listed, shown, resubmitted, retried and deleted', async () => {
  expect((await tiphys('submit run.yaml --wait')).code).toBe(0);
  const listed = await tiphys('archive list');
  expect(listed.out).toMatch(/^NAME .*UID {2,}MESSAGE\nonce {2,}Succeeded .* [\da-f-]{36}\n$/);
  expect((await tiphys('archive list --prefix other')).err).toContain('No archived runs found.');
  expect((await tiphys('archive get once')).out).toMatch(/once[\s\S]*Parameters\n {2}who {2}Ann\n/);
  expect((await tiphys('archive list-label-keys')).out).toContain('team\n');
  expect((await tiphys('archive list-label-values team')).out).toBe('web\n');
  expect(await tiphys('archive resubmit -l team=web -p whom=Bea')).toMatchObject({
    code: 2,
    err: expect.stringContaining('The run once has no parameter "whom". Did you mean who?'),
  });
  expect((await tiphys('archive resubmit -l team=red')).err).toContain('No archived runs found.');
  expect((await tiphys('archive resubmit once -l team=web')).err).toContain('CLI_CONFLICTING_OPTIONS');
  const again = await tiphys('archive resubmit once -p who=Bea --wait');
  expect(again).toMatchObject({ code: 1, out: expect.stringContaining('Failed') });
  const failed = (await tiphys('archive list -o name')).out.split('\n').find((name) => /^once./.test(name));
  const retried = await tiphys(`archive retry ${failed} -o name`);
  expect(retried).toMatchObject({ code: 0, out: `${failed}\n` });
  expect(await tiphys('archive delete once')).toMatchObject({
    code: 0,
    out: "Archived workflow 'once' deleted\n",
  });
  expect(await tiphys('archive get once')).toMatchObject({
    code: 2,
    err: expect.stringContaining('error CLI_ARCHIVED_NAME'),
  });
});

test.for([
  { line: 'archive list-label-values', err: 'error CLI_MISSING_ARGUMENT' },
  { line: 'archive retry x --restart-successful', err: 'error CLI_MISSING_ARGUMENT' },
  { line: 'archive list --limit none', err: 'error CLI_OPTION_VALUE' },
  { line: 'archive list --local', err: 'error CLI_' },
  { line: 'template get missing', err: 'error CLIENT_NOT_FOUND' },
])('tiphys $line is refused', async ({ line, err }) => {
  expect(await tiphys(line)).toMatchObject({ code: 2, err: expect.stringContaining(err) });
});

test('a variable that happens to be set leads no command about local CronWorkflows to a cluster', async () => {
  const fake = fakeWorld({ cwd: folder.path, env: { ARGO_SERVER: server.url } });
  expect(await runCli(['cron', 'list'], fake.world)).toBe(0);
  expect(fake.err()).toBe('No CronWorkflows found.\n');
});
