import type { Workflow } from '@tiphys/models';
import { expect, test } from 'vitest';
import { renderTree } from './render-tree.ts';

/** Returns a run in which a template calls itself until Argo refuses, with a task beside each call. */
function recursion(depth: number): Workflow {
  const nodes: Record<string, object> = {};
  for (let level = 0; level < depth; level++) {
    const isLast = level === depth - 1;
    nodes[`n${level}`] = {
      id: `n${level}`,
      name: `wf${'[0].again'.repeat(level)}`,
      displayName: level === 0 ? 'wf' : 'again',
      type: 'Steps',
      phase: isLast ? 'Error' : 'Failed',
      message: isLast ? 'Maximum recursion depth exceeded' : `child 'n${level + 1}' failed`,
      ...(level > 0 && { boundaryID: `n${level - 1}` }),
      children: isLast ? [] : [`b${level}`, `n${level + 1}`],
    };
    if (!isLast)
      nodes[`b${level}`] = {
        id: `b${level}`,
        name: `wf${'[0].again'.repeat(level)}[0].beside`,
        displayName: 'beside',
        type: 'Pod',
        phase: 'Succeeded',
        boundaryID: `n${level}`,
      };
  }
  // Only what the tree reads.
  return {
    metadata: { name: 'wf' },
    status: { phase: 'Failed', message: "child 'n1' failed", nodes },
  } as unknown as Workflow;
}

test('a deep tree is summed up, with the cause of its failure', () => {
  const text = renderTree(recursion(100));
  expect(text.length).toBeLessThan(4000);
  const rows = text.trimEnd().split('\n');
  expect(rows[0]).toBe('✖ wf  Failed  again failed');
  expect(rows.at(-2)?.trim()).toBe('└─ 90 more levels: 180 nodes');
  expect(rows.at(-1)).toMatch(/└─ ⚠ again .*Maximum/);
  expect(renderTree(recursion(12))).not.toContain(' more levels');
});

test('a title can have another phase, without a clock', () => {
  const started = '2026-01-01T00:00:00Z';
  const run = {
    metadata: { name: 'wf' },
    status: { phase: 'Running', startedAt: started },
  } as unknown as Workflow;
  expect(renderTree(run, { phase: 'Interrupted' })).toBe('◷ wf  Interrupted\n');
});
