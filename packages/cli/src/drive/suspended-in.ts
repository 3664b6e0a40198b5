import type { SuspendedNode } from '@tiphys/engine';
import type { Parameter, Workflow } from '@tiphys/models';

/** Returns the nodes of a run that wait for somebody, or for their time, as the run of another process or of a cluster has them. */
export async function suspendedIn(workflow: Workflow): Promise<readonly SuspendedNode[]> {
  const { findTemplate, waitingNodes } = await import('@tiphys/runs');
  return waitingNodes(workflow).map((node) => {
    const isTimed = findTemplate(workflow, node)?.suspend?.duration !== undefined;
    return {
      nodeId: node.id,
      name: node.name,
      displayName: node.displayName ?? '',
      inputs: node.inputs?.parameters ?? NONE,
      outputs: (node.outputs?.parameters ?? NONE).filter(
        ({ valueFrom }) => valueFrom?.supplied !== undefined,
      ),
      ...(isTimed && { until: Number.POSITIVE_INFINITY }),
    };
  });
}

const NONE: readonly Parameter[] = [];
