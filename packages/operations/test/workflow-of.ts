import type { NodeStatus, Workflow, WorkflowStatus } from '@tiphys/models';
import { nodeId } from '@tiphys/models/facts';

/** A node by its name: ids and boundaries are given as names too. */
export interface NodeDraft extends Partial<Omit<NodeStatus, 'name' | 'id' | 'boundaryID' | 'children'>> {
  readonly boundary?: string;
  readonly children?: readonly string[];
}

/** Returns a workflow called `wf` with these nodes. Nodes are Succeeded pods unless they say otherwise. */
export function workflowOf(
  phase: string,
  drafts: Readonly<Record<string, NodeDraft>>,
  changes: Partial<Workflow> = {},
): Workflow {
  const nodes = Object.entries(drafts).map(
    ([name, { boundary, children, ...fields }]): NodeStatus => ({
      id: nodeId('wf', name),
      name,
      displayName: name === 'wf' ? 'wf' : (/[^.[]+$/.exec(name)?.[0].replace(/^(\d+\])$/, '[$1') ?? name),
      type: 'Pod',
      phase: 'Succeeded',
      startedAt: '2026-01-01T00:00:00Z',
      finishedAt: '2026-01-01T00:00:01Z',
      ...(boundary === undefined ? {} : { boundaryID: nodeId('wf', boundary) }),
      ...(children === undefined ? {} : { children: children.map((child) => nodeId('wf', child)) }),
      ...fields,
    }),
  );
  const status: WorkflowStatus = {
    phase,
    conditions: [{ type: 'Completed', status: 'True' }],
    nodes: Object.fromEntries(nodes.map((node) => [node.id, node])),
  };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { name: 'wf', namespace: 'default', labels: { 'workflows.argoproj.io/completed': 'true' } },
    spec: { entrypoint: 'main', templates: [{ name: 'main', steps: [] }] },
    status,
    ...changes,
  };
}

/** Returns what a test wants to know of each node, by name: its phase, followed by the names of its children. */
export function outline(workflow: Workflow): Readonly<Record<string, string>> {
  const nodes = workflow.status?.nodes ?? {};
  const line = ({ phase, children = [] }: NodeStatus): string =>
    [phase, ...children.map((id) => nodes[id]?.name ?? `lost ${id}`)].join(' ');
  return Object.fromEntries(Object.values(nodes).map((node) => [node.name, line(node)]));
}
