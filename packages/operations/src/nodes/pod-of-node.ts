import type { NodeStatus, Workflow } from '@tiphys/models';
import { podName } from '@tiphys/models/facts';
import { POD_NAME_FORMAT } from '../well-known-names.ts';
import { templateOf } from './node-phase.ts';

/** Returns the name of the pod of a node, which must be of type `Pod`. Versions of Argo before 3.4 named pods by the id of their node. */
export function podOfNode({ metadata }: Workflow, node: NodeStatus): string {
  const hasOldNames = metadata.annotations?.[POD_NAME_FORMAT] === 'v1';
  return hasOldNames ? node.id : podName(metadata.name ?? '', node.name, templateOf(node));
}
