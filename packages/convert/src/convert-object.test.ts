import type { KubernetesObject } from '@tiphys/models/facts';
import { formatPath } from '@tiphys/models/facts';
import type { ArgoVersion } from '@tiphys/models/tables';
import { argoVersions } from '@tiphys/models/tables';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { convertObject } from './convert-object.ts';

function cron(spec: object): KubernetesObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'CronWorkflow',
    metadata: { name: 'c' },
    spec: { ...spec, workflowSpec: {} },
  };
}

function flow(spec: object): KubernetesObject {
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', metadata: { generateName: 'w-' }, spec };
}

interface Case {
  readonly title: string;
  readonly to: ArgoVersion;
  readonly from?: ArgoVersion;
  readonly given: KubernetesObject;
  readonly want: KubernetesObject;
  readonly problems?: readonly string[];
}

const cache = (configMap: object): object => ({
  templates: [{ name: 'a', memoize: { key: 'k', cache: { configMap } } }],
});

const cases: readonly Case[] = [
  {
    title: 'schedule becomes schedules',
    to: 'v4.1',
    given: cron({ schedule: '* * * * *' }),
    want: cron({ schedules: ['* * * * *'] }),
  },
  {
    title: 'a single element of schedules becomes schedule',
    to: 'v3.5',
    given: cron({ schedules: ['* * * * *'] }),
    want: cron({ schedule: '* * * * *' }),
  },
  {
    title: 'schedule stays where both are known',
    to: 'v3.7',
    given: cron({ schedule: '* * * * *' }),
    want: cron({ schedule: '* * * * *' }),
  },
  {
    title: 'a single mutex is appended to the list, because Argo used both',
    to: 'v4.1',
    given: flow({ synchronization: { mutex: { name: 'a' }, mutexes: [{ name: 'b' }], semaphores: [] } }),
    want: flow({ synchronization: { mutexes: [{ name: 'b' }, { name: 'a' }], semaphores: [] } }),
  },
  {
    title: 'an empty list is replaced',
    to: 'v4.1',
    given: cron({ schedules: [], schedule: '* * * * *' }),
    want: cron({ schedules: ['* * * * *'] }),
  },
  {
    title: 'two schedules cannot be expressed in an older version',
    to: 'v3.5',
    given: cron({ schedules: ['1 * * * *', '2 * * * *'] }),
    want: cron({ schedules: ['1 * * * *', '2 * * * *'] }),
    problems: ['spec.schedules'],
  },
  {
    title: 'an empty list of schedules cannot be expressed in an older version',
    to: 'v3.5',
    given: cron({ schedules: [] }),
    want: cron({ schedules: [] }),
    problems: ['spec.schedules'],
  },
  {
    title: 'both forms at once need manual work',
    to: 'v4.0',
    given: cron({ schedule: '1 * * * *', schedules: ['2 * * * *'] }),
    want: cron({ schedule: '1 * * * *', schedules: ['2 * * * *'] }),
    problems: ['spec.schedule'],
  },
  {
    title: 'an empty schedule needs manual work',
    to: 'v4.0',
    given: cron({ schedule: '' }),
    want: cron({ schedule: '' }),
    problems: ['spec.schedule'],
  },
  {
    title: 'mutex and semaphore of spec, template, inline step',
    to: 'v4.0',
    given: flow({
      synchronization: { mutex: { name: 'm' } },
      templates: [
        {
          name: 'a',
          synchronization: { semaphore: { configMapKeyRef: { name: 's', key: 'k' } }, mutex: null },
          steps: [[{ name: 's', inline: { synchronization: { mutex: { name: 'i' } } } }]],
        },
      ],
    }),
    want: flow({
      synchronization: { mutexes: [{ name: 'm' }] },
      templates: [
        {
          name: 'a',
          synchronization: { semaphores: [{ configMapKeyRef: { name: 's', key: 'k' } }] },
          steps: [[{ name: 's', inline: { synchronization: { mutexes: [{ name: 'i' }] } } }]],
        },
      ],
    }),
  },
  {
    title: 'the key of a cache is removed',
    to: 'v4.0',
    given: flow(cache({ name: 'c', key: 'k' })),
    want: flow(cache({ name: 'c' })),
  },
  {
    title: 'the key of a cache stays before 4.0',
    to: 'v3.7',
    given: flow(cache({ name: 'c', key: 'k' })),
    want: flow(cache({ name: 'c', key: 'k' })),
  },
  {
    title: 'a priority is removed if its class is set',
    to: 'v3.7',
    given: flow({ podPriority: 5, podPriorityClassName: 'high', templates: [] }),
    want: flow({ podPriorityClassName: 'high', templates: [] }),
  },
  {
    title: 'a priority without a class needs manual work',
    to: 'v3.7',
    given: flow({ podPriority: 5, templates: [{ name: 'a', priority: 2 }] }),
    want: flow({ podPriority: 5, templates: [{ name: 'a', priority: 2 }] }),
    problems: ['spec.podPriority', 'spec.templates[0].priority'],
  },
  {
    title: 'a field that the target does not have yet needs manual work',
    to: 'v3.6',
    given: flow({ templates: [{ name: 'a', annotations: { x: 'y' } }] }),
    want: flow({ templates: [{ name: 'a', annotations: { x: 'y' } }] }),
    problems: ['spec.templates[0].annotations'],
  },
  {
    title: 'a field that the source version did not have is ignored',
    from: 'v4.0',
    to: 'v4.1',
    given: cron({ schedule: '* * * * *' }),
    want: cron({ schedule: '* * * * *' }),
  },
  {
    title: 'fields of the same name in other kinds stay',
    to: 'v4.1',
    given: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      spec: { schedule: 'x', synchronization: { mutex: { name: 'm' } } },
    },
    want: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      spec: { schedule: 'x', synchronization: { mutex: { name: 'm' } } },
    },
  },
  {
    title: 'parameters and labels of the same names stay',
    to: 'v4.1',
    given: flow({
      arguments: { parameters: [{ name: 'schedule', value: 'x' }] },
      nodeSelector: { mutex: 'a' },
    }),
    want: flow({
      arguments: { parameters: [{ name: 'schedule', value: 'x' }] },
      nodeSelector: { mutex: 'a' },
    }),
  },
  {
    title: 'the items of a List',
    to: 'v4.1',
    given: { apiVersion: 'v1', kind: 'List', items: [cron({ schedule: '* * * * *' }), { kind: 'Other' }] },
    want: { apiVersion: 'v1', kind: 'List', items: [cron({ schedules: ['* * * * *'] }), { kind: 'Other' }] },
  },
];

test.for(cases)('$title (to $to)', ({ given, want, to, from, problems = [] }) => {
  const before = structuredClone(given);
  const result = convertObject(given, { from, to });
  expect(result.object).toEqual(want);
  expect(JSON.stringify(result.object)).toBe(JSON.stringify(want));
  expect(result.problems.map(({ path }) => formatPath(path))).toEqual(problems);
  expect(given).toEqual(before);
  expect(result.changes.length > 0).toBe(result.object !== given);
  expect(result.changes.every(({ reason }) => reason.length > 10)).toBe(true);
});

const version = fc.constantFrom(...argoVersions);
const lock = fc.record({ name: fc.string() });
const objects: fc.Arbitrary<KubernetesObject> = fc.oneof(
  fc
    .record(
      { schedule: fc.string(), schedules: fc.array(fc.string(), { maxLength: 2 }) },
      { requiredKeys: [] },
    )
    .map(cron),
  fc
    .record(
      {
        podPriority: fc.integer(),
        podPriorityClassName: fc.string(),
        synchronization: fc.record(
          { mutex: lock, mutexes: fc.array(lock, { maxLength: 2 }), semaphore: lock },
          { requiredKeys: [] },
        ),
        templates: fc.array(
          fc.record({
            name: fc.string(),
            synchronization: fc.record({ mutex: lock }),
            other: fc.jsonValue(),
          }),
        ),
      },
      { requiredKeys: [] },
    )
    .map(flow),
);

test('converting is idempotent, and a round trip returns the same object', () => {
  fc.assert(
    fc.property(objects, version, version, (object, from, to) => {
      const once = convertObject(object, { to });
      const twice = convertObject(once.object, { to });
      expect(twice.object).toBe(once.object);
      expect(twice.problems).toEqual(once.problems);
      const start = convertObject(object, { to: from });
      if (start.problems.length > 0) return;
      const there = convertObject(start.object, { from, to });
      if (there.problems.length > 0 || there.changes.some(({ edit }) => /remove|append/.test(edit.kind)))
        return;
      // A version that accepts both forms need not convert back, so compare in the older form.
      const oldest = (one: KubernetesObject): unknown => convertObject(one, { to: 'v3.5' }).object;
      expect(oldest(there.object)).toEqual(oldest(start.object));
    }),
  );
});

test('problems inside converted fields have their path in the input', () => {
  const given = flow({ synchronization: { mutexes: [{ name: 'a', database: true }] } });
  const { object, changes, problems } = convertObject(given, { to: 'v3.5' });
  expect(object.spec).toEqual({ synchronization: { mutex: { name: 'a', database: true } } });
  expect(changes).toMatchObject([{ path: ['spec', 'synchronization'] }]);
  expect(problems).toMatchObject([{ path: ['spec', 'synchronization', 'mutexes', 0, 'database'] }]);
});
