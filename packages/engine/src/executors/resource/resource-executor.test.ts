import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { podRequest } from '../../../test/executor-bench.ts';
import { openArtifactAccess } from '../../artifacts/artifact-context.ts';
import { openArtifactStore } from '../../artifacts/stores/artifact-store.ts';
import { systemClock } from '../../contract/clock.ts';
import type { PodRequest, PodResult } from '../../contract/executor.ts';
import { realFileSystem } from '../../contract/file-system.ts';
import { defaultLimits } from '../../contract/limits.ts';
import { createKubectlCluster } from './cluster/kubectl-cluster.ts';
import { createLocalCluster } from './cluster/local-cluster.ts';
import { addObjects } from './objects/add-objects.ts';
import { openObjectStore } from './objects/object-store.ts';
import { createResourceExecutor } from './resource-executor.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'tiphys-resources-'));
afterAll(() => rmSync(directory, { recursive: true }));
let count = 0;

function artifactsIn(folder: string) {
  const store = openArtifactStore(realFileSystem, path.join(folder, 'artifacts'));
  return { files: realFileSystem, limits: defaultLimits, store, ...openArtifactAccess({ searchPath: '' }) };
}

/** A fresh cluster of this machine. */
function openCluster(objects: readonly unknown[] = []) {
  count += 1;
  const folder = path.join(directory, String(count));
  const store = openObjectStore(path.join(folder, 'objects'));
  const mark = path.join(folder, 'given');
  const executor = createResourceExecutor({
    cluster: createLocalCluster(store, systemClock),
    isLocal: true,
    artifacts: artifactsIn(folder),
    prepare: (given) => addObjects(store, given, { mark, namespace: 'default' }),
  });
  const run = (template: object, request: Partial<PodRequest> = {}): Promise<PodResult> =>
    executor.start(podRequest({ name: 'r', ...template }, { objects, ...request })).done;
  return { store, executor, run };
}

/** Writes a program that takes the place of kubectl. */
function fakeKubectl(name: string, ...lines: readonly string[]): string {
  const file = path.join(directory, name);
  writeFileSync(file, ['#!/bin/sh', ...lines, ''].join('\n'));
  chmodSync(file, 0o755);
  return file;
}

const configMap = (name: string, data: string) =>
  `{apiVersion: v1, kind: ConfigMap, metadata: {name: ${name}}, data: ${data}}`;
const existing = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'existing' }, data: { a: '1' } };
const outputs = (...parameters: object[]) => ({ outputs: { parameters } });
const byPath = (name: string, jsonPath: string) => ({ name, valueFrom: { jsonPath } });
const values = ({ parameters }: PodResult) => parameters.map(({ value }) => value);

describe('objects of a local run', () => {
  test('are created, and read by later templates', async () => {
    const { run } = openCluster();
    const manifest = configMap('made', '{k: value one}');
    const created = await run({
      resource: { action: 'create', manifest },
      ...outputs(byPath('n', '{.metadata.name}')),
    });
    expect(created).toEqual({
      phase: 'Succeeded',
      exitCode: '0',
      parameters: [{ ...byPath('n', '{.metadata.name}'), value: 'made' }],
      artifacts: [],
    });
    const read = await run({
      resource: { action: 'get', manifest },
      ...outputs(
        byPath('k', '{.data.k}'),
        { name: 'j', valueFrom: { jqFilter: '.data | keys | join(",")' } },
        { name: 'd', valueFrom: { jsonPath: '{.data.nokey}', default: 'dd' } },
        { name: 'q', valueFrom: { jqFilter: '.data.nokey', default: 'dd' } },
        { name: 'fixed', value: 'x' },
      ),
    });
    expect(values(read)).toEqual(['value one', 'k', '', 'null', 'x']);
  });

  test('have the metadata of an API server', async () => {
    const { run, store } = openCluster();
    const manifest = '{apiVersion: v1, kind: Secret, metadata: {generateName: s-}, stringData: {k: v}}';
    await run(
      { resource: { action: 'create', manifest, setOwnerReference: true } },
      { namespace: 'n', workflowUid: 'u' },
    );
    expect(store.list()).toEqual([
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: {
          generateName: 's-',
          name: expect.stringMatching(/^s-[a-z0-9]{5}$/),
          namespace: 'n',
          uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
          resourceVersion: '1',
          creationTimestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
          ownerReferences: [
            {
              apiVersion: 'argoproj.io/v1alpha1',
              kind: 'Workflow',
              name: 'wf',
              uid: 'u',
              controller: true,
              blockOwnerDeletion: true,
            },
          ],
        },
        data: { k: 'dg==' },
        type: 'Opaque',
      },
    ]);
  });

  test('given with the run are added once, then patched and deleted', async () => {
    const { run } = openCluster([existing]);
    const manifest = configMap('existing', '{b: "2"}');
    const patch = {
      resource: { action: 'patch', mergeStrategy: 'merge', manifest },
      ...outputs(byPath('a', '{.data.a}{.data.b}')),
    };
    expect(values(await run(patch))).toEqual(['12']);
    expect(await run({ resource: { action: 'delete', manifest } })).toMatchObject({
      phase: 'Succeeded',
      exitCode: '0',
    });
    expect(await run({ resource: { action: 'delete', manifest } })).toMatchObject({ phase: 'Succeeded' });
    expect(await run({ resource: { action: 'get', manifest } })).toMatchObject({
      phase: 'Failed',
      exitCode: '64',
      message:
        'main: Error (exit code 64): no more retries Error from server (NotFound): configmaps "existing" not found',
    });
  });

  test.for([
    { action: 'apply', manifest: configMap('existing', '{b: "2"}'), want: '{"a":"1","b":"2"}' },
    { action: 'replace', manifest: configMap('existing', '{b: "2"}'), want: '{"b":"2"}' },
    { action: 'patch', manifest: configMap('existing', '{b: "2", a: null}'), want: '{"b":"2"}' },
    {
      action: 'patch',
      manifest: '{data: {b: "2"}}',
      flags: ['configmap', 'existing'],
      want: '{"a":"1","b":"2"}',
    },
    {
      action: 'patch',
      mergeStrategy: 'json',
      manifest: '[{op: add, path: /data/c, value: "3"}, {op: remove, path: /data/a}]',
      flags: ['cm/existing'],
      want: '{"c":"3"}',
    },
    { action: 'get', flags: ['configmap', 'existing', '-n', 'default'], want: '{"a":"1"}' },
  ])('$action with $manifest $flags', async ({ want, ...resource }) => {
    const { run } = openCluster([existing]);
    expect(values(await run({ resource, ...outputs(byPath('d', '{.data}')) }))).toEqual([want]);
  });

  test('lose with apply what an earlier apply had set', async () => {
    const { run } = openCluster();
    const apply = (data: string) =>
      run({
        resource: { action: 'apply', manifest: configMap('x', data) },
        ...outputs(byPath('d', '{.data}')),
      });
    expect(values(await apply('{a: "1", b: "2"}'))).toEqual(['{"a":"1","b":"2"}']);
    expect(values(await apply('{b: "3"}'))).toEqual(['{"b":"3"}']);
  });

  const server = (reason: string, message: string) =>
    `no more retries Error from server (${reason}): ${message}`;
  test.for([
    {
      resource: { action: 'create', manifest: configMap('existing', '{}') },
      want: server(
        'AlreadyExists',
        'error when creating "/tmp/manifest.yaml": configmaps "existing" already exists',
      ),
    },
    {
      resource: { action: 'replace', manifest: configMap('other', '{}') },
      want: server('NotFound', 'error when replacing "/tmp/manifest.yaml": configmaps "other" not found'),
    },
    {
      resource: { action: 'patch', manifest: configMap('other', '{}') },
      want: server('NotFound', 'configmaps "other" not found'),
    },
    {
      resource: { action: 'create', manifest: configMap('x', '{a: 1}') },
      want: server(
        'BadRequest',
        'error when creating "/tmp/manifest.yaml": ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field ConfigMap.data of type string',
      ),
    },
    {
      resource: {
        action: 'create',
        manifest: '{apiVersion: v1, kind: ConfigMap, metadata: {name: x}, dat: {}}',
      },
      want: server(
        'BadRequest',
        'error when creating "/tmp/manifest.yaml": ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "dat"',
      ),
    },
    {
      resource: { action: 'create', manifest: configMap('Bad_Name', '{}') },
      want: 'no more retries The ConfigMap "Bad_Name" is invalid: metadata.name: Invalid value: "Bad_Name": a lowercase RFC 1123 subdomain',
    },
    {
      resource: {
        action: 'apply',
        manifest: '{apiVersion: v1, kind: ConfigMap, metadata: {generateName: x-}}',
      },
      want: 'no more retries error: from x-: cannot use generate name with apply',
    },
    {
      resource: {
        action: 'patch',
        mergeStrategy: 'json',
        manifest: '[{op: remove, path: /data/z}]',
        flags: ['configmap', 'existing'],
      },
      want: 'no more retries The request is invalid: the server rejected our request due to an error in our request',
    },
    { resource: { action: 'get' }, want: 'no more retries Must provide at least one of flags or manifest.' },
    {
      resource: { action: 'get', manifest: configMap('existing', '{}'), flags: ['--watch'] },
      want: 'no more retries local runs do not support the flag --watch of resource templates',
    },
    {
      resource: { action: 'delete', manifest: configMap('existing', '{}'), successCondition: 'a' },
      want: 'successCondition, failureCondition and outputs are not supported for delete action',
    },
    {
      resource: { action: 'get', manifest: configMap('existing', '{}'), successCondition: 'a b' },
      want: "success condition 'a b' failed to parse: found 'b', expected: in, notin, =, ==, !=, gt, lt",
    },
    {
      resource: { action: 'get', manifest: configMap('existing', '{}'), failureCondition: 'data.a == 1' },
      want: "failure condition '{data.a == [1]}' evaluated true",
    },
  ])('$resource fails: $want', async ({ resource, want }) => {
    const { run } = openCluster([existing]);
    const { phase, message } = await run({ resource });
    expect(phase).toBe('Failed');
    expect(message).toContain(`main: Error (exit code 64): ${want}`);
  });

  test('are waited for until the condition holds', async () => {
    const { run } = openCluster([existing]);
    const manifest = configMap('existing', '{a: "2"}');
    const waiting = run({ resource: { action: 'get', manifest, successCondition: 'data.a == 2' } });
    await run({ resource: { action: 'patch', manifest } });
    expect(await waiting).toMatchObject({ phase: 'Succeeded' });
    const deleted = run({ resource: { action: 'get', manifest, successCondition: 'data.a == 3' } });
    await run({ resource: { action: 'delete', manifest } });
    expect((await deleted).message).toContain(
      'The resource has been deleted while its status was still being checked. Will not be retried: configmaps "existing" not found',
    );
  });

  test('come from an artifact', async () => {
    const { run } = openCluster();
    const manifestFrom = { artifact: { name: 'm' } };
    const inputs = {
      artifacts: [{ name: 'm', path: '/tmp/m', raw: { data: configMap('from-artifact', '{}') } }],
    };
    const result = await run({
      inputs,
      resource: { action: 'create', manifestFrom },
      ...outputs(byPath('n', '{.metadata.name}')),
    });
    expect(values(result)).toEqual(['from-artifact']);
  });

  test('that something would have to act on are refused before the run', async () => {
    const { executor, run } = openCluster();
    const template = (manifest: string) =>
      podRequest({ name: 'r', resource: { action: 'create', manifest } }).template;
    const job = 'apiVersion: batch/v1\nkind: Job\nmetadata: {name: "{{x}}"}\n';
    const code = 'ENGINE_RESOURCE_KIND';
    expect(executor.findUnsupported(template(job))).toMatchObject({
      code,
      message: expect.stringContaining('--cluster'),
    });
    for (const inline of [
      '{apiVersion: batch/v1, kind: Job, metadata: {name: x}}',
      '{apiVersion: batch/v1, kind: Job, metadata: {name: "{{x}}"}}',
    ])
      expect(executor.findUnsupported(template(inline)), inline).toMatchObject({ code });
    const child = '{"apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "metadata": {"name": "x"}}';
    expect(
      executor.findUnsupported(template(`apiVersion: argoproj.io/v1alpha1\nkind: Workflow\n`)),
    ).toMatchObject({ code });
    expect(executor.findUnsupported(template(configMap('x', '{}')))).toBeUndefined();
    expect(executor.findUnsupported(template('{{inputs.parameters.manifest}}'))).toBeUndefined();
    expect(await run({ resource: { action: 'create', manifest: child } })).toMatchObject({
      phase: 'Error',
      message: expect.stringContaining('ENGINE_RESOURCE_KIND'),
    });
  });
});

describe('a cluster', () => {
  test('is reached through kubectl', async () => {
    const log = path.join(directory, 'kubectl.log');
    const object = JSON.stringify({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'x', namespace: 'n' },
      data: { a: '1' },
    });
    const program = fakeKubectl('kubectl', `echo "$@" >> ${log}`, `printf '%s' '${object}'`);
    const cluster = createKubectlCluster({ program, environment: {} });
    const executor = createResourceExecutor({ cluster, artifacts: artifactsIn(directory) });
    const start = (resource: object) =>
      executor.start(podRequest({ resource, ...outputs(byPath('a', '{.data.a}')) })).done;
    expect(
      values(await start({ action: 'create', manifest: 'kind: ConfigMap', flags: ['--validate=false'] })),
    ).toEqual(['1']);
    await start({ action: 'patch', mergeStrategy: 'json', manifest: '[]', flags: ['cm', 'x'] });
    const lines = readFileSync(log, 'utf8').replaceAll(/\S*tiphys-manifest-\S*/g, 'FILE');
    expect(lines.trim().split('\n')).toEqual([
      'create --validate=false -f FILE -o json',
      'get configmap./x -o json -n n',
      'patch --type json --patch-file FILE cm x -o json',
      'get configmap./x -o json -n n',
    ]);
  });

  test.for([
    {
      text: 'Error from server (Forbidden): error when creating "FILE": no',
      want: 'no more retries Error from server (Forbidden): error when creating "/tmp/manifest.yaml": no',
    },
  ])('refuses as it says: $want', async ({ text, want }) => {
    const program = fakeKubectl('refusing', `echo '${text}' | sed "s#FILE#$3#" >&2`, 'exit 1');
    const cluster = createKubectlCluster({ program, environment: { PATH: process.env.PATH } });
    const executor = createResourceExecutor({ cluster, artifacts: artifactsIn(directory) });
    const result = await executor.start(podRequest({ resource: { action: 'create', manifest: 'kind: A' } }))
      .done;
    expect(result.message).toBe(`main: Error (exit code 64): ${want}`);
  });

  test('needs kubectl', async () => {
    const program = path.join(directory, 'missing');
    expect(existsSync(program)).toBe(false);
    const executor = createResourceExecutor({
      cluster: createKubectlCluster({ program, environment: {} }),
      artifacts: artifactsIn(directory),
    });
    const result = await executor.start(podRequest({ resource: { action: 'get', manifest: 'kind: A' } }))
      .done;
    expect(result.message).toContain('is not installed, but --cluster needs it');
  });
});
