import { expectTypeOf, test } from 'vitest';
import type {
  ClusterWorkflowTemplate,
  Container,
  CronWorkflow,
  DAGTask,
  Item,
  NodeStatus,
  Parameter,
  RetryStrategy,
  Template,
  Workflow,
  WorkflowEventBinding,
  WorkflowTemplate,
} from './generated/index.ts';
import type { Workflow as WorkflowReply } from './generated/reply/index.ts';

declare function check<T>(value: T): void;
declare const condition: boolean;

const container = { image: 'busybox', command: ['sh', '-c'], args: ['true'] } as const;

test('numbers fit where Argo takes numbers or text', () => {
  check<Container>({
    image: 'a',
    resources: { limits: { cpu: 1, memory: '1Gi' } },
    ports: [{ containerPort: 80 }],
  });
  check<RetryStrategy>({ limit: 3, backoff: { duration: '10s', factor: 2 } });
  check<RetryStrategy>({ limit: '{{inputs.parameters.limit}}', backoff: { factor: '2' } });
  check<Template>({ name: 'x', container, activeDeadlineSeconds: 10 });
  check<Parameter>({ name: 'a', value: 1, default: true, enum: [1, 'two', false] });
});

test('steps are lists of lists', () => {
  check<Template>({
    name: 'x',
    steps: [[{ name: 'a', template: 'b' }], [{ name: 'c', inline: { container } }]],
  });
});

test('items are any JSON value', () => {
  check<DAGTask>({
    name: 'a',
    template: 'b',
    withItems: [1, 'two', [3, [4]], { five: { six: 7 } }, null, true],
  });
  check<Item>({ os: 'debian', version: 9.1 });
});

test('every kind can be written', () => {
  const spec = { entrypoint: 'main', templates: [{ name: 'main', container }] } as const;
  const apiVersion = 'argoproj.io/v1alpha1';
  check<Workflow>({ apiVersion, kind: 'Workflow', metadata: { generateName: 'a-' }, spec });
  check<WorkflowTemplate>({ apiVersion, kind: 'WorkflowTemplate', metadata: { name: 'a' }, spec });
  check<ClusterWorkflowTemplate>({
    apiVersion,
    kind: 'ClusterWorkflowTemplate',
    metadata: { name: 'a' },
    spec,
  });
  check<CronWorkflow>({
    apiVersion,
    kind: 'CronWorkflow',
    metadata: { name: 'a' },
    spec: {
      schedules: ['0 3 * * *'],
      concurrencyPolicy: 'Forbid',
      workflowSpec: { workflowTemplateRef: { name: 'w' } },
    },
  });
  check<WorkflowEventBinding>({
    apiVersion,
    kind: 'WorkflowEventBinding',
    metadata: { name: 'a' },
    spec: { event: { selector: 'true' }, submit: { workflowTemplateRef: { name: 'w' } } },
  });
});

test('parts can be left out on a condition', () => {
  check<Template>({ name: 'x', container, timeout: condition ? '5m' : undefined });
  check<Template>({ name: 'x', container, ...(condition && { timeout: '5m' }) });
  check<Template>({ name: 'x', ...(condition ? { container } : { script: { source: 'true' } }) });
  check<DAGTask>({ name: 'x', template: 'a', ...(condition ? { depends: 'b' } : { dependencies: ['b'] }) });
});

test('a changed copy is a template again', () => {
  const template: Template = { name: 'x', container };
  check<Template>({ ...template, name: 'y', nodeSelector: { disk: 'ssd' } });
  const { container: old, ...rest } = template as Extract<Template, { readonly container: Container }>;
  check<Template>({ ...rest, container: { ...old, image: 'other' } });
});

test('every body of a template can be read', () => {
  expectTypeOf<Template['dag']>().extract<object>().toHaveProperty('tasks');
  expectTypeOf<Template['container']>().extract<object>().toEqualTypeOf<Container>();
  const bodyOf = (template: Template) =>
    template.container !== undefined ? template.container.image : template.script?.image;
  expectTypeOf(bodyOf).returns.toEqualTypeOf<string | undefined>();
});

test('a plugin has any field, a strategy without options none', () => {
  check<Template>({ name: 'x', plugin: { slack: { text: 'hello' } } });
  check<Template>({
    name: 'x',
    container,
    outputs: { artifacts: [{ name: 'a', path: '/a', archive: { none: {} } }] },
  });
});

test('statuses have the shape of the schema', () => {
  expectTypeOf<NodeStatus>().toHaveProperty('id').toEqualTypeOf<string>();
  expectTypeOf<NodeStatus['children']>().toEqualTypeOf<readonly string[] | undefined>();
  expectTypeOf<NonNullable<Workflow['status']>['nodes']>().toEqualTypeOf<
    { readonly [name: string]: NodeStatus } | undefined
  >();
});

test('a reply may hold less, more and other values', () => {
  check<WorkflowReply>({ kind: 'Workflow', spec: { podGC: { strategy: 'OfTomorrow' } }, newField: { a: 1 } });
  check<WorkflowReply>({ status: { finishedAt: null, nodes: { a: { phase: 'Running', newField: 1 } } } });
});
