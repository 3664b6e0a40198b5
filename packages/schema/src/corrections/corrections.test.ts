import { describe, expect, test } from 'vitest';
import type { Definition, ObjectDefinition } from '../definition.ts';
import { applyCorrection, type Correction } from './correction.ts';
import { allCorrections } from './corrections.ts';

const text = { type: { kind: 'string' } } as const;

function object(fields: readonly string[], more: Partial<ObjectDefinition> = {}): ObjectDefinition {
  return {
    kind: 'object',
    origin: 'a.D',
    fields: Object.fromEntries(fields.map((field) => [field, text])),
    required: [],
    tolerated: [],
    groups: [],
    open: false,
    ...more,
  };
}

const about = { definition: 'D', reason: 'because' };

test.for<{ readonly title: string; readonly given: Correction; readonly want: object }>([
  {
    title: 'an alias gets a type',
    given: { ...about, kind: 'alias', type: { kind: 'any' } },
    want: { kind: 'alias', origin: 'a.D', type: { kind: 'any' } },
  },
  {
    title: 'a field gets a type',
    given: { ...about, kind: 'type', field: 'a', type: { kind: 'scalar' } },
    want: { fields: { a: { type: { kind: 'scalar' } }, b: text } },
  },
  {
    title: 'a field becomes optional',
    given: { ...about, kind: 'optional', fields: ['a'] },
    want: { required: ['b'] },
  },
  {
    title: 'a missing field becomes tolerated',
    given: { ...about, kind: 'tolerated', fields: ['a', 'unknown'] },
    want: { required: ['a', 'b'], tolerated: ['a'] },
  },
  {
    title: 'a group takes the place of one over the same fields',
    given: { ...about, kind: 'group', group: { kind: 'exactlyOne', fields: ['a', 'b', 'unknown'] } },
    want: { groups: [{ kind: 'exactlyOne', fields: ['a', 'b'] }] },
  },
  {
    title: 'a group that is there stays as it is',
    given: { ...about, kind: 'absentGroup', group: { kind: 'exactlyOne', fields: ['b', 'a'] } },
    want: { groups: [{ kind: 'atMostOne', fields: ['a', 'b'] }] },
  },
  { title: 'an object becomes open', given: { ...about, kind: 'open' }, want: { open: true } },
  {
    title: 'a field that is not there changes nothing',
    given: { ...about, kind: 'type', field: 'unknown', type: { kind: 'any' } },
    want: { fields: { a: text, b: text } },
  },
])('$title', ({ given, want }) => {
  const definition = object(['a', 'b'], {
    required: ['a', 'b'],
    groups: [{ kind: 'atMostOne', fields: ['a', 'b'] }],
  });
  expect(applyCorrection({ D: definition }, given).D).toMatchObject(want);
});

describe('a field with a definition of its own', () => {
  const reference = (to: string): object => ({ type: { kind: 'reference', to } });
  const holder = (to: string): ObjectDefinition =>
    object([], { fields: { own: { type: { kind: 'reference', to } }, other: text } });
  const given: Correction = { ...about, kind: 'split', definition: 'E', from: 'D', of: 'H', field: 'own' };

  test('gets a copy of the one that it refers to', () => {
    const corrected = applyCorrection({ D: object(['a']), H: holder('D') }, given);
    expect(corrected).toMatchObject({
      D: object(['a']),
      E: object(['a']),
      H: { fields: { own: reference('E'), other: text } },
    });
  });

  test.for([
    { title: 'refers to another', definitions: { D: object([]), H: holder('F') } },
    { title: 'is not there', definitions: { D: object([]), H: object([]) } },
    { title: 'has no holder', definitions: { D: object([]) } },
    { title: 'has nothing to copy', definitions: { H: holder('D') } },
  ])('stays as it is when it $title', ({ definitions }) => {
    expect(applyCorrection(definitions, given)).toBe(definitions);
  });
});

test('a correction of a missing definition changes nothing', () => {
  const definitions = { Other: object(['a']) };
  expect(applyCorrection(definitions, { ...about, kind: 'open' })).toBe(definitions);
});

/** The relevant part of the schema and CRDs of 4.1, before the corrections. */
describe('the corrections', () => {
  const before: Readonly<Record<string, Definition>> = {
    IntOrString: { kind: 'alias', origin: 'IntOrString', type: { kind: 'string' } },
    Quantity: { kind: 'alias', origin: 'Quantity', type: { kind: 'string' } },
    Parameter: object(['name', 'value', 'default', 'enum']),
    Plugin: object([]),
    Container: object(['name', 'image', 'imagePullPolicy'], { required: ['image'] }),
    ScriptTemplate: object(['image', 'source'], { required: ['image', 'source'] }),
    Template: object(['name', 'container', 'script', 'dag', 'steps'], {
      groups: [{ kind: 'atMostOne', fields: ['container', 'script', 'dag', 'steps'] }],
    }),
    WorkflowSpec: object(['templates', 'workflowTemplateRef'], {
      fields: {
        templateDefaults: { type: { kind: 'reference', to: 'Template' } },
        templates: text,
        workflowTemplateRef: text,
      },
    }),
    DAGTask: object(['template', 'templateRef', 'inline', 'withItems', 'withParam', 'withSequence']),
    Workflow: object(['metadata', 'spec'], { required: ['metadata', 'spec'] }),
  };
  const after = allCorrections.reduce(applyCorrection, before);

  test.for([
    { title: 'numbers fit ports and limits', given: 'IntOrString', want: { type: { kind: 'intOrString' } } },
    { title: 'numbers fit quantities', given: 'Quantity', want: { type: { kind: 'quantity' } } },
    {
      title: 'parameters take numbers and truth values',
      given: 'Parameter',
      want: {
        fields: {
          value: { type: { kind: 'scalar' } },
          default: { type: { kind: 'scalar' } },
          enum: { type: { kind: 'list', element: { kind: 'scalar' }, minItems: 1 } },
        },
      },
    },
    { title: 'a plugin has any field', given: 'Plugin', want: { open: true } },
    {
      title: 'a container may leave its image to the defaults',
      given: 'Container',
      want: {
        required: [],
        fields: { imagePullPolicy: { type: { enum: ['Always', 'IfNotPresent', 'Never'] } } },
      },
    },
    {
      title: 'a script may leave its source to the defaults',
      given: 'ScriptTemplate',
      want: { required: [] },
    },
    {
      title: 'a template has one body',
      given: 'Template',
      want: { groups: [{ kind: 'exactlyOne', fields: ['container', 'script', 'dag', 'steps'] }] },
    },
    {
      title: 'the defaults of templates have at most one body, and lint takes more',
      given: 'TemplateDefaults',
      want: {
        groups: [{ kind: 'atMostOne', fields: ['container', 'script', 'dag', 'steps'], tolerated: true }],
      },
    },
    {
      title: 'a workflow has templates or a reference, and defaults without body',
      given: 'WorkflowSpec',
      want: {
        fields: { templateDefaults: { type: { kind: 'reference', to: 'TemplateDefaults' } } },
        groups: [{ kind: 'atMostOne', fields: ['workflowTemplateRef', 'templates'] }],
      },
    },
    {
      title: 'a task calls one template and has at most one loop',
      given: 'DAGTask',
      want: {
        groups: [
          { kind: 'atMostOne', fields: ['withItems', 'withParam', 'withSequence'] },
          { kind: 'exactlyOne', fields: ['template', 'templateRef', 'inline'] },
        ],
      },
    },
    { title: 'lint takes an object without metadata', given: 'Workflow', want: { tolerated: ['metadata'] } },
  ])('$title', ({ given, want }) => {
    expect(after[given]).toMatchObject(want);
  });
});

test('every correction gives its reason in a sentence', () => {
  expect(allCorrections.filter((correction) => !/^.{15,}\.$/.test(correction.reason))).toEqual([]);
});
