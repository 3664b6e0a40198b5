import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Definition, FieldType, ObjectDefinition, SchemaDefinitions } from '@tiphys/schema';
import { parseDefinitions } from '@tiphys/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareSchemas } from './compare-schemas.ts';
import { renderDifferenceMarkdown, renderDifferenceText } from './render-difference.ts';
import type { SchemaChange } from './schema-difference.ts';

const folder = join(import.meta.dirname, '../../../../schemas/argo');

function stored(version: string): SchemaDefinitions {
  return parseDefinitions(readFileSync(join(folder, version, 'definitions.json'), 'utf8'));
}

function find(changes: readonly SchemaChange[], place: string, kind: string): SchemaChange | undefined {
  const [definition, field] = place.split('.');
  return changes.find((one) => one.definition === definition && one.field === field && one.kind === kind);
}

test.for([
  { from: 'v3.6', to: 'v3.7', place: 'Template.priority', kind: 'removed', to_: 'priorityClassName' },
  {
    from: 'v3.6',
    to: 'v3.7',
    place: 'WorkflowSpec.podPriority',
    kind: 'removed',
    to_: 'podPriorityClassName',
  },
  { from: 'v3.7', to: 'v4.0', place: 'CronWorkflowSpec.schedule', kind: 'removed', to_: 'schedules' },
  { from: 'v3.5', to: 'v4.1', place: 'CronWorkflowSpec.schedule', kind: 'removed', to_: 'schedules' },
  { from: 'v3.7', to: 'v4.0', place: 'Synchronization.mutex', kind: 'removed', to_: 'mutexes' },
  { from: 'v3.7', to: 'v4.0', place: 'Synchronization.semaphore', kind: 'removed', to_: 'semaphores' },
  { from: 'v4.1', to: 'v3.5', place: 'CronWorkflowSpec.schedules', kind: 'removed', to_: 'schedule' },
  { from: 'v4.1', to: 'v3.5', place: 'Synchronization.mutexes', kind: 'removed', to_: 'mutex' },
  { from: 'v3.7', to: 'v4.0', place: 'Cache.configMap', kind: 'retyped', to_: 'key' },
])('$place from $from to $to is $kind and breaking', ({ from, to, place, kind, to_ }) => {
  const change = find(compareSchemas(stored(from), stored(to)).changes, place, kind);
  expect(change).toMatchObject({ breaking: true, replacement: { to: to_ } });
});

test('paths start at a kind and end at the field', () => {
  const { changes } = compareSchemas(stored('v3.7'), stored('v4.0'));
  expect(find(changes, 'CronWorkflowSpec.schedule', 'removed')?.paths).toEqual([
    'CronWorkflow.spec.schedule',
  ]);
  expect(find(changes, 'Synchronization.mutex', 'removed')?.paths).toEqual(
    expect.arrayContaining([
      'Workflow.spec.synchronization.mutex',
      'Workflow.spec.templates[].synchronization.mutex',
      'CronWorkflow.spec.workflowSpec.templateDefaults.synchronization.mutex',
    ]),
  );
});

test('additions, relaxed requirements and changes in a status are not breaking', () => {
  const { changes } = compareSchemas(stored('v3.5'), stored('v3.7'));
  expect(find(changes, 'Template.annotations', 'added')).toMatchObject({ breaking: false });
  expect(find(changes, 'CronWorkflowSpec.schedule', 'optional')).toMatchObject({ breaking: false });
  expect(find(changes, 'CronWorkflowSpec.schedule', 'deprecated')).toMatchObject({ breaking: false });
  const forth = compareSchemas(stored('v3.5'), stored('v3.6')).changes;
  expect(find(forth, 'CronWorkflowStatus.phase', 'required')).toMatchObject({ breaking: false });
  expect(find(forth, 'PersistentVolumeClaimSpec.dataSourceRef', 'retyped')).toMatchObject({
    breaking: false,
  });
  expect(compareSchemas(stored('v4.0'), stored('v4.1')).changes.filter((one) => one.breaking)).toEqual([]);
});

test('a version has no difference from itself', () => {
  expect(compareSchemas(stored('v4.1'), stored('v4.1')).changes).toEqual([]);
});

function schemaOf(
  fields: ObjectDefinition['fields'],
  more: Partial<ObjectDefinition> = {},
): SchemaDefinitions {
  const thing = {
    kind: 'object',
    origin: 'a.T',
    fields,
    required: [],
    tolerated: [],
    groups: [],
    open: false,
  } as const;
  return { version: 'v0', kinds: { T: 'T' }, definitions: { T: { ...thing, ...more } } };
}

const text = { kind: 'string' } as const;

test.for<{ title: string; before: FieldType; after: FieldType; want: object }>([
  {
    title: 'a new enum',
    before: text,
    after: { ...text, enum: ['a'] },
    want: { kind: 'values', breaking: true },
  },
  {
    title: 'an added value',
    before: { ...text, enum: ['a'] },
    after: { ...text, enum: ['a', 'b'] },
    want: { kind: 'values', breaking: false, before: '"a"', after: '"a", "b"' },
  },
  {
    title: 'a removed value',
    before: { ...text, enum: ['a', 'b'] },
    after: { ...text, enum: ['a'] },
    want: { kind: 'values', breaking: true },
  },
  {
    title: 'a new pattern',
    before: text,
    after: { ...text, pattern: 'a' },
    want: { kind: 'pattern', breaking: true },
  },
  {
    title: 'a removed pattern',
    before: { ...text, pattern: 'a' },
    after: text,
    want: { kind: 'pattern', breaking: false },
  },
  {
    title: 'a lower limit',
    before: { kind: 'integer', maximum: 9 },
    after: { kind: 'integer', maximum: 8 },
    want: { kind: 'limits', breaking: true, before: 'maximum 9', after: 'maximum 8' },
  },
  {
    title: 'a removed limit on the number of elements',
    before: { kind: 'list', element: text, maxItems: 3 },
    after: { kind: 'list', element: text },
    want: { kind: 'limits', breaking: false },
  },
  {
    title: 'an element of another type',
    before: { kind: 'list', element: { kind: 'boolean' } },
    after: { kind: 'list', element: { kind: 'integer' } },
    want: { kind: 'retyped', breaking: true, before: 'boolean', after: 'integer' },
  },
  {
    title: 'a wider type',
    before: { kind: 'integer' },
    after: { kind: 'intOrString' },
    want: { kind: 'retyped', breaking: false },
  },
])('$title', ({ before, after, want }) => {
  const { changes } = compareSchemas(schemaOf({ a: { type: before } }), schemaOf({ a: { type: after } }));
  expect(changes).toMatchObject([{ definition: 'T', field: 'a', paths: ['T.a'], ...want }]);
});

test('rules over several fields are breaking if they reject more', () => {
  const fields = { a: { type: text }, b: { type: text }, c: { type: text } };
  const atMostOne = { groups: [{ kind: 'atMostOne' as const, fields: ['a', 'b'] }] };
  const { c: _, ...two } = fields;
  const all = { groups: [{ kind: 'atMostOne' as const, fields: ['a', 'b', 'c'] }] };
  const changesOf = (from: SchemaDefinitions, to: SchemaDefinitions) =>
    compareSchemas(from, to).changes.filter(({ kind }) => kind === 'group');
  expect(changesOf(schemaOf(fields), schemaOf(fields, atMostOne))).toMatchObject([{ breaking: true }]);
  expect(changesOf(schemaOf(fields, atMostOne), schemaOf(fields))).toMatchObject([{ breaking: false }]);
  expect(changesOf(schemaOf(two, atMostOne), schemaOf(fields, all))).toMatchObject([{ breaking: false }]);
});

test('text and Markdown list breaking changes first, with advice', () => {
  const difference = compareSchemas(stored('v3.7'), stored('v4.0'));
  const rendered = renderDifferenceText(difference);
  expect(rendered).toMatch(/^v3\.7 to v4\.0: \d+ changes, \d+ of them breaking\n\nBreaking changes\n/);
  expect(rendered).toContain(
    '    CronWorkflowSpec.schedule: removed, was string\n      Write schedules with one element.\n      at CronWorkflow.spec.schedule\n',
  );
  expect(rendered.indexOf('Breaking changes')).toBeLessThan(rendered.indexOf('Other changes'));
  expect(renderDifferenceMarkdown(difference)).toContain(
    '- `CronWorkflowSpec.schedule`: removed, was string. Write `schedules` with one element.',
  );
  expect(renderDifferenceMarkdown(difference)).toContain(
    '- `DAGTask.name`: new pattern: `^[a-zA-Z0-9][-a-zA-Z0-9]*$`.\n',
  );
});

const names = fc.constantFrom('A', 'B', 'C', 'constructor', '__proto__');
const types = fc.letrec<{ type: FieldType }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<FieldType>({ kind: 'any' }, { kind: 'boolean' }, { kind: 'integer', minimum: 1 }, text),
    names.map((to): FieldType => ({ kind: 'reference', to })),
    tie('type').map((element): FieldType => ({ kind: 'list', element })),
    tie('type').map((value): FieldType => ({ kind: 'map', value })),
  ),
})).type;
const definitions: fc.Arbitrary<Definition> = fc.oneof(
  fc.record({ kind: fc.constant('alias' as const), origin: names, type: types }),
  fc.record({
    kind: fc.constant('object' as const),
    origin: names,
    fields: fc.dictionary(names, fc.record({ type: types })),
    required: fc.array(names),
    tolerated: fc.array(names),
    groups: fc.array(
      fc.record({ kind: fc.constantFrom('exactlyOne', 'atMostOne'), fields: fc.array(names) }),
    ),
    open: fc.boolean(),
  }),
);
const schemas = fc.record({
  version: fc.string(),
  kinds: fc.dictionary(names, names),
  definitions: fc.dictionary(names, definitions),
});

test('any two schemas can be compared and rendered, even cyclic and incomplete ones', () => {
  fc.assert(
    fc.property(schemas, schemas, (from, to) => {
      const difference = compareSchemas(from, to);
      expect(renderDifferenceText(difference)).toContain('changes');
      expect(renderDifferenceMarkdown(difference)).toContain('changes');
      expect(compareSchemas(from, from).changes).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
