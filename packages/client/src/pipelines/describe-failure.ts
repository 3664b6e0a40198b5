import type { NodeStatus, Workflow } from '@tiphys/models';

/** Most nodes that a message lists. */
const MOST = 5;

/** Types of nodes that do something themselves. The failures of all others follow from these. */
const WORKING: ReadonlySet<string> = new Set(['Pod', 'HTTP', 'Plugin', 'Suspend', 'Skipped']);

/** Returns what failed in a run: the nodes that failed first, with their messages. */
export function describeFailure(workflow: Workflow): string {
  const { metadata, status } = workflow;
  const name = metadata.name ?? '';
  const failed = failedNodes(workflow);
  const lines = failed.slice(0, MOST).map(({ displayName, name: full, phase, message }) => {
    const label = displayName === undefined || displayName === '' ? full : displayName;
    return `  ${label}: ${message === undefined || message === '' ? phase : message}`;
  });
  if (failed.length > MOST) lines.push(`  and ${failed.length - MOST} more`);
  const own = status?.message;
  if (lines.length === 0 && own !== undefined && own !== '') lines.push(`  ${own}`);
  return [
    `The run ${name} ended with ${status?.phase ?? 'no phase'}${lines.length === 0 ? '.' : ':'}`,
    ...lines,
  ].join('\n');
}

function failedNodes({ status }: Workflow): readonly NodeStatus[] {
  const nodes: Readonly<Record<string, NodeStatus>> = status?.nodes ?? {};
  const failed = (node: NodeStatus | undefined): boolean =>
    node !== undefined && (node.phase === 'Failed' || node.phase === 'Error');
  const attempts = Object.values(nodes).filter(({ type }) => type === 'Retry');
  // Of several attempts, only the last one counts.
  const earlier = new Set(
    attempts.flatMap(({ children = [] }) => children.filter((id) => failed(nodes[id])).slice(0, -1)),
  );
  const recovered = new Set(
    attempts.filter((node) => !failed(node)).flatMap(({ children = [] }) => children),
  );
  return Object.values(nodes)
    .filter((node) => WORKING.has(node.type) && failed(node))
    .filter(({ id }) => !earlier.has(id) && !recovered.has(id))
    .toSorted((a, b) => ((a.finishedAt ?? '') < (b.finishedAt ?? '') ? -1 : 1));
}
