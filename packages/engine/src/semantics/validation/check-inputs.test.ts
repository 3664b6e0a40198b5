import { expect, test } from 'vitest';
import { problemOf } from '../../../test/semantics/spec-problem-of.ts';

const image = 'busybox';
const container = { image };
const artifact = (fields: object): object => ({
  container,
  inputs: { artifacts: [{ name: 'f', path: '/f', ...fields }] },
});
const hdfs = (fields: object): object =>
  artifact({ hdfs: { addresses: ['h:1'], path: '/p', hdfsUser: 'u', ...fields } });
const H = 'templates.main.inputs.artifacts.f.hdfs';
const PORT_RULE =
  "is invalid: Parameter/Artifact name must consist of alpha-numeric characters, '_' or '-' e.g. my_param_1, MY-PARAM-1";

test.for<{ given: object; want: string | undefined }>([
  {
    given: { container, script: { image } },
    want: 'templates.main multiple template types specified. choose one of: container, containerSet, steps, script, resource, dag, suspend, template, template ref',
  },
  { given: {}, want: "template 'main' type is unknown" },
  {
    given: { container, inputs: { parameters: [{ name: 'a+b' }] } },
    want: `templates.main.inputs.parameters[0].name: 'a+b' ${PORT_RULE}`,
  },
  { given: artifact({ name: 'a(b' }), want: `templates.main.inputs.artifacts[0].name: 'a(b' ${PORT_RULE}` },
  {
    given: artifact({ path: undefined }),
    want: "error in templates.main.inputs.artifacts.f: Artifact 'f' did not specify a path",
  },
  { given: artifact({ path: '/safe/../../etc', raw: {} }), want: undefined },
  { given: artifact({ path: '/safe/..', raw: {} }), want: undefined },
  { given: artifact({ path: '/safe/a/../b', raw: {} }), want: undefined },
  { given: artifact({ path: '/safe/../safe/b', raw: {} }), want: undefined },
  { given: artifact({ path: '/..hidden', raw: {} }), want: undefined },
  {
    given: { suspend: {}, inputs: { artifacts: [{ name: 'f', path: '/f' }] } },
    want: 'templates.main.inputs.artifacts.f.path only valid in container/script templates',
  },
  { given: artifact({ from: 'x' }), want: 'templates.main.inputs.artifacts.f.from not valid in inputs' },
  { given: artifact({ git: {} }), want: 'templates.main.inputs.artifacts.f.git.repo is required' },
  { given: hdfs({ addresses: [] }), want: `${H}.addresses is required` },
  { given: hdfs({ path: undefined }), want: `${H}.path is required` },
  { given: hdfs({ path: 'p' }), want: `${H}.path must be a absolute file path` },
  {
    given: hdfs({ hdfsUser: undefined }),
    want: `either ${H}.hdfsUser, ${H}.krbCCacheSecret or ${H}.krbKeytabSecret is required`,
  },
  {
    given: hdfs({ krbKeytabSecret: { name: 's', key: 'k' } }),
    want: `${H}.krbServicePrincipalName, ${H}.krbConfigConfigMap, ${H}.krbUsername and ${H}.krbRealm are required with ${H}.krbKeytabSecret`,
  },
  {
    given: hdfs({ krbCCacheSecret: { name: 's', key: 'k' } }),
    want: `${H}.krbServicePrincipalName and ${H}.krbConfigConfigMap are required with ${H}.krbCCacheSecret`,
  },
  { given: hdfs({}), want: undefined },
  { given: { container, initContainers: [{ image }] }, want: 'initContainers must all have container name' },
  {
    given: { container, sidecars: [{ name: 'wait', image }] },
    want: 'templates.main.sidecars: "wait" is a reserved Argo container name',
  },
  {
    given: { container, sidecars: [{ name: 'artifact-plugin-x', image }] },
    want: 'templates.main.sidecars: "artifact-plugin-x" is a reserved Argo container name',
  },
  { given: { container, sidecars: [{ name: 'main', image }] }, want: undefined },
  {
    given: { container, podResources: { limits: { 'nvidia.com/gpu': '1' } } },
    want: 'templates.main.podResources: "nvidia.com/gpu" is not a valid pod-level resource, only cpu, memory and hugepages-* are supported',
  },
  {
    given: { container, podResources: { claims: [{ name: 'c' }] } },
    want: 'templates.main.podResources.claims is not supported for pod-level resources',
  },
  { given: { container, podResources: { requests: { cpu: '1', 'hugepages-2Mi': '1' } } }, want: undefined },
  {
    given: { http: { url: 'http://localhost' }, podResources: { limits: { cpu: '1' } } },
    want: 'templates.main.podResources is not supported for HTTP templates',
  },
  {
    given: { suspend: {}, resourceClaims: [{ name: 'c' }] },
    want: 'templates.main.resourceClaims is not supported for Suspend templates, which do not create a pod',
  },
  { given: { suspend: {}, timeout: '1s' }, want: "Suspend template doesn't support timeout field" },
  {
    given: { dag: { tasks: [] }, pendingTimeout: '1s' },
    want: "DAG template doesn't support pendingTimeout field",
  },
  { given: { container, timeout: '10' }, want: 'main has invalid duration format in timeout' },
  { given: { container, timeout: 'soon' }, want: undefined },
  {
    given: {
      container,
      timeout: '{{inputs.parameters.t}}',
      inputs: { parameters: [{ name: 't', value: '10' }] },
    },
    want: 'main has invalid duration format in timeout',
  },
  { given: { container, retryStrategy: { retryPolicy: 'Never' } }, want: 'Never is not a valid RetryPolicy' },
])('template $given', ({ given, want }) => {
  expect(problemOf(given)).toBe(want);
});
