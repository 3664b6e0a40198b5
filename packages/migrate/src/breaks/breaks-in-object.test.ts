import type { Definition, FieldType, ObjectDefinition, SchemaDefinitions } from '@tiphys/schema';
import { expect, test } from 'vitest';
import type { Replacement } from '../compare/replacements.ts';
import { breaksInObject, breaksInPlace, type ObjectBreak } from './breaks-in-object.ts';

const text: FieldType = { kind: 'string' };

function object(
  fields: Readonly<Record<string, FieldType>>,
  more: Partial<Pick<ObjectDefinition, 'required' | 'groups' | 'open'>> = {},
): ObjectDefinition {
  const typed = Object.entries(fields).map(([name, type]) => [name, { type }] as const);
  return {
    kind: 'object',
    origin: 'x',
    fields: Object.fromEntries(typed),
    required: [],
    tolerated: [],
    groups: [],
    open: false,
    ...more,
  };
}

function schema(version: string, definitions: Readonly<Record<string, Definition>>): SchemaDefinitions {
  return { version, kinds: {}, definitions };
}

interface Case {
  readonly title: string;
  readonly older: ObjectDefinition;
  readonly newer: ObjectDefinition;
  readonly given: Readonly<Record<string, unknown>>;
  readonly complete?: boolean;
  readonly replacements?: Readonly<Record<string, Replacement>>;
  readonly want: readonly ObjectBreak[];
}

const plural: Replacement = { kind: 'wrap', to: 'many', text: 'Write `many` with one element.' };

test.for<Case>([
  {
    title: 'a field that was removed',
    older: object({ one: text }),
    newer: object({}),
    given: { one: 'a' },
    want: [{ field: 'one', message: 'X of Argo v2 has no such field' }],
  },
  {
    title: 'a field that another replaces, which is then not reported as missing',
    older: object({ one: text }),
    newer: object({ many: { kind: 'list', element: text }, also: text }, { required: ['many', 'also'] }),
    given: { one: 'a' },
    replacements: { 'X.one': plural },
    want: [
      { field: 'one', message: 'X of Argo v2 has no such field', replacement: plural.text },
      { message: 'X needs `also`' },
    ],
  },
  {
    title: 'a field that is required now',
    older: object({ many: text }),
    newer: object({ many: text }, { required: ['many'] }),
    given: {},
    replacements: { 'X.one': plural },
    want: [{ message: 'X needs `many`' }],
  },
  {
    title: 'a value that is rejected now',
    older: object({ level: { kind: 'integer' } }),
    newer: object({ level: { kind: 'integer', maximum: 9 } }),
    given: { level: 10 },
    want: [{ field: 'level', message: 'must be at most 9' }],
  },
  {
    title: 'fields that exclude each other now',
    older: object({ a: text, b: text, c: text }),
    newer: object(
      { a: text, b: text, c: text },
      { groups: [{ kind: 'atMostOne', fields: ['a', 'b', 'c'] }] },
    ),
    given: { a: '1', c: '2' },
    want: [{ message: 'X accepts only one of `a`, `c`' }],
  },
  {
    title: 'fields of which one is required now',
    older: object({ a: text, b: text }),
    newer: object({ a: text, b: text }, { groups: [{ kind: 'exactlyOne', fields: ['a', 'b'] }] }),
    given: {},
    want: [{ message: 'X needs one of a, b' }],
  },
  {
    title: 'nothing that the older version also rejects',
    older: object({ level: text }, { required: ['name'] }),
    newer: object({ level: text }, { required: ['name'] }),
    given: { level: 1, unknown: 2 },
    want: [],
  },
  {
    title: 'nothing that may be in a part of the object that is not seen',
    older: object({ a: text }),
    newer: object({ a: text }, { required: ['a'] }),
    given: {},
    complete: false,
    want: [],
  },
  {
    title: 'nothing in an object that may have any field',
    older: object({ a: text }),
    newer: object({}, { open: true }),
    given: { a: '1' },
    want: [],
  },
])('finds $title', ({ older, newer, given, complete = true, replacements = {}, want }) => {
  const versions = {
    from: schema('v1', { X: older }),
    to: schema('v2', { X: newer }),
    replacements: new Map(Object.entries(replacements)),
  };
  expect(breaksInObject('X', { fields: given, complete }, versions)).toEqual(want);
});

test('names the new definition of a field whose type changed', () => {
  const holder = (to: string): ObjectDefinition => object({ at: { kind: 'reference', to } });
  const advice: Replacement = { kind: 'drop', to: 'key', text: 'Leave `key` out.' };
  const versions = {
    from: schema('v1', { X: holder('Old'), Old: object({ key: text, name: text }) }),
    to: schema('v2', { X: holder('New'), New: object({ name: text, id: text }, { required: ['id'] }) }),
    replacements: new Map([['X.at', advice]]),
  };
  expect(breaksInPlace('X.at', { fields: { key: 'a', name: 'b' }, complete: true }, versions)).toEqual([
    { field: 'key', message: 'New of Argo v2 has no such field', replacement: advice.text },
    { message: 'New of Argo v2 needs `id`', replacement: advice.text },
  ]);
});
