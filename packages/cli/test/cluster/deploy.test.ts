import { expect, test } from 'vitest';
import { projectFolder } from '../project-folder.ts';
import { runTiphys } from '../run-tiphys.ts';
import { deployableFolder } from './deployable-folder.ts';
import { type KubernetesObjects, kubernetesObjects } from './kubernetes-objects.ts';

const template = (
  name: string,
  calls = '',
  labels = '{ app: reports }',
): string => `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: { name: ${name}, labels: ${labels} }
spec:
  entrypoint: main
  templates:
    - name: main
${calls === '' ? '      suspend: {}' : `      steps: [[{ name: a, templateRef: { name: ${calls}, template: main } }]]`}
`;

const files = {
  'flows/a.yaml': template('a', 'base'),
  'flows/base.yaml': template('base'),
  'flows/more/settings.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, labels: { app: reports } }\ndata: { colour: red }\n',
  'flows/nightly.yaml': `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: { name: nightly, labels: { app: reports } }
spec:
  schedules: ['0 3 * * *']
  workflowSpec: { workflowTemplateRef: { name: a } }
`,
  'flows/binding.yaml': `apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: { name: on-push, labels: { app: reports } }
spec:
  event: { selector: 'true' }
  submit: { workflowTemplateRef: { name: a } }
`,
  'flows/run.yaml':
    'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: { name: once }\nspec: { entrypoint: main, templates: [{ name: main, suspend: {} }] }\n',
};

const start = (changes: Readonly<Record<string, string>> = {}) => deployableFolder({ ...files, ...changes });

const written = ({ changes }: KubernetesObjects): readonly string[] =>
  changes.filter((change) => !change.endsWith('(dry run)'));

test('a folder is deployed in the order of references, and nothing changes the second time', async () => {
  await using setup = await start();
  const env = { KUBECONFIG: `${setup.folder.path}/kubeconfig` };
  const first = await runTiphys(['deploy', 'flows', '--kube', '--yes'], { cwd: setup.folder.path, env });
  expect(first).toMatchObject({
    code: 0,
    out: expect.stringMatching(/\+\+\+ b\/WorkflowTemplate\/base.yaml\n[\s\S]*\+ {2}name: base\n/),
    err: expect.stringMatching(
      /Not deployed: 1 Workflow\. Start a Workflow with `tiphys submit`\.\nUsing the cluster .*\n5 to create in the cluster/,
    ),
  });
  expect(first.out).toMatch(/(?:\w+ [\w-]+ created\n){5}$/);
  expect(written(setup.cluster)).toEqual([
    'PATCH configmaps/settings',
    'PATCH workflowtemplates/base',
    'PATCH workflowtemplates/a',
    'PATCH cronworkflows/nightly',
    'PATCH workfloweventbindings/on-push',
  ]);
  const second = await setup.tiphys('deploy flows --kube --yes');
  expect(second).toMatchObject({ code: 0, out: '', err: expect.stringContaining('5 unchanged in') });
  expect(written(setup.cluster)).toHaveLength(5);
});

test('a change is shown as a patch, and applied after it', async () => {
  await using setup = await start();
  await setup.tiphys('deploy flows --kube --yes');
  const before = written(setup.cluster).length;
  await using changed = await start({
    'flows/more/settings.yaml': files['flows/more/settings.yaml'].replace('red', 'blue'),
    kubeconfig: setup.cluster.kubeconfig,
  });
  const check = await changed.tiphys('deploy flows --kube --check');
  expect(check).toMatchObject({ code: 1, err: expect.stringContaining('1 to change, 4 unchanged') });
  expect(check.out).toContain('-  colour: red\n+  colour: blue\n');
  expect(await changed.tiphys('deploy flows --kube --dry-run')).toMatchObject({ code: 0, out: check.out });
  expect(written(setup.cluster)).toHaveLength(before);
  const asked = await changed.tiphys('deploy flows --kube');
  expect(asked).toMatchObject({ code: 2, err: expect.stringContaining('error CLI_NOT_CONFIRMED') });
  expect(written(setup.cluster)).toHaveLength(before);
  const done = await changed.tiphys('deploy flows --kube --yes --json');
  expect(JSON.parse(done.out)).toMatchObject({
    applied: true,
    objects: expect.arrayContaining([{ kind: 'ConfigMap', name: 'settings', result: 'changed' }]),
  });
  expect(setup.cluster.objects.get('configmaps/settings')).toMatchObject({ data: { colour: 'blue' } });
});

test('an object that others have stored is compared, and a conflict only matters when it is applied', async () => {
  await using setup = await start();
  const stored = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'WorkflowTemplate',
    metadata: { name: 'base', namespace: 'default', labels: { app: 'reports' } },
    // As Argo's CLI stores it, with fields that are empty.
    spec: { entrypoint: 'main', arguments: {}, templates: [{ name: 'main', inputs: {}, suspend: {} }] },
  };
  setup.cluster.add(stored);
  const same = await setup.tiphys('deploy flows/base.yaml --kube --check');
  expect(same).toMatchObject({ code: 0, out: '', err: expect.stringContaining('1 unchanged in') });
  await using other = await start({
    'flows/base.yaml': template('base').replace('suspend: {}', 'suspend: { duration: 5s }'),
    kubeconfig: setup.cluster.kubeconfig,
  });
  const check = await other.tiphys('deploy flows/base.yaml --kube --check');
  expect(check).toMatchObject({
    code: 1,
    out: expect.stringContaining('duration: 5s'),
    err: expect.stringMatching(/--force.* conflict with "other": .spec.templates[\s\S]*1 to change in/),
  });
  expect(check.err).not.toContain('error CLIENT_CONFLICT');
  const refused = await other.tiphys('deploy flows/base.yaml --kube --yes');
  expect(refused).toMatchObject({
    code: 2,
    err: expect.stringMatching(/error CLIENT_CONFLICT[\s\S]*--force[\s\S]*Nothing was applied/),
  });
  expect(written(setup.cluster)).toEqual([]);
  expect(await other.tiphys('deploy flows/base.yaml --kube --yes --force')).toMatchObject({ code: 0 });
  expect(written(setup.cluster)).toEqual(['PATCH workflowtemplates/base']);
});

test('nothing is applied if the cluster refuses one of the objects', async () => {
  await using setup = await start();
  setup.cluster.refuse('cronworkflows/nightly', 'spec.schedules: no');
  const result = await setup.tiphys('deploy flows --kube --yes');
  expect(result).toMatchObject({ code: 2, err: expect.stringContaining('Nothing was applied.') });
  expect(result.err).toMatch(/error CLIENT_INVALID\n {2}CronWorkflow nightly \(flows\/nightly.yaml\): .*no/);
  expect(written(setup.cluster)).toEqual([]);
});

test.for([
  {
    title: 'an invalid object',
    files: { 'flows/a.yaml': template('a', 'base').replace('template: main', 'template: other') },
    err: /error CLI_INVALID_MANIFEST[\s\S]*Nothing was changed[\s\S]*other/,
  },
  {
    title: 'a file that cannot be read',
    files: { 'flows/broken.yaml': 'apiVersion: argoproj.io/v1alpha1\nkind: [\n' },
    err: /error YAML_\w+[\s\S]*Nothing was changed/,
  },
  {
    title: 'an object of another namespace',
    files: { 'flows/base.yaml': template('base').replace('name: base', 'name: base, namespace: prod') },
    err: /error CLI_NAMESPACE[\s\S]*--namespace prod/,
  },
  {
    title: 'two objects with the same name',
    files: { 'flows/other.yaml': template('base', '', '{ app: other }') },
    err: /error CLI_DUPLICATE_OBJECT/,
  },
  {
    title: 'a ConfigMap that is too large',
    files: {
      'flows/more/settings.yaml': files['flows/more/settings.yaml'].replace('red', 'x'.repeat(1_100_000)),
    },
    err: /error CLIENT_TOO_LARGE\n {2}ConfigMap settings/,
  },
])('$title is an error, and nothing is sent', async ({ files: changes, err }) => {
  await using setup = await start(changes);
  const result = await setup.tiphys('deploy flows --kube --yes');
  expect(result).toMatchObject({ code: 2, err: expect.stringMatching(err) });
  expect(written(setup.cluster)).toEqual([]);
});

test('--prune deletes what has the labels and is in no file, and nothing else', async () => {
  await using setup = await start({
    'old/old.yaml': template('old'),
    'old/foreign.yaml': template('foreign', '', '{ app: others }'),
  });
  await setup.tiphys('deploy old flows --kube --yes');
  setup.cluster.add({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'WorkflowTemplate',
    metadata: {
      name: 'owned',
      namespace: 'default',
      labels: { app: 'reports' },
      ownerReferences: [{ uid: 'u' }],
    },
  });
  const shown = await setup.tiphys('deploy flows --kube --prune -l app=reports --dry-run');
  expect(shown).toMatchObject({ code: 0, err: expect.stringContaining('1 to delete, 5 unchanged') });
  expect(shown.out).toContain('-  name: old\n');
  const pruned = await setup.tiphys('deploy flows --kube --prune -l app=reports --yes');
  expect(pruned).toMatchObject({ code: 0, out: expect.stringMatching(/WorkflowTemplate old deleted\n$/) });
  expect([...setup.cluster.objects.keys()].filter((key) => key.startsWith('workflowtemplates/'))).toEqual(
    expect.arrayContaining(['workflowtemplates/foreign', 'workflowtemplates/owned']),
  );
  expect(setup.cluster.objects.has('workflowtemplates/old')).toBe(false);
});

test.for([
  { line: 'deploy flows --kube --prune --yes', err: 'error CLI_MISSING_ARGUMENT' },
  { line: 'deploy flows --kube --prune -l app!=reports --yes', err: 'error CLI_PRUNE' },
  { line: 'deploy flows --kube --prune -l app=other --yes', err: 'error CLI_PRUNE' },
  { line: 'deploy flows --kube -l app=reports', err: 'error CLI_MISSING_ARGUMENT' },
  { line: 'deploy flows --kube --yes --check', err: 'error CLI_CONFLICTING_OPTIONS' },
  { line: 'deploy flows --kube --kinds pods', err: 'error CLI_OPTION_VALUE' },
  { line: 'deploy flows/run.yaml --kube', err: 'error CLI_NOTHING_FOUND' },
])('tiphys $line is refused', async ({ line, err }) => {
  await using setup = await start();
  expect(await setup.tiphys(line)).toMatchObject({ code: 2, err: expect.stringContaining(err) });
  expect(written(setup.cluster)).toEqual([]);
});

test('a pipeline is compiled, and deployed as a template', async () => {
  await using cluster = await kubernetesObjects();
  using folder = await projectFolder({
    kubeconfig: cluster.kubeconfig,
    'pipeline.ts': `import { pipeline } from '@tiphys/pipeline';
import { print } from './components.generated.ts';

export default pipeline('numbers', { n: 3 }, ({ n }) => {
  print({ value: n });
}, { kind: 'WorkflowTemplate' });
`,
  });
  const env = { KUBECONFIG: `${folder.path}/kubeconfig` };
  const result = await runTiphys(['deploy', '.', '--kube', '--yes'], { cwd: folder.path, env });
  expect(result).toMatchObject({ code: 0, out: expect.stringContaining('WorkflowTemplate numbers created') });
  expect(result.out).toMatch(/\+ +load\(.*\n\+ +\(\d+\.\d KiB of packed code\)\n\+ +`, "base64"\)/);
  expect(cluster.objects.get('workflowtemplates/numbers')).toMatchObject({ kind: 'WorkflowTemplate' });
});
