import type { ArgoObject } from '@tiphys/models/facts';
import type { ArgoVersion } from '@tiphys/models/tables';
import type { CronWorkflow } from '@tiphys/models/v3.5';
import { fromYaml } from '@tiphys/yaml';
import { expect, test } from 'vitest';
import { cronWorkflow, workflow } from './target/literals.ts';
import { toYaml } from './to-yaml.ts';

const metadata = { name: 'a' };
const nightly = cronWorkflow({ metadata, spec: { schedules: ['@daily'], workflowSpec: {} } });
const often = cronWorkflow({ metadata, spec: { schedules: ['@daily', '@hourly'], workflowSpec: {} } });
const locked = workflow({ metadata, spec: { synchronization: { mutexes: [{ name: 'm' }] } } });
const pending = workflow({
  metadata,
  spec: { templates: [{ name: 't', pendingTimeout: '5m', suspend: {} }] },
});

test.for<{
  readonly title: string;
  readonly target: ArgoVersion;
  readonly given: ArgoObject;
  readonly want: object;
}>([
  { title: 'one schedule', target: 'v3.5', given: nightly, want: { schedule: '@daily', workflowSpec: {} } },
  { title: 'a field that the target has', target: 'v3.6', given: often, want: often.spec },
  { title: 'one mutex', target: 'v3.5', given: locked, want: { synchronization: { mutex: { name: 'm' } } } },
])('writes $title for $target', ({ target, given, want }) => {
  expect(fromYaml(toYaml(given, { target }))).toEqual([{ ...given, spec: want }]);
});

test('writes objects of an older version for the newest one', () => {
  const old = cronWorkflow<CronWorkflow>({ metadata, spec: { schedule: '@daily', workflowSpec: {} } });
  expect(toYaml(old, { target: 'v4.1' })).toBe(toYaml(nightly));
  expect(toYaml(old)).toContain("schedule: '@daily'");
});

test.for<{
  readonly title: string;
  readonly given: ArgoObject;
  readonly want: string;
  readonly path: readonly unknown[];
}>([
  {
    title: 'several schedules',
    given: often,
    want: 'The CronWorkflow "a" cannot be written for Argo v3.5. spec.schedules: CronWorkflowSpec.schedules was added in Argo v3.6 and is not in v3.5. It has 2 elements, but `schedule` holds exactly one.',
    path: ['spec', 'schedules'],
  },
  {
    title: 'a field that an older version does not have',
    given: pending,
    want: 'The Workflow "a" cannot be written for Argo v3.5. spec.templates[0].pendingTimeout: Template.pendingTimeout was added in Argo v4.1 and is not in v3.5. Remove the field, or choose another version.',
    path: ['spec', 'templates', 0, 'pendingTimeout'],
  },
])('refuses $title', ({ given, want, path }) => {
  expect(() => toYaml(given, { target: 'v3.5' })).toThrow(
    expect.objectContaining({ code: 'CONVERT_TARGET', message: want, path }),
  );
});

test('a field of an older version is written in the place of its list, with its keys in order', () => {
  const semaphores = [{ namespace: 'ns', configMapKeyRef: { key: 'k', name: 's' } }];
  const waits = workflow({ spec: { entrypoint: 'e', synchronization: { semaphores } }, metadata });
  expect(toYaml(waits, { target: 'v3.5' })).toContain(`  synchronization:
    semaphore:
      configMapKeyRef:
        name: s
        key: k
      namespace: ns
`);
  const late = cronWorkflow({ metadata, spec: { workflowSpec: {}, schedules: ['@daily'] } });
  expect(toYaml(late, { target: 'v3.5' })).toContain("spec:\n  schedule: '@daily'\n  workflowSpec: {}\n");
});
