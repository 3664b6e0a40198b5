import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommandResult } from '../run-tiphys.ts';
import { type BothClusters, type Mode, startBothClusters } from './both-clusters.ts';

const head = 'apiVersion: argoproj.io/v1alpha1\nkind: ';

const spec = `
  entrypoint: main
  arguments:
    parameters:
      - { name: count }
      - { name: mode, value: mail, enum: [mail, chat] }
  templates:
    - name: main
      container: { image: alpine, command: [sh, -c, 'exit 0'], args: ['{{workflow.parameters.count}}'] }
`;

const signature = `tiphys/signatures: '{"main":{"inputs":{"count":{"type":"integer"}},"results":{}}}'`;

const files = {
  'template.yaml': `${head}WorkflowTemplate\nmetadata: { name: open, annotations: { ${signature} } }\nspec:${spec}`,
  'caller.yaml': `${head}WorkflowTemplate
metadata: { name: caller }
spec:
  entrypoint: main
  templates:
    - name: main
      steps: [[{ name: call, templateRef: { name: gone, template: main } }]]
`,
  'gone.yaml': `${head}WorkflowTemplate
metadata: { name: gone }
spec: { templates: [{ name: main, container: { image: alpine, command: [sh, -c, 'exit 0'] } }] }
`,
  'cron.yaml': `${head}CronWorkflow
metadata: { name: nightly }
spec:
  schedules: ['0 0 * * *']
  workflowSpec:
    workflowTemplateRef: { name: open }
    arguments: { parameters: [{ name: count, value: '1' }] }
`,
  'open-cron.yaml': `${head}CronWorkflow
metadata: { name: open-cron }
spec: { schedules: ['0 0 * * *'], workflowSpec: { workflowTemplateRef: { name: open } } }
`,
  'fixed.yaml': `${head}WorkflowTemplate
metadata: { name: open }
spec:${spec.replace('{ name: count }', "{ name: count, value: '3' }")}`,
  'referring.yaml': `${head}Workflow\nmetadata: { name: referring }\nspec: { workflowTemplateRef: { name: open } }\n`,
  'calling.yaml': `${head}Workflow\nmetadata: { name: calling }\nspec: { workflowTemplateRef: { name: caller } }\n`,
};

const modes: readonly Mode[] = ['kube', 'server'];
let both: BothClusters;

beforeAll(async () => {
  both = await startBothClusters(files);
  for (const mode of modes) {
    for (const name of ['template', 'gone', 'caller'])
      expect(await both.tiphys(mode, `template create ${name}.yaml`)).toMatchObject({ code: 0 });
    expect(await both.tiphys(mode, 'cron create cron.yaml')).toMatchObject({ code: 0 });
    expect(await both.tiphys(mode, 'submit referring.yaml -p count=2 --wait')).toMatchObject({ code: 0 });
    expect(await both.tiphys(mode, 'submit --from wftmpl/caller --name calls --wait')).toMatchObject({
      code: 0,
    });
    await both.tiphys(mode, 'template delete gone');
  }
}, 60_000);
afterAll(() => both[Symbol.asyncDispose]());

const missing = `A parameter has no value:
  count (integer)
Set it with -p count=VALUE, or in a file with -f FILE.`;

const stored = `A parameter has no value:
  count (integer)
Set it in spec.workflowSpec.arguments.parameters: its workflows get no other values.`;

/** Runs a command that must be refused before it changes anything. */
async function refused(mode: Mode, line: string): Promise<CommandResult> {
  const changes = (): readonly unknown[] =>
    both.servers[mode].requests.filter(
      ({ method, path, body }) =>
        method !== 'GET' && !/dryRun=All|"serverDryRun":true/.test(`${path} ${body}`),
    );
  const before = changes().length;
  const result = await both.tiphys(mode, line);
  expect(result).toMatchObject({ code: 2, out: '' });
  expect(changes().slice(before)).toEqual([]);
  return result;
}

describe.for(modes)('nothing starts that cannot run, %s', (mode) => {
  test.for<readonly [line: string, message: string]>([
    ['submit --from wftmpl/open', missing.replaceAll('\n', '\n  ')],
    ['submit referring.yaml', missing.replaceAll('\n', '\n  ')],
    ['cron create open-cron.yaml', missing.replaceAll('\n', '\n  ')],
    ['cron update open-cron.yaml', stored.replaceAll('\n', '\n  ')],
    ['deploy open-cron.yaml --yes', stored.replaceAll('\n', '\n  ')],
    ['submit --from wftmpl/open -p cuont=1', 'Did you mean count?'],
    ['submit --from wftmpl/open -p count=1 -p mode=chta', 'Did you mean "chat"?'],
    ['submit --from cronwf/nightly -p count=x', 'The input "count" takes an integer'],
    ['cron backfill nightly --start 2026-01-01T00:00:00Z -p count=x', 'The input "count" takes an integer'],
    ['cron backfill nightly --start 2026-01-01T00:00:00Z -p mode=x', 'is not a choice of the parameter'],
    ['resubmit referring -p cuont=1', 'Did you mean count?'],
  ])('%s', async ([line, message]) => {
    expect((await refused(mode, line)).err).toContain(message);
  });
});

test('cron lint reports what cron create refuses', async () => {
  expect(await both.tiphys('kube', 'cron lint open-cron.yaml')).toMatchObject({
    code: 1,
    out: `open-cron.yaml: CronWorkflow open-cron: ${stored}\n`,
  });
});

test('a template of the same deployment has the values', async () => {
  const deploy = (line: string): Promise<CommandResult> => both.tiphys('kube', `deploy ${line} --check`);
  expect(await deploy('open-cron.yaml fixed.yaml')).toMatchObject({
    code: 1,
    err: expect.stringContaining('1 to create, 1 to change'),
  });
  const { code, err } = await deploy('open-cron.yaml fixed.yaml --kinds cronworkflows');
  expect(err).toContain('A parameter has no value');
  expect(code).toBe(2);
});

// The Argo Server checks references by itself.
test.for(['submit --from wftmpl/caller', 'resubmit calls', 'submit calling.yaml'])(
  'the Kubernetes API would store it: %s',
  async (line) => {
    expect((await refused('kube', line)).err).toContain(
      'There is no WorkflowTemplate "gone" in the namespace default (spec.templates[0].steps[0][0].templateRef',
    );
  },
);
