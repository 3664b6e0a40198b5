import { setTimeout as sleep } from 'node:timers/promises';
import type { PodContainers } from '../process/pod/pod-containers.ts';
import { inspectContainer, untilStarted } from './docker-containers.ts';
import { type DockerContainer, type DockerPod, keyOf } from './docker-pod-parts.ts';

/** The address of a pod in the network of the containers. */
export interface PodAddress {
  /** Resolves as soon as its containers run; undefined if they have ended before, or have no address. */
  readonly found: Promise<string | undefined>;
  /** Tells whether its containers have no address, and were ended therefore. */
  isMissing(): boolean;
}

/** Finds the address of a pod if other pods need it, as that of a daemon. Ends its containers if they have none. */
export function findAddress(
  pod: DockerPod & PodContainers<DockerContainer>,
  hasEnded: () => boolean,
): PodAddress {
  let isMissing = false;
  const find = async (): Promise<string | undefined> => {
    const address = await addressOf(pod, hasEnded);
    isMissing = address === '';
    if (isMissing) pod.control.terminateAll();
    return isMissing ? undefined : address;
  };
  const isNeeded = pod.request.template.daemon === true;
  return { found: isNeeded ? find() : Promise.resolve(undefined), isMissing: () => isMissing };
}

/** Milliseconds in which the program of a container is found to be missing: what starts it runs before. */
const START_MILLISECONDS = 300;

async function addressOf(
  { ids, network, others, world: { cli } }: DockerPod & PodContainers<DockerContainer>,
  hasEnded: () => boolean,
): Promise<string | undefined> {
  const idOf = (): string | undefined => others[0] && ids.get(keyOf(others[0].container));
  try {
    // Its image may have to be pulled first.
    while (idOf() === undefined) {
      if (hasEnded()) return undefined;
      await sleep(START_MILLISECONDS);
    }
    const id = idOf() ?? '';
    await untilStarted(cli, id, hasEnded);
    await sleep(START_MILLISECONDS);
    const { address, status } = await inspectContainer(cli, id);
    if (status !== 'running') return undefined;
    return network === undefined ? address : (await inspectContainer(cli, network)).address;
  } catch {
    // Its container has been removed.
    return undefined;
  }
}
