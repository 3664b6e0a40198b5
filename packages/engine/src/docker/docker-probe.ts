import type { Probe } from '@tiphys/models';
import { probeNetwork } from '../process/pod/probe.ts';
import { inspectContainer } from './docker-containers.ts';
import { type DockerContainer, type DockerPod, keyOf } from './docker-pod-parts.ts';

/** Runs a probe of a container once: a command in it, or a request to its address. Never rejects. */
export async function probeContainer(
  probe: Probe,
  planned: DockerContainer,
  pod: DockerPod,
): Promise<boolean> {
  const { cli } = pod.world;
  const id = pod.ids.get(keyOf(planned.container));
  if (id === undefined) return false;
  const timeout = Math.max(1, probe.timeoutSeconds ?? 1) * 1000;
  try {
    if (probe.exec !== undefined) {
      const { exitCode } = await cli.call(['exec', id, ...(probe.exec.command ?? [])], { timeout });
      return exitCode === 0;
    }
    const { address } = await inspectContainer(cli, pod.network ?? id);
    return await probeNetwork(probe, {
      container: planned.container,
      address: address === '' ? '127.0.0.1' : address,
    });
  } catch {
    return false;
  }
}
