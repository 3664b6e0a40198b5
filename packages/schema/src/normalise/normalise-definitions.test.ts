import { expect, test } from 'vitest';
import { crd, ref, smallSchema } from '../../test/small-schema.ts';
import type { Definition } from '../definition.ts';
import { readCrds } from '../read/crd.ts';
import { readSourceSchema } from '../read/source-schema.ts';
import { normaliseDefinitions } from './normalise-definitions.ts';

type Json = Readonly<Record<string, unknown>>;

function normalise(
  schema: Json,
  crds: readonly Json[] = [],
  descriptions = false,
): Readonly<Record<string, Definition>> {
  const source = readSourceSchema([{ file: 'schema.json', content: schema }]);
  const documents = crds.map((content) => ({ file: 'crd.yaml', content }));
  const options = { version: 'v0.1', corrections: [], descriptions };
  return normaliseDefinitions({ schema: source, crds: readCrds(documents) }, options).definitions;
}

test('only what the five kinds use is kept', () => {
  const definitions = normalise(smallSchema({ Unused: { type: 'object', properties: {} } }));
  expect(Object.keys(definitions)).toEqual([
    'ClusterWorkflowTemplate',
    'CronWorkflow',
    'Spec',
    'Template',
    'Workflow',
    'WorkflowEventBinding',
    'WorkflowTemplate',
  ]);
});

test('kinds carry their constants', () => {
  expect(normalise(smallSchema()).CronWorkflow).toMatchObject({
    required: ['apiVersion', 'kind', 'spec'],
    fields: {
      apiVersion: { type: { kind: 'string', const: 'argoproj.io/v1alpha1' } },
      kind: { type: { kind: 'string', const: 'CronWorkflow' } },
    },
  });
});

test('recursive definitions keep their references', () => {
  const definitions = normalise(
    smallSchema({ Template: { type: 'object', properties: { inline: ref('Template') } } }),
  );
  expect(definitions.Template).toMatchObject({
    fields: { inline: { type: { kind: 'reference', to: 'Template' } } },
  });
});

test('merge keys and deprecations are kept, descriptions only on demand', () => {
  const list = { type: 'array', items: { type: 'string' }, 'x-kubernetes-patch-merge-key': 'name' };
  const schema = smallSchema({
    Template: { type: 'object', properties: { list: { ...list, description: 'Deprecated: use other.' } } },
  });
  const field = { type: { kind: 'list', element: { kind: 'string' } }, merge: { key: 'name' } };
  expect(normalise(schema).Template).toMatchObject({ fields: { list: field } });
  expect(JSON.stringify(normalise(schema))).not.toContain('use other');
  expect(JSON.stringify(normalise(schema))).toContain('"deprecated":');
  expect(JSON.stringify(normalise(schema, [], true))).toContain('use other');
});

test('a limit of the CRDs counts when every path to the field has it', () => {
  const spec = (left: Json, right: Json) => ({
    properties: { left: { properties: { name: left } }, right: { properties: { name: right } } },
  });
  const schema = smallSchema({}, { left: ref('Template'), right: ref('Template') });
  const [a, b] = [{ pattern: '^a$', maxLength: 3 }, { pattern: '^a$' }];
  expect(normalise(schema, [crd('Workflow', spec(a, b))]).Template).toMatchObject({
    fields: { name: { type: { kind: 'string', pattern: '^a$' } } },
  });
  expect(JSON.stringify(normalise(schema, [crd('Workflow', spec(a, b))]))).not.toContain('maxLength');
});

test('rules of the CRDs become groups of the definition they are about', () => {
  const rule = 'self.all(t, !(has(t.container) && has(t.script)))';
  const spec = { properties: { templates: { type: 'array', 'x-kubernetes-validations': [{ rule }] } } };
  expect(normalise(smallSchema(), [crd('Workflow', spec)]).Template).toMatchObject({
    groups: [{ kind: 'atMostOne', fields: ['container', 'script'] }],
  });
});

test('limits reach elements of lists, values of maps and numbers', () => {
  const schema = smallSchema(
    {},
    {
      list: { type: 'array', items: { type: 'string' } },
      map: { type: 'object', additionalProperties: { type: 'string' } },
      number: { type: 'integer' },
      either: { type: 'string' },
    },
  );
  const spec = {
    properties: {
      list: { minItems: 1, items: { enum: ['a'] } },
      map: { additionalProperties: { minLength: 1 } },
      number: { minimum: 0, maximum: 511 },
      either: { 'x-kubernetes-int-or-string': true },
    },
  };
  expect(normalise(schema, [crd('CronWorkflow', spec)]).Spec).toMatchObject({
    fields: {
      list: { type: { kind: 'list', minItems: 1, element: { kind: 'string', enum: ['a'] } } },
      map: { type: { kind: 'map', value: { kind: 'string', minLength: 1 } } },
      number: { type: { kind: 'integer', minimum: 0, maximum: 511 } },
      either: { type: { kind: 'intOrString' } },
    },
  });
});

test.for([
  {
    title: 'a kind that is missing',
    given: { definitions: {} },
    want: { code: 'SCHEMA_MISSING_KIND', definition: 'io.argoproj.workflow.v1alpha1.Workflow' },
  },
  {
    title: 'a definition that is missing',
    given: smallSchema({ Template: { properties: { a: ref('Gone') } } }),
    want: { code: 'SCHEMA_MISSING_DEFINITION', definition: 'io.argoproj.workflow.v1alpha1.Gone' },
  },
  {
    title: 'names that only stand for each other',
    given: smallSchema({ Template: ref('A'), A: { type: 'array', items: ref('B') }, B: ref('A') }),
    want: { code: 'SCHEMA_CYCLE', definition: 'io.argoproj.workflow.v1alpha1.A' },
  },
  {
    title: 'a definition that is not an object',
    given: smallSchema({ Template: 'text' }),
    want: { code: 'SCHEMA_MALFORMED', definition: 'io.argoproj.workflow.v1alpha1.Template' },
  },
  {
    title: 'properties that are not an object',
    given: smallSchema({ Template: { properties: [] } }),
    want: { code: 'SCHEMA_MALFORMED', definition: 'io.argoproj.workflow.v1alpha1.Template' },
  },
])('$title is an error that names the definition', ({ given, want }) => {
  expect(() => normalise(given)).toThrow(expect.objectContaining(want));
});
