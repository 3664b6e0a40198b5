import type { PodRequest } from '../contract/executor.ts';
import { logFile, type RunFolder } from '../contract/run-folder.ts';
import { nodeId } from '../state/node/node-id.ts';
import { isMain, type PodContainer, type PodSpecRequest, plannedPodSpec } from './pod-spec.ts';

/** What the logs of a pod are found by. */
export type LoggedPod = Pick<PodRequest, 'nodeId' | 'nodeName' | 'workflowName' | 'template'> &
  Pick<PodSpecRequest, 'podSpecPatches'>;

/** Returns the logs that the containers of a pod may have: that of the pod itself first. */
export function podLogs(folder: RunFolder, pod: LoggedPod): readonly string[] {
  const { initContainers = [], containers = [] } = plannedPodSpec({ ...pod, volumes: [] }) ?? {};
  const logs = [...initContainers, ...containers].map((container) => containerLog(folder, pod, container));
  return [...new Set([logFile(folder, pod), ...logs])];
}

/** Returns the log of a container. That of `main` is the log of the pod, except in a container set, where each container is a node. */
export function containerLog(folder: RunFolder, request: LoggedPod, container: PodContainer): string {
  if (isMain(container) && request.template.containerSet === undefined) return logFile(folder, request);
  const nodeName = `${request.nodeName}.${container.name}`;
  return logFile(folder, { nodeName, nodeId: nodeId(request.workflowName, nodeName) });
}
