import { nastyString } from '@tiphys/tools-conformance';
import fc from 'fast-check';
import { CORE_SCHEMA, dump, load, YAML11_SCHEMA } from 'js-yaml';
import { expect, test } from 'vitest';
import { readYaml } from '../read/read-yaml.ts';
import { createKeyOrder } from './key-order.ts';
import { chooseScalarStyle } from './scalar-style.ts';
import { writeDocuments, writeYaml } from './write-documents.ts';
import { WRITE_SCHEMA } from './write-schema.ts';

const tables = {
  kinds: { Workflow: 'Workflow' },
  definitions: {
    Workflow: {
      fields: {
        apiVersion: { type: { kind: 'string' } },
        kind: { type: { kind: 'string' } },
        metadata: { type: { kind: 'any' } },
        spec: { type: { kind: 'reference', to: 'WorkflowSpec' } },
      },
    },
    WorkflowSpec: {
      fields: {
        entrypoint: { type: { kind: 'string' } },
        templates: { type: { kind: 'list', element: { kind: 'reference', to: 'Template' } } },
      },
    },
    Template: {
      fields: {
        name: { type: { kind: 'string' } },
        steps: {
          type: { kind: 'list', element: { kind: 'list', element: { kind: 'reference', to: 'Step' } } },
        },
        options: { type: { kind: 'map', value: { kind: 'reference', to: 'Step' } } },
      },
    },
    Step: {
      fields: { name: { type: { kind: 'string' } }, inline: { type: { kind: 'reference', to: 'Template' } } },
    },
  },
} as const;

const findShape = createKeyOrder(tables);
const write = (...values: readonly unknown[]): string => writeDocuments(values, { findShape });
const valuesOf = (text: string): readonly unknown[] =>
  readYaml(text).documents.map((document) => document.value);

test('orders keys as the tables do, and keeps unknown keys last in their own order', () => {
  const text = write({
    spec: {
      templates: [
        {
          steps: [[{ z: 1, inline: { steps: [], name: 'in' }, name: 's' }]],
          name: 't',
          options: { b: { inline: 1, name: 'o' }, a: {} },
        },
      ],
      later: 1,
      entrypoint: 't',
    },
    zeta: 1,
    alpha: 2,
    kind: 'Workflow',
    apiVersion: 'argoproj.io/v1alpha1',
  });
  expect(text).toBe(`apiVersion: argoproj.io/v1alpha1
kind: Workflow
spec:
  entrypoint: t
  templates:
    - name: t
      steps:
        - - name: s
            inline:
              name: in
              steps: []
            z: 1
      options:
        b:
          name: o
          inline: 1
        a: {}
  later: 1
zeta: 1
alpha: 2
`);
});

test('writes objects of other kinds with apiVersion, kind and metadata first', () => {
  const text = writeYaml([
    { data: { b: '1', a: '2' }, metadata: { name: 'm' }, kind: 'ConfigMap', apiVersion: 'v1' },
  ]);
  expect(text).toBe("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: m\ndata:\n  b: '1'\n  a: '2'\n");
});

test('marks the end of a document whose last line break Argo would drop', () => {
  const text = write({ text: 'x\ny\n' }, { text: 'x\ny' }, { text: 'x\ny\n' });
  expect(text).toBe('text: |\n  x\n  y\n...\n---\ntext: |-\n  x\n  y\n---\ntext: |\n  x\n  y\n');
});

test('writes several documents so that Argo, which splits at "---" lines, reads each one', () => {
  const text = write({ kind: 'A', text: 'x\n\n' }, { kind: 'B' }, { kind: 'C' });
  expect(text).toBe('kind: A\ntext: |+\n  x\n\n...\n---\nkind: B\n---\nkind: C\n');
  expect(text.split('\n---').flatMap((part) => valuesOf(part.replace(/^\n/, '')))).toHaveLength(3);
});

test('writes a shared object in full each time, without anchors', () => {
  const shared = { image: 'busybox' };
  expect(write({ a: shared, b: [shared, shared] })).toBe(
    'a:\n  image: busybox\nb:\n  - image: busybox\n  - image: busybox\n',
  );
});

test('omits what JSON omits, and calls toJSON', () => {
  const given = { a: undefined, b: [undefined, null], c: new Date(0), d: null };
  expect(write(given)).toBe("b:\n  - null\n  - null\nc: '1970-01-01T00:00:00.000Z'\nd: null\n");
});

const cycle: { self?: unknown } = {};
cycle.self = [cycle];
test.for([
  {
    title: 'a function',
    given: { a: [{ b: () => 1 }] },
    want: /^a\[0\]\.b is a function, which JSON cannot represent/,
  },
  { title: 'NaN', given: { a: Number.NaN }, want: /^a is NaN/ },
  { title: 'a bigint', given: { 'x/y': 1n }, want: /^\["x\/y"\] is a bigint/ },
  { title: 'a Map', given: { a: new Map() }, want: /^a is a Map/ },
  { title: 'an object that contains itself', given: cycle, want: /an object may contain itself/ },
])('rejects $title and names its path', ({ given, want }) => {
  expect(() => write(given)).toThrow(
    expect.objectContaining({ code: 'YAML_UNWRITABLE', message: expect.stringMatching(want) }),
  );
});

test.for([
  ...['y', 'n', 'Y', 'N', 'yes', 'No', 'on', 'Off', 'true', 'FALSE', 'null', 'Null', '~', ''],
  ...[
    '1',
    '-1',
    '+1',
    '010',
    '08',
    '0o17',
    '-0o17',
    '0x1F',
    '0X1f',
    '0b11',
    '0B11',
    '1_000',
    '1_0e3',
    '_1'.slice(1),
    '1__0',
  ],
  ...[
    '1e3',
    '1E3',
    '1.',
    '.5',
    '-.5',
    '1.50',
    '+.5e-3',
    '.inf',
    '-.INF',
    '.NaN',
    '12:30',
    '12:30:45',
    '1:1.5',
    '-12:30',
  ],
  ...['2024-01-01', '2024-13-45', '2001-12-14t21:59:43.10-05:00', '<<', '=', '12345678901234567890'],
])('quotes %j as value and key', (word) => {
  const text = write({ [word]: word });
  expect(text).toBe(`'${word}': '${word}'\n`);
});

test.for([
  'a',
  'task-1',
  'node:22',
  'a=b',
  'x{{inputs.parameters.x}}',
  '10m',
  '1Gi',
  '100Mi',
  'v1.2',
  '_1',
  '1a',
  '/a/b',
  'a b',
  'Yes!',
  '3.11-slim',
])('leaves %j without quotes', (word) => {
  expect(write({ a: word })).toBe(`a: ${word}\n`);
});

test.for([
  { given: 'a\nb\n', want: 'a: |\n  a\n  b\n' },
  { given: 'a\nb', want: 'a: |-\n  a\n  b\n' },
  { given: 'a\n\n', want: 'a: |+\n  a\n\n...\n' },
  { given: 'if x:\n\tdo\n', want: 'a: |\n  if x:\n  \tdo\n' },
  { given: '  a\nb', want: 'a: |2-\n    a\n  b\n' },
  { given: '\ta\nb', want: 'a: "\\ta\\nb"\n' },
  { given: 'a\r\nb', want: 'a: "a\\r\\nb"\n' },
  { given: 'a\u2028b\nc', want: 'a: "a\\Lb\\nc"\n' },
  { given: '\n', want: 'a: "\\n"\n' },
  { given: "it's: x", want: "a: 'it''s: x'\n" },
  { given: '{{=x}}', want: "a: '{{=x}}'\n" },
])('writes $given as $want', ({ given, want }) => {
  expect(write({ a: given })).toBe(want);
});

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    nastyString,
    fc.constantFrom(null, true, false),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.integer(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(nastyString, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

test('readers of YAML 1.1, YAML 1.2 and this package read back what was written', () => {
  fc.assert(
    fc.property(fc.dictionary(nastyString, json, { maxKeys: 4, noNullPrototype: true }), (value) => {
      const text = write(value, { second: value });
      expect(valuesOf(text)).toEqual([value, { second: value }]);
      // Split as Argo does it, without the line break before `---`.
      expect(text.split(/\n---(?=\s)/).flatMap(valuesOf)).toEqual([value, { second: value }]);
      const alone = write(value);
      expect(load(alone, { schema: YAML11_SCHEMA })).toEqual(value);
      expect(load(alone, { schema: CORE_SCHEMA })).toEqual(value);
    }),
    { numRuns: 2000 },
  );
});

// Without numbers that js-yaml marks with a tag.
const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    nastyString,
    fc.stringMatching(/^[\w{/][-\w./&|=() "{}]{0,12}$/),
    fc.constantFrom(null, true, 1.5, 'a'.repeat(1025), 'a\n\n'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(nastyString, fc.constant('a'.repeat(1025))), tie('value'), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
})).value;

test('writes the same text as js-yaml, although only unusual scalars go through it', () => {
  fc.assert(
    fc.property(plain, fc.constantFrom(1, 2, 4, 10), (value, indent) => {
      const want = dump(value, {
        schema: WRITE_SCHEMA,
        indent,
        lineWidth: -1,
        noRefs: true,
        scalarStyleRules: [chooseScalarStyle],
      });
      expect(writeDocuments([value], { indent, findShape: () => ({}) })).toBe(want);
    }),
    { numRuns: 1000 },
  );
});

test.for([
  { given: -0, want: '-0.0' },
  { given: 1e21, want: '1.0e+21' },
  { given: 1.5e-7, want: '1.5e-7' },
  { given: 2 ** 60, want: '1152921504606847000' },
])('writes the number $given as $want', ({ given, want }) => {
  expect(write({ a: given })).toBe(`a: ${want}\n`);
  expect(valuesOf(`a: ${want}`)).toEqual([{ a: given }]);
  expect(load(want, { schema: YAML11_SCHEMA })).toBe(given);
});
