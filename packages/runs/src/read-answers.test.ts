import type { Workflow } from '@tiphys/models';
import { expect, test } from 'vitest';
import { assertNodeValues, readAnswers } from './read-answers.ts';

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
  [
    { parameters: { secnd: 'yes' } },
    'No suspended node of run asks for "secnd". Did you mean "second"? They ask for first, second.',
  ],
  [{ parameters: { first: 'yse' } }, '"yse" is not a choice of "first" of a (one of yes, no).'],
  [{ parameters: { first: 'maybe' } }, '"maybe" is not a choice of "first" of a (one of yes, no).'],
  [{ nodeFieldSelector: 'displayName=a' }, 'a waits for a value of "first" (one of yes, no).'],
  [
    { nodeFieldSelector: 'displayName=c', parameters: { first: 'yes' } },
    'No suspended node of run matches "displayName=c". Suspended nodes: a, b.',
  ],
] as const)('%j is refused', ([options, message]) => {
  expect(() => readAnswers(workflow, options)).toThrow(message);
});

test.for([
  [{ first: 'maybe' }, '"maybe" is not a choice of "first" of a (one of yes, no).'],
  [{ first: 'yess' }, '(one of yes, no). Did you mean "yes"?'],
  [
    { frist: 'yes' },
    'The node a does not expect the output "frist". Did you mean "first"? It expects first.',
  ],
] as const)('%j is not set in a node', ([parameters, message]) => {
  const nodeFieldSelector = 'displayName=a';
  expect(() => assertNodeValues(workflow, { nodeFieldSelector, parameters })).toThrow(message);
});

test('a value that is a choice is set in a node', () => {
  const parameters = { first: 'no' };
  expect(() => assertNodeValues(workflow, { nodeFieldSelector: 'displayName=a', parameters })).not.toThrow();
});
