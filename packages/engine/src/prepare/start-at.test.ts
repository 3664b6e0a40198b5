import type { RunnableObject } from '@tiphys/models/facts';
import { expect, test } from 'vitest';
import { startAt } from './start-at.ts';

const templates = [
  { name: 'greet', inputs: { parameters: [{ name: 'who' }, { name: 'tone', default: 'loud' }] } },
  { name: 'wait' },
  null,
];
const object = (spec: unknown, kind = 'WorkflowTemplate'): RunnableObject =>
  ({ kind, metadata: { name: 'lib' }, spec }) as unknown as RunnableObject; // some are malformed

test.for([
  {
    title: 'a template without inputs',
    spec: { entrypoint: 'greet', templates },
    template: 'wait',
    want: { entrypoint: 'wait', templates },
  },
  {
    title: 'a template with inputs, which become parameters',
    spec: { templates },
    template: 'greet',
    want: {
      entrypoint: 'greet',
      templates,
      arguments: { parameters: [{ name: 'who' }, { name: 'tone', value: 'loud' }] },
    },
  },
  {
    title: 'a template whose input is a parameter already',
    spec: { templates, arguments: { parameters: [{ name: 'who', value: 'Ann' }], artifacts: [] } },
    template: 'greet',
    want: {
      entrypoint: 'greet',
      templates,
      arguments: {
        parameters: [
          { name: 'who', value: 'Ann' },
          { name: 'tone', value: 'loud' },
        ],
        artifacts: [],
      },
    },
  },
  {
    title: 'a template of another object',
    spec: { workflowTemplateRef: { name: 'other' } },
    template: 'any',
    want: { workflowTemplateRef: { name: 'other' }, entrypoint: 'any' },
  },
  { title: 'an unknown template', spec: { templates }, template: 'gret', want: undefined },
  { title: 'a spec without templates', spec: {}, template: 'greet', want: undefined },
  { title: 'no spec', spec: undefined, template: 'greet', want: undefined },
])('starts at $title', ({ spec, template, want }) => {
  expect(startAt(object(spec), template)?.spec).toEqual(want);
  const cron = object({ schedules: ['0 1 * * *'], workflowSpec: spec }, 'CronWorkflow');
  expect(startAt(cron, template)?.spec).toEqual(
    want === undefined ? undefined : { schedules: ['0 1 * * *'], workflowSpec: want },
  );
});
