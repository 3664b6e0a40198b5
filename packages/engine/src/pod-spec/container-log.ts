import type { PodRequest } from '../contract/executor.ts';
import { logFile, type RunFolder } from '../contract/run-folder.ts';
import { nodeId } from '../state/node/node-id.ts';
import { isMain, type PodContainer } from './pod-spec.ts';

/** Returns the log of a container. That of `main` is the log of the pod, except in a container set, where each container is a node. */
export function containerLog(folder: RunFolder, request: PodRequest, container: PodContainer): string {
  if (isMain(container) && request.template.containerSet === undefined) return logFile(folder, request);
  const nodeName = `${request.nodeName}.${container.name}`;
  return logFile(folder, { nodeName, nodeId: nodeId(request.workflowName, nodeName) });
}
