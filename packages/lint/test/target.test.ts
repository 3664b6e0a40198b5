import type { ArgoVersion } from '@tiphys/models/tables';
import { argoVersions } from '@tiphys/models/tables';
import { absence, isAbsent, readLintCases } from '@tiphys/tools-conformance';
import { expect, test } from 'vitest';
import { lint, loadLintTarget } from '../src/index.ts';
import { workflow } from './manifests.ts';

function cron(spec: string): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: c}
spec:
  ${spec}
  workflowSpec: {entrypoint: e, templates: [{name: e, container: {image: i}}]}
`;
}

interface Case {
  readonly title: string;
  readonly target: ArgoVersion;
  readonly given: string;
  readonly want: readonly string[];
}

const body = 'entrypoint: e\ntemplates: [{name: e, container: {image: i}}]';

const cases: readonly Case[] = [
  {
    title: 'a schedule, which only this version requires',
    target: 'v3.5',
    given: cron('schedule: "@daily"'),
    want: [],
  },
  { title: 'the singular of the schedule', target: 'v3.7', given: cron('schedule: "@daily"'), want: [] },
  { title: 'the plural of the schedule', target: 'v3.7', given: cron('schedules: ["@daily"]'), want: [] },
  {
    title: 'an invalid schedule in the old form',
    target: 'v3.6',
    given: cron('schedule: "* * *"'),
    want: ['spec.schedule: Schedule "* * *" is invalid: it has 3 fields instead of 5.'],
  },
  {
    title: 'no schedule',
    target: 'v3.5',
    given: cron('suspend: true'),
    want: ['spec.schedule: The CronWorkflow has no schedule: add "schedule".'],
  },
  {
    title: 'the plural of the schedule, which does not exist yet',
    target: 'v3.5',
    given: cron('{schedules: ["@daily"], schedule: "@daily"}').replace(/\{(.*), (.*)\}/, '$1\n  $2'),
    want: [
      'spec.schedules: CronWorkflowSpec.schedules was added in Argo v3.6 and is not in v3.5. `schedule` is set, too. Remove one of them.',
    ],
  },
  {
    title: 'a schedule in the form of another version, which is reported once',
    target: 'v4.0',
    given: cron('schedule: "@daily"'),
    want: [
      'spec.schedule: Field "schedule" of CronWorkflowSpec was removed in Argo v4.0. Write it as the only element of "schedules".',
    ],
  },
  {
    title: 'a mutex in the form of an older version beside the new form',
    target: 'v4.0',
    given: workflow(`${body}\nsynchronization: {mutex: {name: a}, mutexes: [{name: b}]}`),
    want: [
      'spec.synchronization.mutex: Field "mutex" of Synchronization was removed in Argo v4.0. Append it to "mutexes".',
    ],
  },
  {
    title: 'one schedule in the form of a newer version',
    target: 'v3.5',
    given: cron('schedules: ["@daily"]'),
    want: [
      'spec.schedules: Field "schedules" of CronWorkflowSpec was added in Argo v3.6, so v3.5 does not have it. Write its only element as "schedule".',
    ],
  },
  {
    title: 'a semaphore in the form of an older version',
    target: 'v4.0',
    given: workflow(`${body}\nsynchronization: {semaphore: {configMapKeyRef: {name: a, key: b}}}`),
    want: [
      'spec.synchronization.semaphore: Field "semaphore" of Synchronization was removed in Argo v4.0. Write it as the only element of "semaphores".',
    ],
  },
  {
    title: 'a field of the object in another field',
    target: 'v4.0',
    given: workflow(
      'entrypoint: e\ntemplates: [{name: e, container: {image: i}, memoize: {key: k, cache: {configMap: {name: c, key: k}}}}]',
    ),
    want: [
      'spec.templates[0].memoize.cache.configMap.key: Field "key" of Cache.configMap was removed in Argo v4.0. Remove it: it has no effect.',
    ],
  },
  {
    title: 'a field of a newer version that has no older form',
    target: 'v3.7',
    given: workflow('entrypoint: e\ntemplates: [{name: e, container: {image: i}, pendingTimeout: 5m}]'),
    want: [
      'spec.templates[0].pendingTimeout: Template.pendingTimeout was added in Argo v4.1 and is not in v3.7. Remove the field, or choose another version.',
    ],
  },
  {
    title: 'a misspelt field, which is not one of another version',
    target: 'v3.5',
    given: workflow(`${body}\nsynchronization: {mutexs: {name: m}}`),
    want: [
      'spec.synchronization.mutexs: Field "mutexs" does not exist in Synchronization. Did you mean "mutex"?',
    ],
  },
];

test.for(cases)('$target: $title', async ({ target, given, want }) => {
  const issues = lint([{ file: 'a.yaml', text: given }], { target: await loadLintTarget(target) });
  expect(
    issues.map(({ path, message, suggestion }) => `${path}: ${message}${suggestion ? ` ${suggestion}` : ''}`),
  ).toEqual(want);
});

test.skipIf(isAbsent)(`never throws for any version, and the newest is the default${absence}`, async () => {
  const inputs = readLintCases().map(({ id, text }) => ({ file: id, text }));
  const byDefault = inputs.map((input) => lint([input]));
  for (const version of argoVersions) {
    const target = await loadLintTarget(version);
    const found = inputs.map((input) => lint([input], { target }));
    if (version === argoVersions.at(-1)) expect(found).toEqual(byDefault);
  }
});
