import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crd, ref, smallSchema } from '../../test/small-schema.ts';
import { readCrds } from '../read/crd.ts';
import { readSourceSchema } from '../read/source-schema.ts';
import { SchemaError } from '../schema-error.ts';
import { parseDefinitions, serialiseDefinitions } from '../store/stored-form.ts';
import { normaliseDefinitions } from './normalise-definitions.ts';

/** Reads a schema as a user's file would be read; anything but a coded error is a crash. */
function read(schema: unknown, crds: readonly unknown[] = []): 'read' | SchemaError {
  try {
    const source = readSourceSchema([{ file: 'schema.json', content: schema }]);
    const sources = {
      schema: source,
      crds: readCrds(crds.map((content) => ({ file: 'crd.yaml', content }))),
    };
    const definitions = normaliseDefinitions(sources, { version: 'v0.1' });
    expect(parseDefinitions(serialiseDefinitions(definitions))).toEqual(definitions);
    return 'read';
  } catch (error) {
    if (error instanceof SchemaError) return error;
    throw error;
  }
}

const names = fc.constantFrom(
  'A',
  'B',
  'C',
  'Template',
  'Spec',
  'IntOrString',
  'constructor',
  '__proto__',
  'toString',
);
const schemaNode = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom(
      {},
      { type: 'string' },
      { type: 'object' },
      { type: ['integer', 'string'] },
      null,
      7,
      'x',
      [],
    ),
    names.map(ref),
    fc.record({ type: fc.constant('array'), items: tie('node') }),
    fc.record({ type: fc.constant('object'), additionalProperties: tie('node') }),
    fc.record({ properties: fc.dictionary(names, tie('node')), required: fc.array(names) }),
    fc.record({ allOf: fc.array(tie('node')), anyOf: fc.array(tie('node')) }, { requiredKeys: [] }),
    fc.record({ $ref: fc.anything() }),
  ),
})).node;

test('definitions of any shape are read or refused with a code', () => {
  fc.assert(
    fc.property(fc.dictionary(names, schemaNode), schemaNode, (definitions, template) => {
      read(smallSchema({ ...definitions, Template: template }));
    }),
    { numRuns: 500 },
  );
});

test('CRDs of any shape are read or refused with a code', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (spec, document) => {
      read(smallSchema(), [
        crd('Workflow', { properties: spec }),
        crd('CronWorkflow', { properties: { templates: spec } }),
      ]);
      read(smallSchema(), [document]);
    }),
    { numRuns: 300 },
  );
});

test('invalid limits are left out', () => {
  const broken = {
    minimum: Number.POSITIVE_INFINITY,
    maximum: 'x',
    pattern: 7,
    enum: [],
    minLength: Number.NaN,
    maxItems: null,
  };
  const properties = {
    number: { type: 'integer', ...broken },
    text: { type: 'string', ...broken },
    list: { type: 'array', items: { type: 'string' }, ...broken },
  };
  expect(read(smallSchema({}, properties), [crd('Workflow', { properties })])).toBe('read');
});

test('documents of any shape are read or refused with a code', () => {
  fc.assert(fc.property(fc.anything(), (document) => read(document) instanceof SchemaError));
});

test('a schema without one of its definitions is refused by name', () => {
  const whole = smallSchema({
    Template: { properties: { a: ref('A') } },
    A: { properties: { b: ref('B') } },
    B: {},
  });
  const all = Object.keys(whole.definitions as object);
  for (const missing of all) {
    const rest = Object.entries(whole.definitions as object).filter(([name]) => name !== missing);
    expect(read({ definitions: Object.fromEntries(rest) })).toMatchObject({ definition: missing });
  }
});

test('long chains and large definitions can be read', () => {
  const chain = Array.from({ length: 3_000 }, (_, index) => [
    `A${index}`,
    { properties: { next: ref(`A${index + 1}`) } },
  ]);
  expect(read(smallSchema({ Template: ref('A0'), ...Object.fromEntries(chain), A3000: {} }))).toBe('read');
  const aliases = Array.from({ length: 3_000 }, (_, index) => [`A${index}`, ref(`A${index + 1}`)]);
  expect(read(smallSchema({ Template: ref('A0'), ...Object.fromEntries(aliases), A3000: {} }))).toBe('read');
});

test('a CRD whose parts refer to each other endlessly is refused', () => {
  // YAML anchors make such trees: small in the file, endless when followed.
  let node: object = {};
  for (let level = 0; level < 100; level += 1) node = { properties: { a: node, b: node, c: node } };
  const template = { properties: { a: ref('Template'), b: ref('Template'), c: ref('Template') } };
  const spec = { properties: { templates: { items: node } } };
  expect(read(smallSchema({ Template: template }), [crd('Workflow', spec)])).toMatchObject({
    code: 'SCHEMA_TOO_DEEP',
  });
});

test('endless nesting is refused by name', () => {
  let node: unknown = { type: 'string' };
  for (let depth = 0; depth < 20_000; depth += 1) node = { type: 'array', items: node };
  expect(read(smallSchema({ Template: node }))).toMatchObject({
    code: 'SCHEMA_TOO_DEEP',
    definition: 'io.argoproj.workflow.v1alpha1.Template',
  });
});

test('a field without a schema is refused by name', () => {
  expect(read(smallSchema({ Template: { properties: { name: null } } }))).toMatchObject({
    code: 'SCHEMA_MALFORMED',
    message: 'Field "name" of definition "io.argoproj.workflow.v1alpha1.Template" has no schema object.',
  });
});
