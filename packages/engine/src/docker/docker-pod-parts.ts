import type { PodRequest } from '../contract/executor.ts';
import type { PodContainer, PodSpec } from '../pod-spec/pod-spec.ts';
import type { ContainerControl } from '../process/container/container-control.ts';
import type { DockerFiles } from './docker-files.ts';
import type { DockerWorld } from './docker-world.ts';

/** A container of a pod, and where its files are. */
export interface DockerContainer {
  readonly container: PodContainer;
  readonly plan: DockerFiles;
  readonly control: ContainerControl;
  /** File with its termination message. */
  readonly terminationFile: string;
}

/** What the containers of a pod have in common. */
export interface DockerPod {
  readonly request: PodRequest;
  readonly spec: PodSpec;
  readonly world: DockerWorld;
  /** All containers of the pod. */
  readonly containers: readonly PodContainer[];
  /** Ids by the role and name of containers that an earlier process made, and those of this one. */
  readonly ids: Map<string, string>;
  /** Ids of containers that this process has seen end. */
  readonly ran: Set<string>;
  /** The container whose network all others share. */
  readonly network: string | undefined;
}

/** Returns the key of a container in its pod. */
export function keyOf({ name, role }: PodContainer): string {
  return `${role}/${name}`;
}
