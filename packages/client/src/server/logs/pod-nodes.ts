import type { Workflow } from '@tiphys/models';
import { podOfNode } from '@tiphys/operations';
import { type CallOptions, findNode, findNodeOrLoop, isUnder, isUnknownRun, RunsError } from '@tiphys/runs';
import { readRun } from '../runs/find-run.ts';
import type { ServerRunsPlace } from '../server-place.ts';

/** The node that a pod belongs to. */
export interface LoggedNode {
  readonly nodeId: string;
  readonly nodeName: string;
}

/**
 * Returns a function that finds the nodes of pods. It reads the run again for a pod that is new.
 *
 * @param first the run, if it was read already
 */
export function createNodeFinder(
  where: ServerRunsPlace,
  run: string,
  first: Workflow | undefined,
  call: CallOptions,
): (podName: string) => Promise<LoggedNode> {
  const found = new Map<string, LoggedNode>();
  let workflow = first;
  return async (podName) => {
    const known = found.get(podName);
    if (known !== undefined) return known;
    let node = workflow && nodeOf(workflow, podName);
    if (node === undefined) {
      workflow = await reread(where, run, workflow, call);
      node = workflow && nodeOf(workflow, podName);
    }
    const { nodeId, nodeName } = node ?? { nodeId: podName, nodeName: podName };
    found.set(podName, { nodeId, nodeName });
    return { nodeId, nodeName };
  };
}

/** The pods whose logs are wanted. */
export interface ChosenNodes {
  /** Tells whether a node is the one that a word names, or under it. */
  readonly chooses: (node: LoggedNode) => boolean;
  /** The name of the only pod that can belong to these nodes; undefined if there may be several. */
  readonly podName: string | undefined;
}

/** The choice of all nodes. */
export const ALL_NODES: ChosenNodes = { chooses: () => true, podName: undefined };

/**
 * Returns the choice of the node that a word names, and of the nodes under it.
 *
 * @throws RunsError `RUNS_UNKNOWN_NODE`
 */
export function chooseNodes(workflow: Workflow, word: string): ChosenNodes {
  const { node, name } = findNodeOrLoop(workflow, word);
  return {
    chooses: ({ nodeId, nodeName }) => nodeId === node?.id || isUnder(nodeName, name),
    podName: node?.type === 'Pod' ? podOfNode(workflow, node) : undefined,
  };
}

function nodeOf(workflow: Workflow, podName: string): LoggedNode | undefined {
  try {
    const { id = podName, name = podName } = findNode(workflow, podName);
    return { nodeId: id, nodeName: name };
  } catch (error) {
    if (error instanceof RunsError) return undefined;
    throw error;
  }
}

/** A run may be deleted while its last lines arrive. */
async function reread(
  where: ServerRunsPlace,
  run: string,
  workflow: Workflow | undefined,
  call: CallOptions,
): Promise<Workflow | undefined> {
  try {
    return await readRun(where, run, call);
  } catch (error) {
    if (isUnknownRun(error)) return workflow;
    throw error;
  }
}
