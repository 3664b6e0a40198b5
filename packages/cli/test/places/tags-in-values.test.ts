import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BothClusters, type Mode, startBothClusters } from './both-clusters.ts';

const head = 'apiVersion: argoproj.io/v1alpha1\nkind: ';
const ownTypes = `tiphys/input-types: '{"q":{"type":"object"}}'`;
const signature = `tiphys/signatures: '{"main":{"inputs":{"q":{"type":"object"},"who":{"type":"string"}},"results":{}}}'`;

/** A spec whose task fails unless an input says otherwise, so that its runs can be retried. */
const spec = (indent: string): string =>
  `
entrypoint: main
arguments: { parameters: [{ name: q, value: '{}' }, { name: who, value: Ann }, { name: code, value: '1' }] }
templates:
  - name: main
    container:
      image: alpine
      command: [sh, -c, 'echo "$Q" "$WHO"; exit {{workflow.parameters.code}}']
      env: [{ name: Q, value: '{{workflow.parameters.q}}' }, { name: WHO, value: '{{workflow.parameters.who}}' }]
`.replaceAll('\n', `\n${indent}`);

const referring = `{ workflowTemplateRef: { name: typed-template } }`;

const files = {
  'typed.yaml': `${head}Workflow\nmetadata: { name: typed, annotations: { ${ownTypes} } }\nspec:${spec('  ')}`,
  'typed-template.yaml': `${head}WorkflowTemplate\nmetadata: { name: typed-template, annotations: { ${signature} } }\nspec:${spec('  ')}`,
  'referring.yaml': `${head}Workflow\nmetadata: { name: referring }\nspec: ${referring}\n`,
  'beside.yaml': `${head}WorkflowTemplate\nmetadata: { name: beside }\nspec:${spec('  ')}
---
${head}Workflow
metadata: { name: calls-beside, annotations: { ${ownTypes} } }
spec:
  entrypoint: main
  arguments: { parameters: [{ name: q, value: '{}' }, { name: who, value: Ann }, { name: code, value: '0' }] }
  templates: [{ name: main, steps: [[{ name: call, templateRef: { name: beside, template: main } }]] }]
`,
  'cron.yaml': `${head}CronWorkflow
metadata: { name: nightly, annotations: { ${ownTypes} } }
spec:
  schedules: ['0 3 * * *']
  workflowSpec:${spec('    ')}`,
  'referring-cron.yaml': `${head}CronWorkflow
metadata: { name: referring-cron }
spec: { schedules: ['0 3 * * *'], workflowSpec: ${referring} }
`,
};

const given = ['-p', 'q={"a":"{{workflow.name}} é"}', '-p', 'who={{workflow.name}}'];
const wanted = { q: String.raw`{"a":"\u007b\u007bworkflow.name}} \u00e9"}`, who: '{{workflow.name}}' };
const printed = (run: string): string => `${wanted.q} ${run}\n`;

const modes: readonly Mode[] = ['kube', 'server'];
let both: BothClusters;

beforeAll(async () => {
  both = await startBothClusters(files);
  for (const mode of modes) {
    for (const line of ['template create typed-template.yaml', 'cron create cron.yaml'])
      expect(await both.tiphys(mode, line)).toMatchObject({ code: 0 });
    for (const name of ['typed', 'referring'])
      expect(await both.tiphys(mode, `submit ${name}.yaml --wait`)).toMatchObject({ code: 1 });
  }
}, 60_000);
afterAll(() => both[Symbol.asyncDispose]());

/** Returns the values of a parameter in a request, however it sends them: `{ name, value }` or `name=value`. */
function valuesIn(body: unknown, name: string): readonly unknown[] {
  if (typeof body === 'string') return body.startsWith(`${name}=`) ? [body.slice(name.length + 1)] : [];
  if (typeof body !== 'object' || body === null) return [];
  if ('name' in body && body.name === name && 'value' in body) return [body.value];
  return Object.values(body).flatMap((part) => valuesIn(part, name));
}

/** Runs a command with values, and returns those that its last change has sent. */
async function sentBy(mode: Mode, line: string): Promise<unknown> {
  const { requests } = both.servers[mode];
  const before = requests.length;
  expect(await both.tiphys(mode, [...line.split(' '), ...given])).toMatchObject({ code: 0 });
  const changes = requests.slice(before).filter(({ method, body }) => method !== 'GET' && body.includes('q'));
  const values = changes.map(({ body }) => JSON.parse(body) as unknown);
  const distinct = (name: string): unknown => [...new Set(values.flatMap((body) => valuesIn(body, name)))];
  return { q: distinct('q'), who: distinct('who') };
}

describe.for(modes)('JSON has no tags in what is sent, and texts keep theirs, %s', (mode) => {
  test.for([
    'submit typed.yaml --name submitted',
    'submit referring.yaml --name submitted-ref',
    'submit --from wftmpl/typed-template',
    'submit --from cronwf/nightly',
    'resubmit typed',
    'resubmit referring',
    'cron create cron.yaml --name second',
    'cron create referring-cron.yaml --name third',
    'cron backfill nightly --start 2026-01-01T00:00:00Z --end 2026-01-02T12:00:00Z',
    'retry typed',
    'retry referring',
  ])('%s', async (line) => {
    expect(await sentBy(mode, line)).toEqual({ q: [wanted.q], who: [wanted.who] });
  });

  test('a task gets the JSON of a run that is submitted or retried', async () => {
    const run = async (line: string): Promise<string> => {
      await both.tiphys(mode, [...line.split(' '), ...given, '--wait']);
      return (await both.tiphys(mode, 'logs shown')).out;
    };
    expect(await run('submit typed.yaml --name shown')).toContain(printed('shown'));
    expect(await run('retry shown -p code=0')).toContain(printed('shown'));
  });
});

test('a value is set in the workflow, and not in a template beside it that is created for it', async () => {
  expect(await both.tiphys('kube', ['submit', 'beside.yaml', ...given])).toMatchObject({ code: 0 });
  const created = both.servers.kube.requests.find(
    ({ method, path }) => method === 'PATCH' && path.includes('/workflowtemplates/beside-'),
  );
  expect(valuesIn(JSON.parse(created?.body ?? ''), 'q')).toEqual(['{}']);
});

test.for(['archive resubmit', 'archive retry'])('%s sends JSON without tags', async (command) => {
  const { out } = await both.tiphys('server', 'archive list -o name');
  const uid = out.split('\n')[0] ?? '';
  expect(await sentBy('server', `${command} ${uid}`)).toEqual({ q: [wanted.q], who: [wanted.who] });
});

test('a local run, and what is made of it, gets JSON without tags', async () => {
  const tiphys = (line: string): Promise<{ readonly code: number | null; readonly out: string }> =>
    both.tiphys('local', line === '' ? [] : [...line.split(' '), ...(line.startsWith('logs') ? [] : given)]);
  const logs = async (run: string): Promise<string> => (await tiphys(`logs ${run}`)).out;
  expect(await tiphys('run typed.yaml --name own')).toMatchObject({ code: 1 });
  expect(await logs('own')).toContain(printed('own'));
  expect(await tiphys('run referring.yaml --with typed-template.yaml --name other')).toMatchObject({
    code: 1,
  });
  expect(await logs('other')).toContain(printed('other'));
  expect(await tiphys('retry own -p code=0')).toMatchObject({ code: 0 });
  expect(await logs('own')).toContain(printed('own'));
  expect(await tiphys('resubmit other -p code=0')).toMatchObject({ code: 0 });
  expect(await logs('@latest')).toContain(wanted.q);
  expect(await tiphys('run --from-failure other -p code=0 --name again')).toMatchObject({ code: 0 });
  expect(await logs('again')).toContain(printed('again'));
  const backfill =
    'cron backfill cron.yaml --start 2026-01-01T00:00:00Z --end 2026-01-02T00:00:00Z -p code=0';
  expect(await tiphys(backfill)).toMatchObject({ code: 0 });
  expect(await logs('@latest')).toContain(wanted.q);
});
