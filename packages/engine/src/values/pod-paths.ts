import { nodeId } from '../node/node-id.ts';
import type { Run } from '../run/run.ts';
import type { PathOf } from './inputs.ts';

/** Returns the locations of the declared paths of a node's pod. */
export function pathsOf(run: Run, nodeName: string): PathOf {
  const id = nodeId(run.identity.name, nodeName);
  return (path) => run.pathOf(id, path);
}
