/** What is read of a pod. */
export interface Pod {
  readonly metadata: {
    readonly name?: string | undefined;
    readonly uid?: string | undefined;
    readonly resourceVersion?: string | undefined;
    readonly creationTimestamp?: string | undefined;
    readonly annotations?: Readonly<Record<string, string>> | undefined;
  };
  readonly spec?: {
    readonly containers?: readonly Container[];
    readonly initContainers?: readonly Container[];
  };
  readonly status?: {
    readonly phase?: string;
    readonly containerStatuses?: readonly ContainerStatus[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
  };
}

interface Container {
  readonly name: string;
}

interface ContainerStatus {
  readonly name: string;
  readonly state?: { readonly running?: unknown; readonly terminated?: unknown };
  readonly lastState?: { readonly terminated?: unknown };
}

/** The annotations in which Argo notes the node of a pod. */
const NODE_ID = 'workflows.argoproj.io/node-id';
const NODE_NAME = 'workflows.argoproj.io/node-name';

/** The node that a pod belongs to. */
export interface PodNode {
  readonly podName: string;
  readonly nodeId: string;
  readonly nodeName: string;
}

/** Returns the node of a pod. Pods of versions of Argo that do not note it stand for nodes with their names. */
export function nodeOf({ metadata }: Pod): PodNode {
  const podName = metadata.name ?? '';
  const { [NODE_ID]: nodeId = podName, [NODE_NAME]: nodeName = nodeId } = metadata.annotations ?? {};
  return { podName, nodeId, nodeName };
}

/** Returns the names of the containers of a pod, those of its start included. */
export function containersOf({ spec }: Pod): readonly string[] {
  return [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])].map(({ name }) => name);
}

/** Tells whether a container has a log: it runs, or has run. `previous` asks about its life before the last restart. */
export function hasLog(pod: Pod, container: string, previous = false): boolean {
  const { state, lastState } = statusOf(pod, container) ?? {};
  if (previous) return isGiven(lastState?.terminated);
  return isGiven(state?.running) || isGiven(state?.terminated) || isGiven(lastState?.terminated);
}

/** Tells whether a container will print nothing more. */
export function isOver(pod: Pod, container: string): boolean {
  if (['Succeeded', 'Failed'].includes(pod.status?.phase ?? '')) return true;
  return isGiven(statusOf(pod, container)?.state?.terminated);
}

function statusOf({ status }: Pod, container: string): ContainerStatus | undefined {
  const all = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  return all.find(({ name }) => name === container);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
