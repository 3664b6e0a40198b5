import { expect, test } from 'vitest';
import { smallSchema } from '../../test/small-schema.ts';
import { normaliseDefinitions } from '../normalise/normalise-definitions.ts';
import { readSourceSchema } from '../read/source-schema.ts';
import { parseDefinitions, serialiseDefinitions } from './stored-form.ts';

function definitions(descriptions: boolean) {
  const schema = readSourceSchema([{ file: 'schema.json', content: smallSchema() }]);
  return normaliseDefinitions({ schema, crds: [] }, { version: 'v0.1', descriptions });
}

test('what is written can be read back', () => {
  expect(parseDefinitions(serialiseDefinitions(definitions(false)))).toEqual(definitions(false));
});

test('descriptions are left out', () => {
  expect(serialiseDefinitions(definitions(true))).toBe(serialiseDefinitions(definitions(false)));
});

test('every field has its own line', () => {
  expect(serialiseDefinitions(definitions(false))).toContain(`
    "Template": {
      "kind": "object",
      "origin": "io.argoproj.workflow.v1alpha1.Template",
      "required": ["name"],
      "groups": [{"kind":"exactlyOne","fields":["container","script"]}],
      "fields": {
        "container": {"type":{"kind":"any"}},
        "name": {"type":{"kind":"string"}},
        "script": {"type":{"kind":"any"}}
      }
    }`);
});

const valid = { form: 1, version: 'v0.1', kinds: {}, definitions: {} };
const object = { kind: 'object', origin: 'a.D', fields: {} };

test.for([
  { title: 'no JSON', given: '{', want: 'not valid JSON' },
  { title: 'another form', given: { ...valid, form: 2 }, want: 'definitions in form 1' },
  { title: 'no version', given: { ...valid, version: undefined }, want: 'no version' },
  { title: 'no kinds', given: { ...valid, kinds: undefined }, want: 'no kinds' },
  { title: 'no definitions', given: { ...valid, definitions: [] }, want: 'no definitions' },
  {
    title: 'a kind without definition',
    given: { ...valid, kinds: { W: 'W' } },
    want: '"W" of a kind is missing',
  },
  {
    title: 'no origin',
    given: { ...valid, definitions: { D: { kind: 'object' } } },
    want: '"D" has no origin',
  },
  {
    title: 'no fields',
    given: { ...valid, definitions: { D: { ...object, fields: 1 } } },
    want: '"D" has no fields',
  },
  {
    title: 'a broken group',
    given: { ...valid, definitions: { D: { ...object, groups: [{}] } } },
    want: '"D" has no list of groups',
  },
  {
    title: 'an unknown type',
    given: { ...valid, definitions: { D: { ...object, fields: { a: { type: { kind: 'nonsense' } } } } } },
    want: 'of unknown kind in field "a"',
  },
  {
    title: 'a reference to nothing',
    given: {
      ...valid,
      definitions: { D: { kind: 'alias', origin: 'a.D', type: { kind: 'reference', to: 'Gone' } } },
    },
    want: 'refers to "Gone"',
  },
])('$title is an error that says so', ({ given, want }) => {
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  expect(() => parseDefinitions(text, 'v0.1/definitions.json')).toThrow(
    expect.objectContaining({
      code: 'SCHEMA_STORED_FORM',
      message: expect.stringContaining(want),
      file: 'v0.1/definitions.json',
    }),
  );
});
