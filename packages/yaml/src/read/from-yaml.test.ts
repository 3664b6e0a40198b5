import { expect, test } from 'vitest';
import { fromYaml } from './from-yaml.ts';

test('returns all objects of a file in order, of any kind', () => {
  const objects = fromYaml(
    'apiVersion: v1\nkind: ConfigMap\n---\napiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec: {}\n',
  );
  expect(objects.map((object) => object.kind)).toEqual(['ConfigMap', 'Workflow']);
});

test.for([
  {
    title: 'broken YAML',
    given: 'a: [',
    want: { code: 'YAML_SYNTAX', message: /^wf\.yaml:1:5: .*\.$/ },
  },
  {
    title: 'a duplicate key',
    given: 'a: 1\na: 2',
    want: {
      code: 'YAML_DUPLICATE_KEY',
      message: /^wf\.yaml:2:1: the key "a" is in this mapping twice/,
    },
  },
  {
    title: 'a document that is not an object',
    given: 'kind: Workflow\napiVersion: a\n---\n- 1',
    want: { code: 'YAML_OBJECT', message: /^wf\.yaml:4:1: This document is not an object/ },
  },
  {
    title: 'an object without kind',
    given: 'apiVersion: v1',
    want: { code: 'YAML_OBJECT', message: /Give it both, or remove it\.$/ },
  },
])('refuses $title with file, line and column', ({ given, want }) => {
  expect(() => fromYaml(given, { file: 'wf.yaml' })).toThrow(
    expect.objectContaining({
      code: want.code,
      message: expect.stringMatching(want.message),
      location: expect.objectContaining({ file: 'wf.yaml' }),
    }),
  );
});
