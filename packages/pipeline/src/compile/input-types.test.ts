import { expect, test } from 'vitest';
import { encodeTypedParameters, inputTypeAnnotations } from './input-types.ts';

const inputs = [
  { name: 'count', schema: { type: 'integer' }, form: 'json' },
  { name: 'who', schema: { type: 'string' }, form: 'text' },
  { name: 'tags', schema: { type: 'array', items: { type: 'string' } }, form: 'json' },
  { name: 'any', schema: {}, form: 'json' },
] as const;
const workflow = inputTypeAnnotations(inputs);
const template = {
  'tiphys/signatures': JSON.stringify({
    main: {
      inputs: {
        count: { type: 'integer' },
        mode: { enum: ['mail', 'chat'] },
        who: { type: 'string' },
        name: { allOf: [{ type: 'string' }, { minLength: 2 }] },
        tags: { allOf: [{ type: 'array' }, { maxItems: 2 }] },
        any: {},
      },
      results: {},
    },
  }),
};
const other = { 'tiphys/input-types': 'no', 'tiphys/signatures': '[]' };

test('types of texts need no annotation', () => {
  expect(inputTypeAnnotations(inputs.slice(1, 2))).toEqual({});
});

test.for([
  ['a Workflow', workflow, { count: '2', who: 'two', tags: '["a"]', other: 'x' }],
  ['a WorkflowTemplate', template, { count: '3', mode: 'chat', name: 'Ann' }],
  ['another object', other, { count: 'two', tags: '["{{a}}"]' }],
] as const)('%s takes values of its types as they are', ([, annotations, values]) => {
  expect(encodeTypedParameters(annotations, values)).toEqual(values);
});

test.for([
  ['a Workflow', workflow],
  ['a WorkflowTemplate', template],
] as const)('JSON that %s takes has no tags, and plain texts keep theirs', ([, annotations]) => {
  const given = { tags: '["{{a}}", "é"]', any: '{"b":"{{{b}}}"}', who: '{{c}}', other: '["{{d}}"]' };
  const want = {
    ...given,
    tags: String.raw`["\u007b\u007ba}}", "\u00e9"]`,
    any: String.raw`{"b":"\u007b\u007b\u007bb}}}"}`,
  };
  const encoded = encodeTypedParameters(annotations, given);
  expect(encoded).toEqual(want);
  expect(encodeTypedParameters(annotations, encoded)).toEqual(want);
});

test.for([
  ['a Workflow', workflow, { count: 'two' }, 'The input "count" takes an integer, not'],
  ['a Workflow', workflow, { tags: '[1]' }, 'does not accept'],
  ['a Workflow', workflow, { any: 'text' }, 'The input "any" takes a JSON value, not "text"'],
  ['a WorkflowTemplate', template, { mode: 'fax' }, 'mode must be one of'],
  ['a WorkflowTemplate', template, { name: 'A' }, 'does not accept'],
] as const)('%s refuses other values', ([, annotations, values, message]) => {
  expect(() => encodeTypedParameters(annotations, values)).toThrow(message);
});
