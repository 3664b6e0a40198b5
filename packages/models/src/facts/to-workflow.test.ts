import { expect, test } from 'vitest';
import type { ArgoObject } from './argo-object.ts';
import { isRunnable, type RunnableObject, toWorkflow } from './to-workflow.ts';

const spec = { entrypoint: 'main', templates: [] };
const object = (kind: string, metadata: object | undefined, given: object = spec): RunnableObject =>
  ({ apiVersion: 'argoproj.io/v1alpha1', kind, metadata, spec: given }) as unknown as RunnableObject; // some are malformed

test.for([
  {
    title: 'a CronWorkflow',
    given: object('CronWorkflow', { name: 'nightly' }, { workflowSpec: spec }),
    want: 'nightly-',
  },
  { title: 'a WorkflowTemplate', given: object('WorkflowTemplate', { name: 'lib' }), want: 'lib-' },
  {
    title: 'an object with generateName',
    given: object('WorkflowTemplate', { generateName: 'lib-' }),
    want: 'lib-',
  },
  { title: 'an object without metadata', given: object('ClusterWorkflowTemplate', undefined), want: 'run-' },
])('$title becomes a Workflow with its spec', ({ given, want }) => {
  expect(toWorkflow(given)).toEqual({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { generateName: want },
    spec,
  });
});

test('labels and annotations are kept', () => {
  const kept = { labels: { team: 'a' }, annotations: { note: 'b' } };
  const { metadata } = toWorkflow(object('WorkflowTemplate', { name: 'lib', namespace: 'x', ...kept }));
  expect(metadata).toEqual({ generateName: 'lib-', ...kept });
});

test('a Workflow is returned unchanged', () => {
  const given = object('Workflow', { name: 'hello' });
  expect(toWorkflow(given)).toBe(given);
});

test.for([
  ['Workflow', true],
  ['CronWorkflow', true],
  ['ClusterWorkflowTemplate', true],
  ['WorkflowEventBinding', false],
] as const)('%s can run: %s', ([kind, want]) => {
  expect(isRunnable({ kind } as ArgoObject)).toBe(want);
});
