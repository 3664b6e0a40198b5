import type { Workflow } from '@tiphys/models';
import { type CallOptions, findNode, isUnknownRun, RunsError } from '@tiphys/runs';
import { readRun } from '../runs/find-run.ts';
import type { ServerRunsPlace } from '../server-place.ts';

/** The node that a pod belongs to. */
export interface LoggedNode {
  readonly nodeId: string;
  readonly nodeName: string;
}

/** Returns a function that finds the nodes of pods. It reads the run again for a pod that is new. */
export function createNodeFinder(
  where: ServerRunsPlace,
  first: Workflow,
  call: CallOptions,
): (podName: string) => Promise<LoggedNode> {
  const found = new Map<string, LoggedNode>();
  let workflow = first;
  return async (podName) => {
    const known = found.get(podName);
    if (known !== undefined) return known;
    let node = nodeOf(workflow, podName);
    if (node === undefined) {
      workflow = await reread(where, workflow, call);
      node = nodeOf(workflow, podName);
    }
    const { nodeId, nodeName } = node ?? { nodeId: podName, nodeName: podName };
    found.set(podName, { nodeId, nodeName });
    return { nodeId, nodeName };
  };
}

/** Returns a function that tells whether a node is the one that a word names, or one of its attempts. */
export function nodeChooser(workflow: Workflow, word: string | undefined): (node: LoggedNode) => boolean {
  if (word === undefined) return () => true;
  const { id, name, type } = findNode(workflow, word);
  const isAttempt = (nodeName: string): boolean =>
    type === 'Retry' &&
    nodeName.startsWith(`${name}(`) &&
    /^\d+\)$/.test(nodeName.slice((name ?? '').length + 1));
  return ({ nodeId, nodeName }) => nodeId === id || isAttempt(nodeName);
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
async function reread(where: ServerRunsPlace, workflow: Workflow, call: CallOptions): Promise<Workflow> {
  try {
    return await readRun(where, workflow.metadata.name ?? '', call);
  } catch (error) {
    if (isUnknownRun(error)) return workflow;
    throw error;
  }
}
