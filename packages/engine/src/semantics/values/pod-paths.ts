import { podPath } from '../../contract/run-folder.ts';
import { nodeId } from '../../state/node/node-id.ts';
import type { RunState } from '../../state/run-state.ts';
import type { PathOf } from './template-values.ts';

/** Returns the locations of the declared paths of a node's pod. */
export function pathsOf(run: RunState, nodeName: string): PathOf {
  const id = nodeId(run.identity.name, nodeName);
  return (path) => podPath(run.podPaths, id, path);
}
