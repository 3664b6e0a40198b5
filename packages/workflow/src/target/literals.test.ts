import { isArgoObject } from '@tiphys/models/facts';
import { expect, test } from 'vitest';
import {
  clusterWorkflowTemplate,
  cronWorkflow,
  workflow,
  workflowEventBinding,
  workflowTemplate,
} from './literals.ts';

const metadata = { name: 'a' };

test.for([
  { title: 'workflow', given: workflow({ metadata, spec: {} }), want: 'Workflow' },
  { title: 'workflowTemplate', given: workflowTemplate({ metadata, spec: {} }), want: 'WorkflowTemplate' },
  {
    title: 'clusterWorkflowTemplate',
    given: clusterWorkflowTemplate({ metadata, spec: {} }),
    want: 'ClusterWorkflowTemplate',
  },
  {
    title: 'cronWorkflow',
    given: cronWorkflow({ metadata, spec: { schedules: ['@daily'], workflowSpec: {} } }),
    want: 'CronWorkflow',
  },
  {
    title: 'workflowEventBinding',
    given: workflowEventBinding({ metadata, spec: { event: { selector: 'true' } } }),
    want: 'WorkflowEventBinding',
  },
])('$title puts apiVersion and kind first', ({ given, want }) => {
  expect(Object.keys(given).slice(0, 2)).toEqual(['apiVersion', 'kind']);
  expect(given).toMatchObject({ apiVersion: 'argoproj.io/v1alpha1', kind: want, metadata });
  expect(isArgoObject(given)).toBe(true);
});

test.for([
  null,
  'Workflow',
  [],
  { kind: 'Workflow' },
  { apiVersion: 'argoproj.io/v1alpha1', kind: 'Pod' },
  { apiVersion: 'v1', kind: 'Workflow' },
])('%j is not an Argo object', (given) => {
  expect(isArgoObject(given)).toBe(false);
});
