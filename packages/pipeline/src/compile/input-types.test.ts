import { expect, test } from 'vitest';
import { assertInputTypes, inputTypeAnnotations } from './input-types.ts';

const inputs = [
  { name: 'count', schema: { type: 'integer' } },
  { name: 'who', schema: { type: 'string' } },
  { name: 'tags', schema: { type: 'array', items: { type: 'string' } } },
] as const;
const signature = { inputs: { count: { type: 'integer' }, mode: { enum: ['mail', 'chat'] } }, results: {} };

test('types of texts need no annotation', () => {
  expect(inputTypeAnnotations(inputs.slice(1, 2))).toEqual({});
});

test.for([
  ['a Workflow', inputTypeAnnotations(inputs), { count: '2', who: 'two', tags: '["a"]', other: 'x' }],
  ['a WorkflowTemplate', { 'tiphys/signatures': JSON.stringify({ main: signature }) }, { count: '3' }],
  ['another object', { 'tiphys/input-types': 'no', 'tiphys/signatures': '[]' }, { count: 'two' }],
] as const)('%s takes values of its types', ([, annotations, values]) => {
  expect(() => assertInputTypes(annotations, values)).not.toThrow();
});

test.for([
  ['a Workflow', inputTypeAnnotations(inputs), { count: 'two' }, 'The input "count" takes an integer, not'],
  ['a Workflow', inputTypeAnnotations(inputs), { tags: '[1]' }, 'does not accept'],
  [
    'a WorkflowTemplate',
    { 'tiphys/signatures': JSON.stringify({ main: signature }) },
    { mode: 'fax' },
    'mode must be one of',
  ],
] as const)('%s refuses other values', ([, annotations, values, message]) => {
  expect(() => assertInputTypes(annotations, values)).toThrow(message);
});
