import type { NodeStatus, Workflow } from '@tiphys/models';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type NodeDraft, workflowOf } from '../../test/workflow-of.ts';
import { retry } from './retry.ts';

const now = new Date('2026-02-03T04:05:06Z');
const phase = fc.constantFrom('Succeeded', 'Failed', 'Error', 'Skipped', 'Omitted');
const type = fc.constantFrom(
  'Pod',
  'Steps',
  'DAG',
  'StepGroup',
  'TaskGroup',
  'Retry',
  'HTTP',
  'Suspend',
  'Skipped',
);
/** Where a node hangs: under which earlier ones, and in which of the groups above it. */
const draft = fc.record({ phase, type, parents: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }) });

/** A workflow with a random graph of nodes. Node `wf.N` has parents with smaller numbers, and the root as its boundary. */
const workflow = fc
  .tuple(fc.constantFrom('Failed', 'Error'), fc.array(draft, { maxLength: 25 }))
  .map(([ending, drafts]): Workflow => {
    const children = new Map<number, string[]>();
    drafts.forEach(({ parents }, index) => {
      for (const parent of new Set(parents.map((number) => number % (index + 1))))
        children.set(parent, [...(children.get(parent) ?? []), `wf.${index + 1}`]);
    });
    const nodes: [string, NodeDraft][] = drafts.map((fields, index) => [
      `wf.${index + 1}`,
      { phase: fields.phase, type: fields.type, boundary: 'wf', children: children.get(index + 1) ?? [] },
    ]);
    const root: NodeDraft = { type: 'DAG', phase: ending, children: children.get(0) ?? [] };
    return workflowOf(ending, { wf: root, ...Object.fromEntries(nodes) });
  });

function below(nodes: Readonly<Record<string, NodeStatus>>, id: string): readonly string[] {
  const children = nodes[id]?.children ?? [];
  return [...children, ...children.flatMap((child) => below(nodes, child))];
}

test('exactly the nodes that failed for good are deleted, with what is below them', () => {
  fc.assert(
    fc.property(workflow, (given) => {
      const before = given.status?.nodes ?? {};
      const after = retry(given, { now }).workflow.status?.nodes ?? {};
      const isFailure = ({ id, phase: end = '', type: kind }: NodeStatus): boolean =>
        ['Failed', 'Error'].includes(end) &&
        ['Pod', 'HTTP'].includes(kind) &&
        !below(before, id).some((other) => before[other]?.phase === 'Succeeded');
      const failed = Object.values(before)
        .filter(isFailure)
        .map(({ id }) => id);
      const gone = new Set(failed.flatMap((id) => [id, ...below(before, id)]));
      expect(new Set(Object.keys(before).filter((id) => after[id] === undefined))).toEqual(gone);
    }),
    { numRuns: 300 },
  );
});

test('what is kept refers to nothing that is deleted, and is either as it was or open', () => {
  const selector = fc.constantFrom('', 'phase=Succeeded', 'name=wf.3', 'displayName!=1');
  fc.assert(
    fc.property(workflow, selector, fc.boolean(), (given, nodeFieldSelector, hasParameters) => {
      const copy = structuredClone(given);
      const parameters = hasParameters ? [{ name: 'p', value: '1' }] : [];
      const { workflow: result, deletedNodes } = retry(given, {
        now,
        restartSuccessful: true,
        nodeFieldSelector,
        parameters,
      });
      const nodes = result.status?.nodes ?? {};
      for (const [id, { children, outboundNodes, ...node }] of Object.entries(nodes)) {
        for (const other of [...(children ?? []), ...(outboundNodes ?? [])])
          expect(nodes[other]).toBeDefined();
        const { children: _, outboundNodes: __, ...before } = given.status?.nodes?.[id] ?? { id };
        const isOpen = node.startedAt === '2026-02-03T04:05:06Z';
        if (isOpen) expect(['Running', 'Skipped']).toContain(node.phase);
        else expect(node).toEqual(before);
      }
      expect(deletedNodes.filter((id) => nodes[id] !== undefined)).toEqual([]);
      expect(given).toEqual(copy);
    }),
    { numRuns: 300 },
  );
});

test('a loop of five thousand failures with another one after it is one plan', () => {
  const count = 5000;
  const first = Array.from({ length: count }, (_, index) => `wf.a(${index})`);
  const second = Array.from({ length: count }, (_, index) => `wf.b(${index})`);
  const given = workflowOf('Failed', {
    wf: { type: 'DAG', phase: 'Failed', children: ['wf.a'] },
    'wf.a': { type: 'TaskGroup', phase: 'Failed', boundary: 'wf', children: first },
    ...Object.fromEntries(
      first.map((name) => [name, { phase: 'Failed', boundary: 'wf', children: ['wf.b'] }]),
    ),
    'wf.b': { type: 'TaskGroup', phase: 'Failed', boundary: 'wf', children: second },
    ...Object.fromEntries(second.map((name) => [name, { phase: 'Failed', boundary: 'wf' }])),
  });
  expect(Object.keys(retry(given, { now }).workflow.status?.nodes ?? {})).toHaveLength(2);
}, 5_000);
