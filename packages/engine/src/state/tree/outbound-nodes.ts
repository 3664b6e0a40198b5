import type { RunNode } from '../node/run-node.ts';
import type { RunState } from '../run-state.ts';
import { childrenOf, findNode } from './find-node.ts';

/** Returns the nodes that become parents of the next node. See docs/semantics/nodes.md#edges. */
export function outboundNodes(run: RunState, node: RunNode): readonly RunNode[] {
  switch (node.fields.type) {
    case 'Pod': {
      const children = childrenOf(run, node);
      const isContainerSet = children.some(({ fields }) => fields.type === 'Container');
      // Argo does not find an inline template again.
      const isInline = !node.fields.templateName && !node.fields.templateRef;
      if (!isContainerSet || isInline) return [node];
      // Hooks of the pod are among its children, and count.
      return children.flatMap((child) => outboundNodes(run, child));
    }
    case 'Container': {
      const children = childrenOf(run, node);
      if (children.length === 0) return [node];
      // A child outside the pod is the next node already.
      return children.flatMap((child) =>
        child.fields.boundaryID === node.fields.boundaryID ? outboundNodes(run, child) : [node],
      );
    }
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
