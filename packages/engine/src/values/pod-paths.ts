import { nodeId } from '../node/node-id.ts';
import type { Run } from '../run/run.ts';
import type { PathOf } from './inputs.ts';

/** Where the declared paths of the pod of a node lie. */
export function pathsOf(run: Run, nodeName: string): PathOf {
  const id = nodeId(run.identity.name, nodeName);
  return (path) => run.pathOf(id, path);
}
