import type { RunFolder } from '@tiphys/engine';
import type { LocalExecutor } from '@tiphys/local';
import type { World } from '../world/world.ts';
import { type RunSettings, variablesOf } from './run-settings.ts';

/** The variables that the program of Docker or Podman needs: to find its server, its settings and its helpers. */
const OF_PROGRAM =
  /^(?:PATH|HOME|USER|SSH_AUTH_SOCK|XDG_\w+|DOCKER_\w+|CONTAINER\w*|CONTAINERS_\w+|(?:https?|no|all)_proxy)$/i;

/**
 * Opens the executor that runs the tasks of a run in containers.
 *
 * @throws EngineError `ENGINE_DOCKER_NOT_FOUND`, `ENGINE_DOCKER_UNREACHABLE`
 */
export async function openContainers(
  folder: RunFolder,
  settings: RunSettings & { readonly executor: 'docker' | 'podman' },
  { say, world }: { readonly world: World; readonly say: (text: string) => void },
): Promise<LocalExecutor> {
  const { createDockerExecutor } = await import('@tiphys/engine');
  const { allowedHosts, executor, limits, remoteBuckets } = settings;
  return createDockerExecutor({
    folder,
    program: executor,
    environment: Object.fromEntries(Object.entries(world.env).filter(([name]) => OF_PROGRAM.test(name))),
    variables: variablesOf(settings, world.env),
    limits,
    allowedHosts,
    remoteBuckets,
    onNotice: say,
  });
}
