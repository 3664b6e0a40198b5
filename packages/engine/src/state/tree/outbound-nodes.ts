import type { RunNode } from '../node/run-node.ts';
import type { RunState } from '../run-state.ts';
import { childrenOf, findNode } from './find-node.ts';

/** Returns the nodes that become parents of the next node. See docs/semantics/nodes.md#edges. */
export function outboundNodes(run: RunState, node: RunNode): readonly RunNode[] {
  switch (node.fields.type) {
    case 'Pod': {
      const containers = childrenOf(run, node).filter(({ fields }) => fields.type === 'Container');
      return containers.length === 0 ? [node] : containers.flatMap((child) => outboundNodes(run, child));
    }
    case 'Container':
    case 'TaskGroup': {
      const children = childrenOf(run, node);
      return children.length === 0 ? [node] : children.flatMap((child) => outboundNodes(run, child));
    }
    case 'Retry': {
      // As in Argo, a Retry node from the cache has no children. The next node gets no parent, so a dag never reaches it.
      const last = childrenOf(run, node).at(-1);
      return last ? [last] : [];
    }
    case 'Steps':
    case 'DAG': {
      if (node.fields.memoizationStatus?.hit) return [node];
      const outbound: RunNode[] = [];
      for (const id of node.fields.outboundNodes ?? []) {
        const next = findNode(run, id);
        if (next === node) outbound.push(node);
        else if (next) for (const one of outboundNodes(run, next)) outbound.push(one);
      }
      return outbound;
    }
    default:
      return [node];
  }
}
