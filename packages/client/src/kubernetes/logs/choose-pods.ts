import type { Workflow } from '@tiphys/models';
import { type CallOptions, findNodeOrLoop, isUnder, type LogOptions } from '@tiphys/runs';
import { ClientError } from '../../contract/client-error.ts';
import { inflateStatus } from '../../status/inflate-status.ts';
import type { ListQuery } from '../api/kubernetes-api.ts';
import { PODS } from '../api/resource.ts';
import type { NamespacePlace } from '../namespace-place.ts';
import { containersOf, nodeOf, type Pod } from './pod.ts';

/** The label with the name of a pod's workflow. */
const WORKFLOW = 'workflows.argoproj.io/workflow';

/** Tells whether the log of a pod is wanted. */
export type ChoosesPod = (pod: Pod) => boolean;

/** Returns what selects the pods of a run. */
export function podQuery(run: string, selector: string | undefined): ListQuery {
  const own = `${WORKFLOW}=${run}`;
  return { labelSelector: (selector ?? '').trim() === '' ? own : `${own},${selector}` };
}

/** Returns the pods of a run, in the order of their creation. */
export async function listPods(
  { api, namespace }: NamespacePlace,
  query: ListQuery,
  call: CallOptions,
): Promise<readonly Pod[]> {
  const { items } = await api.list<Pod>(PODS, namespace, query, call);
  return items.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

function sortKey({ metadata }: Pod): string {
  return `${metadata.creationTimestamp ?? ''} ${metadata.name ?? ''}`;
}

/**
 * Returns a function that chooses the pods of the node that a word names, and of the nodes under it. A pod may also be named itself. Without a name, it
 * chooses all pods.
 *
 * @throws RunsError `RUNS_UNKNOWN_NODE`
 */
export function podChooser(workflow: Workflow, word: string | undefined, pods: readonly Pod[]): ChoosesPod {
  if (word === undefined) return () => true;
  const run = workflow.metadata.name ?? '';
  const isNamed = (pod: Pod): boolean => {
    const { podName, nodeId, nodeName } = nodeOf(pod);
    return [podName, nodeId, nodeName].includes(word) || nodeName === `${run}.${word}`;
  };
  if (pods.some(isNamed)) return isNamed;
  const { node, name } = findNodeOrLoop(inflateStatus(workflow), word);
  return (pod) => nodeOf(pod).nodeId === node?.id || isUnder(nodeOf(pod).nodeName, name);
}

/**
 * Checks that there are logs to read, where a run has ended or nothing more is waited for: an empty log would be taken for that of a silent task.
 *
 * @param pods those that are wanted
 * @throws ClientError `CLIENT_NOT_FOUND` if the pods were deleted, `CLIENT_INVALID` if none has the container
 */
export function assertLogs(workflow: Workflow, pods: readonly Pod[], options: LogOptions): void {
  const { container = 'main', node, selector = '' } = options;
  const run = workflow.metadata.name ?? '';
  const containers = [...new Set(pods.flatMap(containersOf))];
  if (pods.length > 0 && !containers.includes(container))
    throw new ClientError(
      'CLIENT_INVALID',
      `No pod of the run ${run} has a container "${container}". Its containers: ${containers.join(', ')}.`,
    );
  if (pods.length > 0 || selector.trim() !== '') return;
  if (!hadPods(workflow, node)) return;
  throw new ClientError(
    'CLIENT_NOT_FOUND',
    `The pods of ${node === undefined ? `the run ${run}` : `the node ${node} of the run ${run}`} do not exist${node === undefined ? ' any more' : ''}, so the cluster has no log of them. Logs that Argo archived are artifacts such as main-logs: read them through the Argo Server, --server URL.`,
  );
}

/** Tells whether a run, or a node of it, had pods with logs. A node that is not a pod, and has none under it, has no logs anywhere. */
function hadPods(workflow: Workflow, word: string | undefined): boolean {
  const inflated = inflateStatus(workflow);
  const ancestor = word === undefined ? undefined : findNodeOrLoop(inflated, word);
  return Object.values(inflated.status?.nodes ?? {}).some(
    ({ type, phase, name }) =>
      type === 'Pod' &&
      (ancestor?.node?.type === 'Pod' || ['Succeeded', 'Failed', 'Error'].includes(phase ?? '')) &&
      (ancestor === undefined || isUnder(name, ancestor.name)),
  );
}
