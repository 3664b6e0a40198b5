import { expect, test } from 'vitest';
import { isExecutorLine } from './executor-line.ts';

test.for([
  'time=2026-11-24T11:53:34.909Z level=INFO msg="waiting for signals" argo=true signalPath=/var/run/argo/ctr/main/signal',
  'time=2026-11-24T11:53:34.909Z level=INFO msg="sub-process exited" argo=true error=<nil>',
  'time=2026-11-24T11:53:34.910Z level=INFO msg=tarring argo=true source=/tmp/o',
  'time="2024-05-01T10:00:00.000Z" level=info msg="capturing logs" argo=true',
  'time=2026-11-24T11:53:32.908Z level=INFO msg="waiting for signals" signalPath=/signal argo=true',
  '{"argo":true,"level":"info","msg":"capturing logs","time":"2024-05-01T10:00:00.000Z"}',
])('%s is a line of the executor', (text) => {
  expect(isExecutorLine(text)).toBe(true);
});

test.for([
  '',
  'argo=true',
  'hello argo=true',
  'time=2026-11-24T11:53:34.909Z level=INFO msg="started"',
  'time=2026-11-24T11:53:34.909Z level=INFO msg="sets argo=true"',
  '{"argo":true}',
  '{"argo":true, broken',
])('%j is a line of a task', (text) => {
  expect(isExecutorLine(text)).toBe(false);
});
