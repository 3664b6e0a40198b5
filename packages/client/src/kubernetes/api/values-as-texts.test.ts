import { expect, test } from 'vitest';
import { valuesAsTexts } from './values-as-texts.ts';

const workflow = (spec: object): object => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Workflow',
  metadata: { name: 'a' },
  spec,
});

test.for<{ title: string; given: object; want: object }>([
  {
    title: 'quantities',
    given: workflow({
      templates: [{ container: { resources: { limits: { cpu: 0.1, memory: 1e21, gpu: '1' } } } }],
    }),
    want: workflow({
      templates: [
        { container: { resources: { limits: { cpu: '0.1', memory: '1000000000000000000000', gpu: '1' } } } },
      ],
    }),
  },
  {
    title: 'values of parameters, with their defaults and choices',
    given: workflow({
      arguments: { parameters: [{ name: 'n', value: 5, default: true, enum: [1, '2', false] }] },
    }),
    want: workflow({
      arguments: { parameters: [{ name: 'n', value: '5', default: 'true', enum: ['1', '2', 'false'] }] },
    }),
  },
  {
    title: 'the templates of a CronWorkflow',
    given: {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'CronWorkflow',
      spec: { workflowSpec: { arguments: { parameters: [{ name: 'n', value: 1 }] } } },
    },
    want: {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'CronWorkflow',
      spec: { workflowSpec: { arguments: { parameters: [{ name: 'n', value: '1' }] } } },
    },
  },
])('$title become texts', async ({ given, want }) => {
  expect(await valuesAsTexts(given)).toEqual(want);
});

test.for([
  {
    title: 'integers, and numbers and texts of other fields',
    given: workflow({
      parallelism: 3,
      templates: [
        { retryStrategy: { limit: 2 }, withItems: [1] },
        { steps: [[{ withItems: [1, true, { a: 2 }] }]] },
        { container: { ports: [{ containerPort: 80 }], livenessProbe: { httpGet: { port: 80 } } } },
      ],
      unknown: [1],
    }),
  },
  {
    title: 'objects of other kinds',
    given: { apiVersion: 'v1', kind: 'ConfigMap', spec: { value: 1 } },
  },
])('$title stay as they are', async ({ given }) => {
  expect(await valuesAsTexts(given)).toBe(given);
});
