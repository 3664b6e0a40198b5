import type { NodeStatus, Template, Workflow } from '@tiphys/models';
import { expect, test } from 'vitest';
import { explainEnd } from './explain-end.ts';

const deadline = 'Pod was active on the node longer than the specified deadline';

test.for<{
  message: string;
  template?: Partial<Template>;
  spec?: Workflow['spec'];
  want: string | undefined;
}>([
  {
    message: deadline,
    template: { activeDeadlineSeconds: 5 },
    want: 'It ran longer than the activeDeadlineSeconds of its template: 5.',
  },
  {
    message: deadline,
    template: { timeout: '1m' },
    want: 'It took longer than the timeout of its template: 1m.',
  },
  {
    message: deadline,
    spec: { activeDeadlineSeconds: 9 },
    want: 'The workflow ran longer than its activeDeadlineSeconds: 9.',
  },
  {
    message: 'Step exceeded its deadline',
    spec: { activeDeadlineSeconds: 9 },
    want: 'The workflow ran longer than its activeDeadlineSeconds: 9.',
  },
  {
    message: 'main: OOMKilled (exit code 137)',
    template: { container: { image: 'a', resources: { limits: { memory: '64Mi' } } } },
    want: 'It used more memory than its limit of 64Mi. Raise resources.limits.memory.',
  },
  {
    message: 'main: Error (exit code 137)',
    want: 'It was killed (SIGKILL, 128 + 9): by the system when memory ran out, or by a program.',
  },
  {
    message: 'main: Error (exit code 143)',
    want: 'It was asked to end (SIGTERM, 128 + 15): because the run was stopped, or by a program.',
  },
  { message: 'main: Error (exit code 1)', want: undefined },
  { message: deadline, want: undefined },
  { message: '', want: undefined },
])('$message', ({ message, template, spec, want }) => {
  // Only these fields are read.
  const node = { message } as NodeStatus;
  expect(explainEnd(node, template as Template | undefined, { spec: spec ?? {} } as Workflow)).toBe(want);
});
