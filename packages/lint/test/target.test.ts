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
  { title: 'one schedule is right', target: 'v3.5', given: cron('schedule: "@daily"'), want: [] },
  { title: 'both forms are known', target: 'v3.7', given: cron('schedule: "@daily"'), want: [] },
  { title: 'the plural is right', target: 'v3.7', given: cron('schedules: ["@daily"]'), want: [] },
  {
    title: 'an older schedule is read, too',
    target: 'v3.6',
    given: cron('schedule: "* * *"'),
    want: ['spec.schedule: The schedule "* * *" cannot be read: it has 3 fields instead of 5.'],
  },
  {
    title: 'no schedule',
    target: 'v3.5',
    given: cron('suspend: true'),
    want: ['spec.schedule: A CronWorkflow needs at least one schedule.'],
  },
  {
    title: 'the plural is not there yet',
    target: 'v3.5',
    given: cron('{schedules: ["@daily"], schedule: "@daily"}').replace(/\{(.*), (.*)\}/, '$1\n  $2'),
    want: [
      'spec.schedules: CronWorkflowSpec.schedules is there since Argo v3.6, not in v3.5. `schedule` stands beside it. Leave one of them out.',
    ],
  },
  {
    title: 'a schedule in the form of another version is told once',
    target: 'v4.0',
    given: cron('schedule: "@daily"'),
    want: [
      'spec.schedule: CronWorkflowSpec.schedule is gone since Argo v4.0. Write it as the only element of "schedules".',
    ],
  },
  {
    title: 'the singular is gone',
    target: 'v4.0',
    given: workflow(`${body}\nsynchronization: {semaphore: {configMapKeyRef: {name: a, key: b}}}`),
    want: [
      'spec.synchronization.semaphore: Synchronization.semaphore is gone since Argo v4.0. Write it as the only element of "semaphores".',
    ],
  },
  {
    title: 'what is in a field of another definition',
    target: 'v4.0',
    given: workflow(
      'entrypoint: e\ntemplates: [{name: e, container: {image: i}, memoize: {key: k, cache: {configMap: {name: c, key: k}}}}]',
    ),
    want: [
      'spec.templates[0].memoize.cache.configMap.key: Cache.configMap.key is gone since Argo v4.0. Leave it out: it changes nothing.',
    ],
  },
  {
    title: 'a field of a newer version that has no older form',
    target: 'v3.7',
    given: workflow('entrypoint: e\ntemplates: [{name: e, container: {image: i}, pendingTimeout: 5m}]'),
    want: [
      'spec.templates[0].pendingTimeout: Template.pendingTimeout is there since Argo v4.1, not in v3.7. Leave it out, or do without.',
    ],
  },
  {
    title: 'a misspelt field is none of another version',
    target: 'v3.5',
    given: workflow(`${body}\nsynchronization: {mutexs: {name: m}}`),
    want: ['spec.synchronization.mutexs: Argo knows no field "mutexs" here. Did you mean "mutex"?'],
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
