import { expect, test } from 'vitest';
import { executorTemplate } from './executor-template.ts';

const image = 'busybox';

// Argo's executor gets the template in a variable of the pod, in which Kubernetes joins two dollar signs.
test.for([
  {
    title: 'a script, but not its variables',
    given: { script: { image, source: 'echo $$ $(x)', env: [{ name: 'A', value: '$$' }] } },
    want: { script: { image, source: 'echo $ $(x)', env: [{ name: 'A', value: '$$' }] } },
  },
  {
    title: 'raw data and keys of artifacts, but not parameters',
    given: {
      inputs: {
        parameters: [{ name: 'p', value: '$$' }],
        artifacts: [
          { name: 'a', raw: { data: '$$$$' } },
          { name: 'b', s3: { key: 'k$$' } },
        ],
      },
    },
    want: {
      inputs: {
        parameters: [{ name: 'p', value: '$$' }],
        artifacts: [
          { name: 'a', raw: { data: '$$' } },
          { name: 'b', s3: { key: 'k$' } },
        ],
      },
    },
  },
  {
    title: 'defaults of outputs, and manifests',
    given: {
      outputs: { parameters: [{ name: 'o', valueFrom: { path: '/o', default: '$$' } }] },
      resource: { action: 'create', manifest: 'a: $$' },
    },
    want: {
      outputs: { parameters: [{ name: 'o', valueFrom: { path: '/o', default: '$' } }] },
      resource: { action: 'create', manifest: 'a: $' },
    },
  },
])('the executor reads $title', ({ given, want }) => {
  expect(executorTemplate({ name: 't', ...given } as never)).toEqual({ name: 't', ...want });
});

test('a template that is too long for a variable stays as it is', () => {
  const template = { name: 't', script: { image, source: `$$${' '.repeat(131_072)}` } };
  expect(executorTemplate(template as never)).toBe(template);
});

test('a template without two dollar signs stays the same object', () => {
  const template = {
    name: 't',
    script: { image, source: 'echo $x' },
    inputs: { artifacts: [] },
    outputs: {},
  };
  expect(executorTemplate(template as never)).toBe(template);
});
