import type { NodeStatus, Workflow } from '@tiphys/models';
import { expect, test } from 'vitest';
import { findLargeSize } from './workflow-size.ts';

/** Returns a deterministic text that hardly compresses. */
function noise(length: number, seed: number): string {
  let text = '';
  for (let x = seed + 1; text.length < length; x = (x * 48_271) % 2_147_483_647) text += x.toString(36);
  return text.slice(0, length);
}

function node(index: number, value: string): NodeStatus {
  const name = `wf.task-${index}`;
  const outputs = { parameters: [{ name: 'output', value }] };
  return { id: `wf-${index}`, name, displayName: name, type: 'Pod', phase: 'Succeeded', outputs };
}

function workflowWith(values: readonly string[]): Workflow {
  const nodes = Object.fromEntries(values.map((value, index) => [`wf-${index}`, node(index, value)]));
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { name: 'wf' },
    spec: { entrypoint: 'main', templates: [] },
    status: { phase: 'Succeeded', nodes },
  };
}

/**
 * Returns a fan-in of 40 outputs: the values are in the outputs of the tasks, of their loop, and in the inputs of the task that takes them.
 */
function fanIn(kib: number): Workflow {
  const values = Array.from({ length: 40 }, (_, index) => noise(kib * 1024, index));
  return workflowWith([...values, JSON.stringify(values), JSON.stringify(values)]);
}

test.for([
  { title: 'a small workflow', given: workflowWith(['x']), large: false },
  { title: 'values that compress well', given: workflowWith(['x'.repeat(4_000_000)]), large: false },
  { title: 'a fan-in that Argo stores (40 outputs of 5 KiB)', given: fanIn(5), large: false },
  { title: 'a fan-in that Argo refuses (40 outputs of 8 KiB)', given: fanIn(8), large: true },
  { title: 'a fan-in far over the limit', given: fanIn(30), large: true },
  {
    title: 'a spec that is too large by itself',
    given: { ...workflowWith([]), metadata: { name: 'wf', annotations: { a: 'x'.repeat(2e6) } } },
    large: true,
  },
])('$title: large $large', ({ given, large }) => {
  expect(findLargeSize(given) !== undefined).toBe(large);
});

test('names the nodes with the largest values first', () => {
  const values = [10, 900_000, 20, 800_000, 30, 40, 50].map((length, index) => noise(length, index));
  const { largest = [] } = findLargeSize(workflowWith(values)) ?? {};
  expect(largest.map(({ name }) => name)).toEqual([
    'wf.task-1',
    'wf.task-3',
    'wf.task-6',
    'wf.task-5',
    'wf.task-4',
  ]);
  expect(largest[0]?.inputBytes).toBe(0);
  expect(largest[0]?.outputBytes).toBeGreaterThan(900_000);
});

test('counts the characters that Go escapes, and bytes of UTF-8', () => {
  const sizeOf = (end: string): number =>
    findLargeSize(workflowWith([noise(2_000_000, 1) + end]))?.plainBytes ?? 0;
  expect(sizeOf('<>&a') - sizeOf('aaaa')).toBe(15);
  expect(sizeOf('éaaa') - sizeOf('aaaa')).toBe(1);
});
