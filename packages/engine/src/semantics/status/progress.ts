import type { NodeFields } from '../../state/node/node-status.ts';
import type { RunNode } from '../../state/node/run-node.ts';
import type { RunState } from '../../state/run-state.ts';
import { childrenOf } from '../../state/tree/find-node.ts';

interface Progress {
  done: number;
  all: number;
}

/**
 * Returns the progress of the workflow, such as `2/3`: how many of its pods and suspended nodes have succeeded.
 * See docs/semantics/limits.md#progress.
 */
export function workflowProgress(run: RunState): string {
  const total: Progress = { done: 0, all: 0 };
  for (const node of Object.values(run.nodes)) addOwn(total, node);
  return `${total.done}/${total.all}`;
}

/** Returns the progress of a node. For nodes that are not pods, it is the sum over their descendants. */
export function nodeProgress(run: RunState, node: RunNode): string | undefined {
  const total: Progress = { done: 0, all: 0 };
  if (isExecutable(node.fields)) addOwn(total, node);
  else {
    const seen = new Set<RunNode>();
    const stack = [...childrenOf(run, node)];
    for (let next = stack.pop(); next; next = stack.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      addOwn(total, next);
      for (const child of childrenOf(run, next)) stack.push(child);
    }
  }
  return total.all > 0 ? `${total.done}/${total.all}` : undefined;
}

function addOwn(total: Progress, node: RunNode): void {
  if (!isExecutable(node.fields)) return;
  const own = declaredProgress(node);
  total.all += own.all;
  total.done += node.fields.phase === 'Succeeded' ? own.all : own.done;
}

/** Reads the progress that a task has reported, or that its template declares by annotation. */
function declaredProgress(node: RunNode): Progress {
  const declared = node.template?.metadata?.annotations?.['workflows.argoproj.io/progress'];
  const text = node.fields.progress ?? declared ?? '';
  const [, done, all] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  return done && Number(all) > 0 ? { done: Number(done), all: Number(all) } : { done: 0, all: 1 };
}

function isExecutable({ type }: NodeFields): boolean {
  return ['Pod', 'Container', 'HTTP', 'Plugin', 'Suspend'].includes(type);
}
