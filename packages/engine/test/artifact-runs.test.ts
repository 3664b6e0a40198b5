import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import type { NodeStatus, Workflow } from '@tiphys/models';
import { describe, expect, test } from 'vitest';
import { runWorkflow } from '../src/driver/run-workflow.ts';
import type { ProcessExecutorOptions } from '../src/process/process-executor.ts';
import { openBench, podRequest, shell } from './executor-bench.ts';

/** How a run ended, and the files in its folder. */
interface PlayedRun {
  readonly workflow: Workflow;
  node(name: string): NodeStatus | undefined;
  /** The files under `artifacts`, each with its text. */
  readonly files: Readonly<Record<string, string>>;
}

async function play(
  spec: object,
  objects: readonly unknown[] = [],
  options: Partial<ProcessExecutorOptions> = {},
): Promise<PlayedRun> {
  // Paths in commands are those of the machine, so that the tests need no namespaces.
  await using bench = openBench({ isolation: 'mapped', ...options });
  const given = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', metadata: { name: 'wf' }, spec };
  const workflow = await runWorkflow(given as Workflow, { executor: bench.executor, name: 'wf', objects });
  const { artifacts } = bench.run.folder;
  const names = readdirSync(artifacts, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const files = names.map((entry) => {
    const file = path.join(entry.parentPath, entry.name);
    return [path.relative(artifacts, file), readFileSync(file, 'utf8')] as const;
  });
  const nodes = Object.values(workflow.status?.nodes ?? {});
  return {
    workflow,
    node: (name) => nodes.find((node) => node.displayName === name),
    files: Object.fromEntries(files),
  };
}

const none = { archive: { none: {} } };

/** Returns a template that prints a text and saves it as the artifact `o`. */
function writer(text: string, artifact: object = {}, more: object = {}): object {
  return {
    name: 'main',
    container: {
      image: 'busybox',
      command: ['sh', '-c', `echo ${text} | tee {{outputs.artifacts.o.path}}`],
    },
    outputs: { artifacts: [{ name: 'o', path: '/tmp/o', ...none, ...artifact }] },
    ...more,
  };
}

const repositories = (text: string, more: object = {}): object => ({
  kind: 'ConfigMap',
  metadata: { name: 'artifact-repositories', ...more },
  data: { mine: text },
});

describe('the artifact repository of a run', () => {
  const s3 = 's3:\n  bucket: b\n  endpoint: example.com\n';

  test.for([
    {
      title: 'a pattern for keys',
      text: `${s3}  keyFormat: "runs/{{workflow.name}}/{{inputs.parameters.p}}/{{pod.name}}"\n`,
      want: 'runs/wf/x/wf/o',
    },
    { title: 'a prefix for keys', text: `${s3}  keyPrefix: team\n`, want: 'team/wf/wf/o' },
    { title: 'no pattern', text: s3, want: 'wf/wf/o' },
    { title: 'another kind', text: 'gcs:\n  bucket: b\n  keyFormat: g\n', want: 'g/o' },
  ])('with $title says where outputs are stored', async ({ text, want }) => {
    const { files, workflow } = await play(
      {
        entrypoint: 'main',
        artifactRepositoryRef: { key: 'mine' },
        arguments: { parameters: [{ name: 'p', value: 'x' }] },
        templates: [writer('1', {}, { inputs: { parameters: [{ name: 'p' }] } })],
      },
      [repositories(text)],
    );
    expect(workflow.status).toMatchObject({ phase: 'Succeeded' });
    expect(files).toEqual({ [want]: '1\n' });
  });

  test('is the default one of its ConfigMap', async () => {
    const annotations = { 'workflows.argoproj.io/default-artifact-repository': 'mine' };
    const map = repositories('archiveLogs: true\ns3:\n  bucket: b\n  keyFormat: k\n', { annotations });
    const { files, node } = await play({ entrypoint: 'main', templates: [writer('1')] }, [map]);
    expect(files).toEqual({ 'k/main.log': '1\n', 'k/o': '1\n' });
    expect(node('wf')?.outputs?.artifacts).toMatchObject([
      { name: 'o' },
      { name: 'main-logs', s3: { key: 'k/main.log' } },
    ]);
  });

  test.for([
    {
      title: 'that does not exist',
      reference: { configMap: 'none' },
      want: 'failed to resolve artifact repository: failed to find any artifact repository - should never happen',
    },
    {
      title: 'without its key',
      reference: { key: 'other' },
      want: 'failed to resolve artifact repository: error getting config map for artifact repository ref "default/#other": config map missing key default/#other for artifact repository ref "other"',
    },
    {
      title: 'that is not YAML',
      reference: { key: 'mine' },
      want: 'the key "mine" of the ConfigMap "artifact-repositories" is not the YAML of an artifact repository',
    },
  ])('$title ends the workflow before anything runs', async ({ reference, want }) => {
    const spec = { entrypoint: 'main', artifactRepositoryRef: reference, templates: [writer('1')] };
    const { workflow, files } = await play(spec, [repositories('[')]);
    expect(workflow.status).toMatchObject({ phase: 'Error', message: expect.stringContaining(want) });
    expect(workflow.status?.nodes ?? {}).toEqual({});
    expect(files).toEqual({});
  });

  test('with a tag that has no value is an error of the node, which does not run', async () => {
    const map = repositories(`${s3}  keyFormat: '{{workflow.parameters.none}}'\n`);
    const spec = { entrypoint: 'main', artifactRepositoryRef: { key: 'mine' }, templates: [writer('1')] };
    const { node, files } = await play(spec, [map]);
    expect(node('wf')).toMatchObject({
      phase: 'Error',
      message: 'failed to resolve {{workflow.parameters.none}}',
    });
    expect(files).toEqual({});
  });
});

describe('the log of a task', () => {
  test.for<{ title: string; spec: object; template: object; saved: boolean }>([
    { title: 'the workflow', spec: { archiveLogs: true }, template: {}, saved: true },
    { title: 'the template', spec: {}, template: { archiveLocation: { archiveLogs: true } }, saved: true },
    {
      title: 'the template, whatever the workflow says',
      spec: { archiveLogs: true },
      template: { archiveLocation: { archiveLogs: false } },
      saved: false,
    },
  ])('is an artifact by decision of $title', async ({ spec, template, saved }) => {
    const { files } = await play({ entrypoint: 'main', ...spec, templates: [writer('1', {}, template)] });
    expect(Object.keys(files).includes('wf/wf/main.log')).toBe(saved);
    if (saved) expect(files['wf/wf/main.log']).toBe('1\n');
  });
});

describe('artifacts that are deleted', () => {
  const gc = (strategy: string): object => ({ artifactGC: { strategy } });

  test.for<{ title: string; spec: object; artifact: object; kept: boolean }>([
    { title: 'at the end', spec: {}, artifact: gc('OnWorkflowCompletion'), kept: false },
    { title: 'at the end, by the workflow', spec: gc('OnWorkflowCompletion'), artifact: {}, kept: false },
    {
      title: 'never, against the workflow',
      spec: gc('OnWorkflowCompletion'),
      artifact: gc('Never'),
      kept: true,
    },
    { title: 'with the workflow', spec: {}, artifact: gc('OnWorkflowDeletion'), kept: true },
    { title: 'never', spec: {}, artifact: {}, kept: true },
    {
      title: 'at the end, in a bucket',
      spec: {},
      artifact: { ...gc('OnWorkflowCompletion'), s3: { bucket: 'b', key: 'k' } },
      kept: false,
    },
  ])('$title', async ({ spec, artifact, kept }) => {
    const { files, node, workflow } = await play({
      entrypoint: 'main',
      ...spec,
      templates: [writer('1', artifact)],
    });
    expect(Object.keys(files)).toEqual(kept ? ['wf/wf/o'] : []);
    expect(node('wf')?.outputs?.artifacts?.[0]?.deleted).toBe(kept ? undefined : true);
    const processed = workflow.status?.artifactGCStatus?.strategiesProcessed;
    expect(processed).toEqual(kept ? undefined : { OnWorkflowCompletion: true });
  });
});

describe('a data template', () => {
  const list = (source: object, ...transformation: readonly string[]): object => ({
    name: 'list',
    data: {
      source: { artifactPaths: { name: 'files', ...source } },
      transformation: transformation.map((expression) => ({ expression })),
    },
  });
  const names = ['b.txt', 'a.txt', 'sub/c.pdf', 'ü.txt'];
  const spec = (template: object): object => ({
    entrypoint: 'main',
    templates: [
      {
        name: 'main',
        steps: [
          [
            {
              name: 'w',
              template: 'w',
              arguments: { parameters: [{ name: 'k', value: '{{item}}' }] },
              withItems: names,
            },
          ],
          [{ name: 'd', template: 'list' }],
        ],
      },
      writer(
        '1',
        { s3: { key: 'data/{{inputs.parameters.k}}' } },
        { name: 'w', inputs: { parameters: [{ name: 'k' }] } },
      ),
      template,
    ],
  });

  test.for([
    {
      title: 'lists the keys of a folder by their bytes',
      template: list({ s3: { key: 'data' } }),
      want: '["data/a.txt","data/b.txt","data/sub/c.pdf","data/ü.txt"]',
    },
    {
      title: 'lists a folder in it',
      template: list({ s3: { key: 'data/sub/' } }),
      want: '["data/sub/c.pdf"]',
    },
    {
      title: 'applies its expressions one after the other',
      template: list(
        { s3: { key: 'data' } },
        "filter(data, {# endsWith '.txt'})",
        'map(data, {{"n": len(#)}})',
      ),
      want: '[{"n":10},{"n":10},{"n":10}]',
    },
    {
      title: 'lists a bucket that no task has named',
      template: list({ gcs: { bucket: 'b', key: 'data/sub' } }),
      want: '["data/sub/c.pdf"]',
    },
  ])('$title', async ({ template, want }) => {
    const { node } = await play(spec(template));
    expect(node('d')).toMatchObject({ phase: 'Succeeded', outputs: { result: want, exitCode: '0' } });
  });

  test.for([
    {
      title: 'a folder that does not exist',
      template: list({ s3: { key: 'none' } }),
      want: 'main: Error (exit code 64): unable to process data template: unable to process data source: unable to source artifact paths: no key found of name none',
    },
    {
      title: 'an expression that fails',
      template: list({ s3: { key: 'data' } }, 'data[10]'),
      want: 'unable to process data transformation: error processing data step 0: ',
    },
    {
      title: 'a location that cannot be listed',
      template: list({ raw: { data: 'x' } }),
      want: 'ListObjects is currently not supported for this artifact type',
    },
    {
      title: 'a folder outside the store',
      template: list({ s3: { key: '../..' } }),
      want: 'leads out of the store',
    },
  ])('fails with $title', async ({ template, want }) => {
    const { node } = await play(spec(template));
    expect(node('d')).toMatchObject({ phase: 'Failed', message: expect.stringContaining(want) });
  });
});

describe('a pod that waits for an artifact', () => {
  test.for([
    { title: 'is stopped', stop: 'shutdown' as const },
    { title: 'is stopped at its deadline', stop: 'deadline' as const },
  ])('from a server that does not answer $title', async ({ stop }) => {
    const asked = Promise.withResolvers<void>();
    const server = createServer(() => asked.resolve());
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
    try {
      for (const location of [{ http: { url } }, { git: { repo: url } }]) {
        await using bench = openBench({ isolation: 'mapped' });
        const inputs = { artifacts: [{ name: 'a', path: '/tmp/a', ...location }] };
        const pod = bench.executor.start(podRequest(shell('true', { inputs })));
        await asked.promise;
        pod.stop(stop);
        expect(await pod.done).toMatchObject({ phase: 'Failed', artifacts: [] });
      }
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
