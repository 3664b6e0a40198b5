import { expect, test } from 'vitest';
import { leaf, problemOf } from '../../../../test/semantics/spec-problem-of.ts';

const image = 'busybox';
const container = { image };
const resource = (fields: object): object => ({
  resource: { action: 'create', manifest: 'kind: X', ...fields },
});
const set = (...containers: object[]): object => ({ containerSet: { containers } });
const mount = (mountPath: string): object => ({ name: 'v', mountPath });
const DEADLINE = 'templates.main.activeDeadlineSeconds must be a positive integer > 0 or an argo variable';
const SET = 'templates.main.containerSet';
const MANIFEST = 'templates.main.resource.manifest';

test.for<{ given: object; want: string | undefined }>([
  {
    given: { container: { image, volumeMounts: [mount('/a'), mount('/a')] } },
    want: "templates.main.container.volumeMounts[1].mountPath '/a' already mounted in container.volumeMounts.v",
  },
  {
    given: {
      container: { image, volumeMounts: [mount('/a')] },
      inputs: { artifacts: [{ name: 'f', path: '/a', raw: {} }] },
    },
    want: "templates.main.inputs.artifacts[0].path '/a' already mounted in container.volumeMounts.v",
  },
  {
    given: {
      container,
      inputs: {
        artifacts: [
          { name: 'f', path: '/a', raw: {} },
          { name: 'g', path: '/a', raw: {} },
        ],
      },
    },
    want: "templates.main.inputs.artifacts[1].path '/a' already mounted in inputs.artifacts.f",
  },
  { given: { container: { command: ['true'] } }, want: 'templates.main.container.image may not be empty' },
  { given: { script: { source: 'true' } }, want: 'templates.main.script.image may not be empty' },
  {
    given: { script: { image, volumeMounts: [mount('/a'), mount('/a')] } },
    want: undefined,
  },
  { given: set(), want: `${SET}.containers must have at least one container` },
  { given: set({ image }), want: `${SET}.containers[0].name is required` },
  { given: set({ name: 'a' }, { name: 'a' }), want: `${SET}.containers[1].name 'a' is not unique` },
  { given: set({ name: 'wait' }), want: `${SET}.containers: "wait" is a reserved Argo container name` },
  {
    given: { containerSet: { containers: [{ name: 'a' }], volumeMounts: [mount('/a'), mount('/a')] } },
    want: `${SET}.volumeMounts[1].mountPath '/a' already mounted in volumeMounts.v`,
  },
  {
    given: set({ name: 'a', dependencies: ['b'] }),
    want: `${SET}.containers.a dependency 'b' not defined`,
  },
  {
    given: set({ name: 'a', dependencies: ['b'] }, { name: 'b', dependencies: ['a'] }),
    want: `${SET}.containers dependency cycle detected: a->b->a`,
  },
  {
    given: { ...set({ name: 'a' }), outputs: { parameters: [{ name: 'o', valueFrom: { path: '/o' } }] } },
    want: `${SET}.containers must have a container named "main" for input or output`,
  },
  { given: set({ name: 'a' }, { name: 'b', dependencies: ['a'] }), want: undefined },
  {
    given: resource({ action: 'make' }),
    want: 'templates.main.resource.action must be one of: get, create, apply, delete, replace, patch',
  },
  {
    given: resource({ manifest: undefined }),
    want: `either ${MANIFEST} or ${MANIFEST}From must be specified`,
  },
  { given: resource({ action: 'get', manifest: undefined }), want: undefined },
  {
    given: resource({ manifestFrom: { artifact: { name: 'f' } } }),
    want: "shouldn't have both `manifest` and `manifestFrom` specified in `Manifest` for resource template",
  },
  {
    given: resource({ manifest: undefined, manifestFrom: { artifact: { name: 'f' } } }),
    want: 'artifact f in `manifestFrom` refer to a non-exist artifact',
  },
  { given: resource({ manifest: 'a: [' }), want: `${MANIFEST} must be a valid yaml` },
  { given: resource({ manifest: 'a: {{= 1 }}' }), want: undefined },
  {
    given: {
      ...resource({ manifest: '{{inputs.parameters.m}}' }),
      inputs: { parameters: [{ name: 'm', value: 'a: [' }] },
    },
    want: `${MANIFEST} must be a valid yaml`,
  },
  { given: { container, activeDeadlineSeconds: 0 }, want: undefined },
  { given: { container, activeDeadlineSeconds: -1 }, want: DEADLINE },
  { given: { container, activeDeadlineSeconds: 'x' }, want: DEADLINE },
  { given: { container, activeDeadlineSeconds: '{{item}}' }, want: undefined },
  {
    given: { steps: [], activeDeadlineSeconds: 1 },
    want: 'templates.main.activeDeadlineSeconds is only valid for leaf templates',
  },
  {
    given: { suspend: {}, parallelism: 1 },
    want: 'templates.main.parallelism is only valid for steps and dag templates',
  },
])('template $given', ({ given, want }) => {
  expect(problemOf(given)).toBe(want);
});

test('the defaults of the workflow can provide the image', () => {
  const spec = { templateDefaults: { container: { image } } };
  expect(problemOf({ container: {} }, { spec })).toBeUndefined();
  expect(problemOf({ script: {} }, { spec })).toBe('templates.main.script.image may not be empty');
});

test.for([
  { kind: 'WorkflowTemplate', clusterScope: false, want: undefined },
  {
    kind: 'ClusterWorkflowTemplate',
    clusterScope: true,
    want: 'templates.main.steps[0].a templates.t.container.image may not be empty',
  },
])('the defaults of a $kind', ({ kind, clusterScope, want }) => {
  const spec = { templateDefaults: leaf, templates: [{ name: 't', container: {} }] };
  const call = { name: 'a', templateRef: { name: 'lib', template: 't', clusterScope } };
  const objects = [{ kind, metadata: { name: 'lib' }, spec }];
  expect(problemOf({ steps: [[call]] }, { objects })).toBe(want);
});
