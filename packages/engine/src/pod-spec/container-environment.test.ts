import type { Container } from '@tiphys/models';
import { expect, test } from 'vitest';
import { podRequest } from '../../test/executor-bench.ts';
import { buildEnvironment } from './container-environment.ts';
import type { PodContainer } from './pod-spec.ts';

const objects = [
  { kind: 'ConfigMap', metadata: { name: 'c' }, data: { k: 'text' }, binaryData: { b: 'Ynl0ZXM=' } },
  { kind: 'Secret', metadata: { name: 's' }, data: { k: 'aGlkZGVu' }, stringData: { t: 'plain' } },
  'no object',
  null,
];
const metadata = { labels: { team: 'red' }, annotations: { 'a/b': 'note' } };

function variablesOf(container: object, request: object = {}): Readonly<Record<string, string>> {
  const main: PodContainer = {
    name: 'main',
    role: 'main',
    fields: container as Container,
    dependencies: [],
    mirrorsMain: false,
  };
  const side = { ...main, name: 'side', fields: { resources: { limits: { memory: '1Ki' } } } };
  const { all } = buildEnvironment({
    request: podRequest({ metadata }, { objects, ...request }),
    container: main,
    containers: [main, side],
    temporaryFolder: '/tmp',
    progressFile: '/progress',
    base: { PATH: '/bin', TMPDIR: '/elsewhere' },
  });
  return Object.fromEntries(all);
}

const env = (valueFrom: object): object => ({ env: [{ name: 'A', valueFrom }] });
const field = (fieldPath: string): object => env({ fieldRef: { fieldPath } });

test.for([
  { title: 'a value', given: { env: [{ name: 'A', value: 'x' }] }, want: 'x' },
  { title: 'nothing', given: { env: [{ name: 'A' }] }, want: '' },
  {
    title: 'variables before it, and none after it',
    given: {
      env: [
        { name: 'B', value: '1' },
        { name: 'A', value: '$(B)$(C)$$(B)' },
        { name: 'C', value: '2' },
      ],
    },
    want: '1$(C)$(B)',
  },
  { title: 'a ConfigMap', given: env({ configMapKeyRef: { name: 'c', key: 'k' } }), want: 'text' },
  {
    title: 'binary data of a ConfigMap',
    given: env({ configMapKeyRef: { name: 'c', key: 'b' } }),
    want: 'bytes',
  },
  { title: 'a Secret', given: env({ secretKeyRef: { name: 's', key: 'k' } }), want: 'hidden' },
  { title: 'plain data of a Secret', given: env({ secretKeyRef: { name: 's', key: 't' } }), want: 'plain' },
  {
    title: 'an optional key that is missing',
    given: env({ secretKeyRef: { name: 's', key: 'none', optional: true } }),
    want: undefined,
  },
  { title: 'the name of the pod', given: field('metadata.name'), want: 'wf-t-1' },
  { title: 'its namespace', given: field('metadata.namespace'), want: 'default' },
  { title: 'its address', given: field('status.podIP'), want: '127.0.0.1' },
  { title: 'a label', given: field("metadata.labels['team']"), want: 'red' },
  { title: 'an annotation', given: field("metadata.annotations['a/b']"), want: 'note' },
  {
    title: 'all labels',
    given: field('metadata.labels'),
    want: 'team="red"\nworkflows.argoproj.io/completed="false"\nworkflows.argoproj.io/workflow="wf"',
  },
  { title: 'a label of Argo', given: field("metadata.labels['workflows.argoproj.io/workflow']"), want: 'wf' },
  { title: 'a label that it does not have', given: field("metadata.labels['none']"), want: '' },
  {
    title: 'a whole ConfigMap, overridden by single variables',
    given: {
      envFrom: [{ configMapRef: { name: 'c' }, prefix: 'A_' }],
      env: [{ name: 'A', value: '$(A_k)!' }],
    },
    want: 'text!',
  },
  {
    title: 'a whole Secret',
    given: { envFrom: [{ secretRef: { name: 's' } }], env: [{ name: 'A', value: '$(k)' }] },
    want: 'hidden',
  },
  {
    title: 'an optional object that is missing',
    given: { envFrom: [{ secretRef: { name: 'none', optional: true } }] },
    want: undefined,
  },
])('a variable may come from $title', ({ given, want }) => {
  expect(variablesOf(given).A).toBe(want);
});

test('the pod has the namespace of the workflow', () => {
  expect(variablesOf(field('metadata.namespace'), { namespace: 'argo' }).A).toBe('argo');
});

test.for([
  { given: env({ configMapKeyRef: { name: 'none', key: 'k' } }), want: 'configmap "none" not found' },
  {
    given: env({ secretKeyRef: { name: 's', key: 'none' } }),
    want: "couldn't find key none in Secret default/s",
  },
  { given: { envFrom: [{ configMapRef: { name: 'none' } }] }, want: 'configmap "none" not found' },
  { given: { envFrom: [{ secretRef: { name: 'none' } }] }, want: 'secret "none" not found' },
  {
    given: field('metadata.generation'),
    want: 'local runs do not support the field metadata.generation of a pod',
  },
  {
    given: env({ resourceFieldRef: { resource: 'limits.gpu' } }),
    want: 'unsupported container resource : limits.gpu',
  },
  {
    given: env({ resourceFieldRef: { resource: 'limits.cpu', containerName: 'none' } }),
    want: 'container none not found',
  },
  {
    given: env({ fileKeyRef: { volumeName: 'v', path: 'p', key: 'k' } }),
    want: 'env A: local runs support only configMapKeyRef, secretKeyRef, fieldRef and resourceFieldRef',
  },
])('an invalid value is an error: $want', ({ given, want }) => {
  expect(() => variablesOf(given)).toThrow(want);
});

const resources = { requests: { cpu: '250m' }, limits: { cpu: '1500m', memory: '1.5Gi' } };

test.for([
  { resource: 'limits.cpu', want: '2' },
  { resource: 'limits.cpu', divisor: '1m', want: '1500' },
  { resource: 'requests.cpu', want: '1' },
  { resource: 'limits.memory', want: '1610612736' },
  { resource: 'limits.memory', divisor: '1Mi', want: '1536' },
  { resource: 'requests.memory', divisor: '1Mi', want: '1536' },
  { resource: 'requests.ephemeral-storage', want: '0' },
  { resource: 'limits.memory', containerName: 'side', want: '1024' },
])('a variable may come from a resource: $resource, divisor $divisor', ({ want, ...resourceFieldRef }) => {
  expect(variablesOf({ resources, ...env({ resourceFieldRef }) }).A).toBe(want);
});

test('variables of Argo come after those of the container', () => {
  expect(variablesOf({ env: [{ name: 'ARGO_NODE_ID', value: 'mine' }] }, { deadline: 61_000 })).toEqual({
    PATH: '/bin',
    ARGO_CONTAINER_NAME: 'main',
    ARGO_NODE_ID: 'wf-1',
    ARGO_INCLUDE_SCRIPT_OUTPUT: 'true',
    ARGO_DEADLINE: '1970-01-01T00:01:01Z',
    ARGO_WORKFLOW_NAME: 'wf',
    ARGO_PROGRESS_FILE: '/progress',
    ARGO_PROGRESS_PATCH_TICK_DURATION: '1m0s',
    ARGO_PROGRESS_FILE_TICK_DURATION: '3s',
  });
});
