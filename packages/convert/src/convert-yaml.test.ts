import type { ArgoVersion } from '@tiphys/models/tables';
import { describe, expect, test } from 'vitest';
import { convertYaml } from './convert-yaml.ts';

const HEAD = 'apiVersion: argoproj.io/v1alpha1\nkind: CronWorkflow\n';
const FLOW = 'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\n';

interface Case {
  readonly title: string;
  readonly to?: ArgoVersion;
  readonly head?: string;
  readonly given: string;
  readonly want: string;
}

const cases: readonly Case[] = [
  {
    title: 'a quoted schedule with comments before, after and beside it',
    given: 'spec:\n  # when\n  schedule: "0 * * * *"   # hourly\n  # what\n  suspend: false\n',
    want: 'spec:\n  # when\n  schedules:\n    - "0 * * * *"   # hourly\n  # what\n  suspend: false\n',
  },
  {
    title: 'a plain schedule with a comma',
    given: "spec:\n    schedule: 0,30 * * * *\n    timezone: 'UTC'\n",
    want: "spec:\n    schedules:\n      - 0,30 * * * *\n    timezone: 'UTC'\n",
  },
  {
    title: 'a schedule over several lines',
    given: 'spec:\n  schedule: >-\n    0 *\n    * * *\n\n  suspend: true\n',
    want: 'spec:\n  schedules:\n    - >-\n      0 *\n      * * *\n\n  suspend: true\n',
  },
  {
    title: 'a quoted key and a value on the next line',
    given: 'spec:\n  "schedule":\n    "* * * * *"\n',
    want: 'spec:\n  "schedules":\n    - "* * * * *"\n',
  },
  {
    title: 'JSON',
    head: '',
    given:
      '{"apiVersion": "argoproj.io/v1alpha1", "kind": "CronWorkflow", "spec": {"schedule": "* * * * *", "suspend": true}}\n',
    want: '{"apiVersion": "argoproj.io/v1alpha1", "kind": "CronWorkflow", "spec": {"schedules": ["* * * * *"], "suspend": true}}\n',
  },
  {
    title: 'Windows line endings',
    given: 'spec:\r\n  schedule: "* * * * *"\r\n  suspend: true\r\n',
    want: 'spec:\r\n  schedules:\r\n    - "* * * * *"\r\n  suspend: true\r\n',
  },
  { title: 'no line end', given: 'spec:\n  schedule: x', want: 'spec:\n  schedules:\n    - x' },
  {
    title: 'a mapping over several lines with comments inside',
    head: FLOW,
    given:
      'spec:\n  synchronization:\n    mutex: # one at a time\n      # the name\n      name: a # b\n      namespace: c\n  entrypoint: m\n',
    want: 'spec:\n  synchronization:\n    mutexes: # one at a time\n      # the name\n      - name: a # b\n        namespace: c\n  entrypoint: m\n',
  },
  {
    title: 'a mapping in braces, and a deeper one',
    head: FLOW,
    given:
      'spec:\n  synchronization: {mutex: {name: a}, semaphore: {configMapKeyRef: {name: b, key: c}}}\n  templates:\n  - name: t\n    synchronization:\n      semaphore:\n        configMapKeyRef: {name: b, key: c}\n',
    want: 'spec:\n  synchronization: {mutexes: [{name: a}], semaphores: [{configMapKeyRef: {name: b, key: c}}]}\n  templates:\n  - name: t\n    synchronization:\n      semaphores:\n        - configMapKeyRef: {name: b, key: c}\n',
  },
  {
    title: 'an anchored mapping and its aliases: changed once',
    head: FLOW,
    given:
      'spec:\n  synchronization: &lock\n    mutex: {name: a}\n  templates:\n  - name: t\n    synchronization: *lock\n',
    want: 'spec:\n  synchronization: &lock\n    mutexes:\n      - {name: a}\n  templates:\n  - name: t\n    synchronization: *lock\n',
  },
  {
    title: 'an anchored value, and an alias as value',
    head: FLOW,
    given:
      'spec:\n  synchronization:\n    mutex: &m\n      name: a\n  templates:\n  - name: t\n    synchronization:\n      mutex: *m\n',
    want: 'spec:\n  synchronization:\n    mutexes:\n      - &m\n        name: a\n  templates:\n  - name: t\n    synchronization:\n      mutexes:\n        - *m\n',
  },
  {
    title: 'a merged mapping: changed where it is defined',
    head: FLOW,
    given:
      'x-common: &common\n  mutex: {name: a}\nspec:\n  synchronization:\n    <<: *common\n  entrypoint: x\n',
    want: 'x-common: &common\n  mutexes:\n    - {name: a}\nspec:\n  synchronization:\n    <<: *common\n  entrypoint: x\n',
  },
  {
    title: 'the key of a cache: first, in the middle, last, in braces',
    head: FLOW,
    given: [
      'spec:',
      '  templates:',
      '  - memoize: {key: x, cache: {configMap: {key: k, name: n}}}',
      '  - memoize: {key: x, cache: {configMap: {name: n, key: k}}}',
      '  - memoize:',
      '      key: x',
      '      cache:',
      '        configMap:',
      '          key: k',
      '          name: n',
      '  - memoize:',
      '      key: x',
      '      cache:',
      '        configMap:',
      '          name: n',
      '          key: k # why not',
      '',
    ].join('\n'),
    want: [
      'spec:',
      '  templates:',
      '  - memoize: {key: x, cache: {configMap: {name: n}}}',
      '  - memoize: {key: x, cache: {configMap: {name: n}}}',
      '  - memoize:',
      '      key: x',
      '      cache:',
      '        configMap:',
      '          name: n',
      '  - memoize:',
      '      key: x',
      '      cache:',
      '        configMap:',
      '          name: n',
      '          # why not',
      '',
    ].join('\n'),
  },
  {
    title: 'two adjacent fields that are removed: first, last, with comments, and the only ones',
    head: FLOW,
    given: [
      'spec:',
      '  templates:',
      '  - memoize: {key: x, cache: {configMap: {key: k, optional: true, name: n}}}',
      '  - memoize: {key: x, cache: {configMap: { name: n, key: k, optional: true }}}',
      '  - memoize: {key: x, cache: {configMap: {key: k, optional: true}}}',
      '  - memoize:',
      '      key: x',
      '      cache:',
      '        configMap: {',
      '          name: n, # the name',
      '          key: k, # the key',
      '          optional: true',
      '        }',
      '  - memoize:',
      '      key: x',
      '      cache:',
      '        configMap:',
      '          key: k',
      '          optional: true',
      '',
    ].join('\n'),
    want: [
      'spec:',
      '  templates:',
      '  - memoize: {key: x, cache: {configMap: {name: n}}}',
      '  - memoize: {key: x, cache: {configMap: { name: n }}}',
      '  - memoize: {key: x, cache: {configMap: {}}}',
      '  - memoize:',
      '      key: x',
      '      cache:',
      '        configMap: {',
      '          name: n # the name',
      '           # the key',
      '          ',
      '        }',
      '  - memoize:',
      '      key: x',
      '      cache:',
      '        configMap: {}',
      '',
    ].join('\n'),
  },
  {
    title: 'a single mutex next to a list is appended to it, with its comments',
    head: FLOW,
    given:
      'spec:\n  synchronization:\n    mutex:\n        name: a # in\n        namespace: n\n    mutexes:\n    - name: b # b\n    # end\n  templates:\n  - synchronization: {mutexes: [{name: b}], mutex: {name: a}}\n',
    want: 'spec:\n  synchronization:\n    mutexes:\n    - name: b # b\n    - name: a # in\n      namespace: n\n    # end\n  templates:\n  - synchronization: {mutexes: [{name: b}, {name: a}]}\n',
  },
  {
    title: 'a priority on the line of a dash',
    head: FLOW,
    given: 'spec:\n  templates:\n  - priority: 1\n    priorityClassName: high\n    name: a\n',
    want: 'spec:\n  templates:\n  - priorityClassName: high\n    name: a\n',
  },
  {
    title: 'back: a list on its own line',
    to: 'v3.5',
    given: 'spec:\n  schedules:\n    - "0 * * * *" # hourly\n  suspend: true\n',
    want: 'spec:\n  schedule: "0 * * * *" # hourly\n  suspend: true\n',
  },
  {
    title: 'back: values over several lines, as they were before',
    to: 'v3.5',
    given: 'spec:\n  schedules:\n    - >-\n      0 *\n      * * *\n  suspend: true\n',
    want: 'spec:\n  schedule: >-\n    0 *\n    * * *\n  suspend: true\n',
  },
  {
    title: 'back: a list that is not indented, with a comment after the key',
    to: 'v3.5',
    given: 'spec:\n  schedules: # when\n  - "0 * * * *"\n  suspend: true\n',
    want: 'spec:\n  schedule: # when\n    "0 * * * *"\n  suspend: true\n',
  },
  {
    title: 'back: a list in brackets',
    to: 'v3.5',
    given: "spec:\n  schedules: [ '0 * * * *' ]\n",
    want: "spec:\n  schedule: '0 * * * *'\n",
  },
  {
    title: 'back: mappings, indented and not',
    to: 'v3.5',
    head: FLOW,
    given:
      'spec:\n  synchronization:\n    mutexes:\n      - name: a # x\n        namespace: b\n    semaphores:\n    - configMapKeyRef:\n        name: b\n        key: c\n  entrypoint: x\n',
    want: 'spec:\n  synchronization:\n    mutex:\n      name: a # x\n      namespace: b\n    semaphore:\n      configMapKeyRef:\n        name: b\n        key: c\n  entrypoint: x\n',
  },
];

describe('edits only the converted fields:', () => {
  test.for(cases)('$title', ({ given, want, to = 'v4.1', head = HEAD }) => {
    const result = convertYaml(head + given, { to });
    expect(result.problems).toEqual([]);
    expect(result.text).toBe(head + want);
    expect(result.changes.length).toBeGreaterThan(0);
    expect(convertYaml(result.text, { to })).toEqual({ text: result.text, changes: [], problems: [] });
  });
});

test('converts each of several documents, and keeps other documents and a byte order mark', () => {
  const other = '# a map\napiVersion: v1\nkind: ConfigMap\ndata: {schedule: x}\n';
  const given = `\uFEFF${HEAD}spec: {schedule: a}\n---\n${other}---\n---\n${HEAD}spec:\n  schedule: b\n...\n`;
  const { text, changes } = convertYaml(given, { to: 'v4.1' });
  expect(text).toBe(
    `\uFEFF${HEAD}spec: {schedules: [a]}\n---\n${other}---\n---\n${HEAD}spec:\n  schedules:\n    - b\n...\n`,
  );
  expect(changes.map(({ line, column, path }) => `${line}:${column} ${path}`)).toEqual([
    '3:8 spec.schedule',
    '14:3 spec.schedule',
  ]);
});

test.for([
  { title: 'a text that cannot be read', given: `${HEAD}spec: [\n`, line: 4 },
  { title: 'a duplicate key', given: `${HEAD}spec:\n  schedule: a\n  schedule: b\n`, line: 5 },
  {
    title: 'an anchor that other objects use',
    given: `${FLOW}metadata:\n  annotations: &x {mutex: a}\nspec:\n  synchronization: *x\n`,
    line: 4,
  },
  { title: 'an explicit key', given: `${HEAD}spec:\n  ? schedule\n  : a\n`, line: 4 },
  { title: 'a tagged list', to: 'v3.5' as const, given: `${HEAD}spec:\n  schedules: !!seq [a]\n`, line: 4 },
])('not changed, and reported with its position: $title', ({ given, line, to = 'v4.1' as const }) => {
  const result = convertYaml(given, { to });
  expect(result.text).toBe(given);
  expect(result.changes).toEqual([]);
  expect(result.problems).toMatchObject([{ line }]);
});

test('ignores a duplicate key if there is nothing to convert', () => {
  const given = `${HEAD}metadata: {}\nmetadata: {}\nspec:\n  schedules: [a]\n`;
  expect(convertYaml(given, { to: 'v4.1' })).toEqual({ text: given, changes: [], problems: [] });
});

test('one field that cannot be rewritten does not prevent other changes', () => {
  const given = `${FLOW}spec:\n  synchronization:\n    ? mutex\n    : {name: a}\n  templates:\n  - name: t\n    synchronization: {mutex: {name: a}}\n`;
  const { text, changes, problems } = convertYaml(given, { to: 'v4.1' });
  expect(text).toBe(given.replace('{mutex: {name: a}}', '{mutexes: [{name: a}]}'));
  expect(changes).toMatchObject([{ line: 9, path: 'spec.templates[0].synchronization.mutex' }]);
  expect(problems).toMatchObject([{ line: 5, path: 'spec.synchronization.mutex' }]);
});
