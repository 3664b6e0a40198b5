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
    template: { timeout: '1m30s', activeDeadlineSeconds: 91 },
    want: 'It took longer than the timeout of its template: 1m30s.',
  },
  {
    message: deadline,
    template: { timeout: '500ms', activeDeadlineSeconds: 5 },
    want: 'It took longer than the timeout of its template: 500ms.',
  },
  {
    message: deadline,
    template: { activeDeadlineSeconds: 5, retryStrategy: { backoff: { maxDuration: '4' } } },
    want: 'All its attempts took longer than the backoff.maxDuration of its retryStrategy: 4.',
  },
  {
    message: deadline,
    spec: { activeDeadlineSeconds: 9 },
    want: 'The workflow ran longer than its activeDeadlineSeconds: 9.',
  },
  {
    // The workflow has run for 10 s when the node starts.
    message: deadline,
    template: { timeout: '10s' },
    spec: { activeDeadlineSeconds: 15 },
    want: 'The workflow ran longer than its activeDeadlineSeconds: 15.',
  },
  {
    message: 'Step exceeded its deadline',
    spec: { activeDeadlineSeconds: 9 },
    want: 'The workflow ran longer than its activeDeadlineSeconds: 9.',
  },
  {
    message: 'timeout',
    template: { timeout: '1s' },
    want: 'It waited longer than the timeout of its template: 1s.',
  },
  {
    message: 'timeout',
    template: { timeout: '1m', pendingTimeout: '10s' },
    want: 'It waited longer than the pendingTimeout of its template: 10s.',
  },
  { message: 'timeout', want: undefined },
  {
    message: 'main: OOMKilled (exit code 137)',
    template: { container: { image: 'a', resources: { limits: { memory: '64Mi' } } } },
    want: 'It used more memory than its limit of 64Mi. Raise resources.limits.memory.',
  },
  {
    message: 'main: Error (exit code 134)',
    want: 'It ended itself after an internal error (SIGABRT, 128 + 6).',
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
])('$message $template $spec', ({ message, template, spec, want }) => {
  // Only these fields are read.
  const node = { id: 'a', message, startedAt: '2026-01-01T00:00:10Z' } as NodeStatus;
  const first = {
    id: 'r',
    children: ['a'],
    startedAt: '2026-01-01T00:00:10Z',
  } as unknown as NodeStatus;
  const status = { startedAt: '2026-01-01T00:00:00Z', nodes: { a: node, r: first } };
  const workflow = { spec: spec ?? {}, status } as unknown as Workflow;
  const attempt = template?.retryStrategy === undefined ? node : { ...node, nodeFlag: { retried: true } };
  expect(explainEnd({ node: attempt, workflow, templateOf: () => template as Template | undefined })).toBe(
    want,
  );
});
