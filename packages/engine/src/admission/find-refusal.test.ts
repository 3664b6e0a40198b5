import { describe, expect, test } from 'vitest';
import { assertAdmitted } from './assert-admitted.ts';
import { findRefusal } from './find-refusal.ts';

const workflow = (spec: unknown, more: object = {}) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Workflow',
  metadata: { name: 'wf' },
  spec,
  ...more,
});
const container = { image: 'busybox', command: ['true'] };
const template = (fields: object, more: object = {}) =>
  workflow({ entrypoint: 'main', templates: [{ name: 'main', ...fields }], ...more });

const strict = (fields: string) =>
  `Error from server (BadRequest): Workflow in version "v1alpha1" cannot be handled as a Workflow: strict decoding error: ${fields}`;
const invalid = (reason: string) => `The Workflow "wf" is invalid: ${reason}`;
const QUANTITY =
  "'^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$'";

describe('an object that the API server refuses', () => {
  test.for([
    {
      title: 'unknown fields',
      object: template({ container, wehn: 'x' }, { paralelism: 1 }),
      message: strict('unknown field "spec.paralelism", unknown field "spec.templates[0].wehn"'),
      path: 'spec.templates.0.wehn',
    },
    {
      title: 'a text instead of a list',
      object: template({ container: { ...container, args: 'x' } }),
      message: invalid(
        'spec.templates[0].container.args: Invalid value: "string": spec.templates[0].container.args in body must be of type array: "string"',
      ),
      path: 'spec.templates.0.container.args',
    },
    {
      title: 'several values of another type',
      object: workflow({ entrypoint: 5, templates: {}, suspend: 'perhaps' }),
      message: invalid(
        '\n* spec.entrypoint: Invalid value: "integer": spec.entrypoint in body must be of type string: "integer"\n* spec.templates: Invalid value: "object": spec.templates in body must be of type array: "object"\n* spec.suspend: Invalid value: "string": spec.suspend in body must be of type boolean: "string"',
      ),
      path: 'spec.entrypoint',
    },
    {
      title: 'a quantity that is a word',
      object: template({ container: { ...container, resources: { limits: { cpu: 'lots' } } } }),
      message: invalid(
        `spec.templates[0].container.resources.limits.cpu: Invalid value: "lots": spec.templates[0].container.resources.limits.cpu in body should match ${QUANTITY}`,
      ),
      path: 'spec.templates.0.container.resources.limits.cpu',
    },
    {
      title: 'parallelism of a template that is 0',
      object: template({ steps: [[{ name: 'a', template: 'b' }]], parallelism: 0 }),
      message: invalid(
        'spec.templates[0].parallelism: Invalid value: 0: spec.templates[0].parallelism in body should be greater than or equal to 1',
      ),
      path: 'spec.templates.0.parallelism',
    },
    {
      title: 'steps that are empty',
      object: template({ steps: [] }),
      message: invalid(
        'spec.templates[0].steps: Invalid value: 0: spec.templates[0].steps in body should have at least 1 items',
      ),
      path: 'spec.templates.0.steps',
    },
    {
      title: 'memoize without a cache',
      object: template({ container, memoize: { key: 'k', maxAge: '1h' } }),
      message: invalid('spec.templates[0].memoize.cache: Required value'),
      path: 'spec.templates.0.memoize.cache',
    },
    {
      title: 'a word that is not in the list',
      object: template({ container, retryStrategy: { retryPolicy: 'Sometimes' } }),
      message: invalid(
        'spec.templates[0].retryStrategy.retryPolicy: Unsupported value: "Sometimes": supported values: "Always", "OnFailure", "OnError", "OnTransientError"',
      ),
      path: 'spec.templates.0.retryStrategy.retryPolicy',
    },
    {
      title: 'a task without a name',
      object: template({ dag: { tasks: [{ template: 'x' }] } }),
      message: invalid('spec.templates[0].dag.tasks[0].name: Required value'),
      path: 'spec.templates.0.dag.tasks.0.name',
    },
    {
      title: 'two bodies',
      object: template({ container, suspend: {} }),
      message: invalid('spec.templates: Invalid value: template must have at most one template type'),
      path: 'spec.templates',
    },
    {
      title: 'a timeout of steps',
      object: template({ steps: [[{ name: 'a', template: 'b' }]], timeout: '1s' }),
      message: invalid('spec.templates: Invalid value: timeout cannot be applied to steps or dag templates'),
      path: 'spec.templates',
    },
    {
      title: 'depends and dependencies',
      object: template({ dag: { tasks: [{ name: 'a', template: 'b', depends: 'c', dependencies: ['c'] }] } }),
      message: invalid(
        "spec.templates[0].dag.tasks[0]: Invalid value: cannot use both 'depends' and 'dependencies'",
      ),
      path: 'spec.templates.0.dag.tasks.0',
    },
    {
      title: 'no spec',
      object: workflow(undefined),
      message: invalid('spec: Required value'),
      path: 'spec',
    },
  ])('$title', ({ object, message, path }) => {
    expect(findRefusal(object)).toMatchObject({ message });
    expect(findRefusal(object)?.path.join('.')).toBe(path);
  });
});

test.for([
  {
    title: 'numbers as values of parameters',
    object: workflow({ arguments: { parameters: [{ name: 'a', value: 5 }] } }),
  },
  {
    title: 'numbers as quantities',
    object: template({ container: { ...container, resources: { limits: { cpu: 0.5, memory: '1Gi' } } } }),
  },
  {
    title: 'fields that are null',
    object: template({ container: { ...container, args: null }, steps: null }),
  },
  {
    title: 'unknown words in inline templates',
    object: template({ steps: [[{ name: 'a', inline: { containr: {} } }]] }),
  },
  { title: 'whatever the status holds', object: workflow({ templates: [] }, { status: { nope: 1 } }) },
  {
    title: 'fields of older versions of Argo',
    object: template({ container, synchronization: { mutex: { name: 'm' } } }),
  },
  { title: 'objects of other kinds', object: { apiVersion: 'v1', kind: 'ConfigMap', nope: 1 } },
  {
    title: 'what the controller leaves literal',
    object: template({ container: { ...container, args: ['{{inputs.nope}}'] } }),
  },
])('accepts $title', ({ object }) => {
  expect(findRefusal(object)).toBeUndefined();
});

test('the error names the place in the file', () => {
  const object = template({ container, wehn: 'x' });
  const locate = (path: readonly unknown[]) => `pipe.yaml:7:3 (${path.length})`;
  expect(() => assertAdmitted(object, { locate })).toThrow(
    expect.objectContaining({
      code: 'ENGINE_REFUSED',
      message: `pipe.yaml:7:3 (4): Kubernetes would refuse this object: ${strict('unknown field "spec.templates[0].wehn"')}`,
    }),
  );
  expect(() => assertAdmitted(object)).toThrow('spec.templates[0].wehn: Kubernetes would refuse');
});
