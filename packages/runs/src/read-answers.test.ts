import type { Workflow } from '@tiphys/models';
import { expect, test } from 'vitest';
import { readAnswers } from './read-answers.ts';

const suspended = (displayName: string, name: string): unknown => ({
  id: displayName,
  name: `run.${displayName}`,
  displayName,
  type: 'Suspend',
  phase: 'Running',
  outputs: { parameters: [{ name, valueFrom: { supplied: {} }, enum: ['yes', 'no'] }] },
});

// Only these fields are read.
const workflow = {
  metadata: { name: 'run' },
  spec: {},
  status: { nodes: { a: suspended('a', 'first'), b: suspended('b', 'second') } },
} as unknown as Workflow;

test('the nodes go on that ask for one of the values', () => {
  expect(readAnswers(workflow, { parameters: { second: 'yes' } })).toEqual([
    { nodeId: 'b', values: { second: 'yes' } },
  ]);
});

test.for([
  [
    { parameters: { third: 'yes' } },
    'No suspended node of run asks for "third". They ask for first, second.',
  ],
  [{ parameters: { first: 'maybe' } }, '"maybe" is not a choice of "first" of a (one of yes, no).'],
  [{ nodeFieldSelector: 'displayName=a' }, 'a waits for a value of "first" (one of yes, no).'],
  [
    { nodeFieldSelector: 'displayName=c', parameters: { first: 'yes' } },
    'No suspended node of run matches "displayName=c". Suspended nodes: a, b.',
  ],
] as const)('%j is refused', ([options, message]) => {
  expect(() => readAnswers(workflow, options)).toThrow(message);
});
