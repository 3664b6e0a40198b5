import { describe, expect, test } from 'vitest';
import { definitions, type FieldType, kinds } from './tables.ts';

test('every kind has a definition with its constants', () => {
  for (const [kind, name] of Object.entries(kinds)) {
    expect(definitions[name]?.fields).toMatchObject({
      apiVersion: { type: { kind: 'string', const: 'argoproj.io/v1alpha1' } },
      kind: { type: { kind: 'string', const: kind } },
    });
  }
  expect(Object.keys(kinds)).toHaveLength(5);
});

test('every reference leads to a definition, and every rule to fields', () => {
  for (const [name, table] of Object.entries(definitions)) {
    for (const [field, { type }] of Object.entries(table.fields)) {
      expect(referenceOf(type) ?? 'Workflow', `${name}.${field}`).toBeOneOf(Object.keys(definitions));
    }
    const named = [...table.required, ...(table.groups ?? []).flatMap((group) => group.fields)];
    for (const field of named) expect(table.fields, name).toHaveProperty(field);
  }
});

function referenceOf(type: FieldType): string | undefined {
  if (type.kind === 'reference') return type.to;
  if (type.kind === 'list') return referenceOf(type.element);
  return type.kind === 'map' ? referenceOf(type.value) : undefined;
}

test.for([
  { given: 'Workflow', want: ['apiVersion', 'kind', 'metadata', 'spec', 'status'] },
  { given: 'Parameter', want: ['name', 'value', 'default'] },
  { given: 'Template', want: ['name', 'metadata', 'inputs'] },
  { given: 'WorkflowSpec', want: ['entrypoint', 'onExit', 'arguments'] },
  { given: 'DAGTask', want: ['name', 'depends'] },
  { given: 'Container', want: ['name', 'image', 'command', 'args'] },
])('the fields of $given are in the order of the documentation', ({ given, want }) => {
  expect(Object.keys(definitions[given]?.fields ?? {}).slice(0, want.length)).toEqual(want);
});

describe('the tables combine schema, CRDs and corrections', () => {
  test.for<{ readonly given: string; readonly want: FieldType }>([
    { given: 'RetryStrategy.limit', want: { kind: 'intOrString' } },
    {
      given: 'RetryStrategy.retryPolicy',
      want: { kind: 'string', enum: ['Always', 'OnFailure', 'OnError', 'OnTransientError'] },
    },
    { given: 'ResourceRequirements.limits', want: { kind: 'map', value: { kind: 'quantity' } } },
    { given: 'Artifact.mode', want: { kind: 'integer', minimum: 0, maximum: 511 } },
    {
      given: 'Template.name',
      want: { kind: 'string', pattern: '^[a-zA-Z0-9][-a-zA-Z0-9]*$', maxLength: 128 },
    },
    {
      given: 'DAGTemplate.tasks',
      want: { kind: 'list', element: { kind: 'reference', to: 'DAGTask' }, minItems: 1, maxItems: 200 },
    },
    {
      given: 'Template.steps',
      want: {
        kind: 'list',
        element: { kind: 'list', element: { kind: 'reference', to: 'WorkflowStep' } },
        minItems: 1,
      },
    },
    { given: 'DAGTask.withItems', want: { kind: 'list', element: { kind: 'any' } } },
    { given: 'Parameter.value', want: { kind: 'scalar' } },
    { given: 'NodeStatus.finishedAt', want: { kind: 'time' } },
    { given: 'Histogram.buckets', want: { kind: 'list', element: { kind: 'number' } } },
  ])('$given', ({ given, want }) => {
    const [definition = '', field = ''] = given.split('.');
    expect(definitions[definition]?.fields[field]?.type).toEqual(want);
  });

  test('deprecations name the replacement, and merged lists their key', () => {
    expect(definitions.DAGTask?.fields.onExit?.deprecated).toBe('Use `hooks.exit`.');
    expect(definitions.WorkflowSpec?.fields.templates?.merge).toEqual({ key: 'name', strategy: 'merge' });
  });
});
