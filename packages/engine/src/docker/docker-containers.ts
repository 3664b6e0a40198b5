import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError } from '../contract/engine-error.ts';
import { type DockerCli, lastSentence } from './docker-cli.ts';

/** Labels by which containers are found again. */
export const LABELS = {
  run: 'dev.tiphys.run',
  node: 'dev.tiphys.node',
  container: 'dev.tiphys.container',
} as const;

/** The state of a container. */
export interface ContainerState {
  readonly status: 'created' | 'running' | 'exited';
  readonly exitCode: number;
  /** Why it could not be started. */
  readonly error: string;
  readonly isOutOfMemory: boolean;
  /** Its address in the network of the containers. */
  readonly address: string;
}

/** The label of the container that holds the network of a pod. */
export const NETWORK_KEY = 'network/pause';

/** A container that was found by its labels. */
export interface FoundContainer {
  readonly id: string;
  /** Its role and name in its pod. */
  readonly key: string;
}

/** Returns the containers with labels, running or not. */
export function listContainers(
  cli: DockerCli,
  filters: Readonly<Record<string, string>>,
): readonly FoundContainer[] {
  const args = Object.entries(filters).flatMap(([name, value]) => ['--filter', `label=${name}=${value}`]);
  const listed = cli.callNow(['ps', '--all', '--quiet', '--no-trunc', ...args]);
  if (listed.exitCode !== 0) throw failed('list its containers', listed.stderr);
  const ids = listed.stdout.split('\n').filter((line) => line !== '');
  if (ids.length === 0) return [];
  // The templates of `ps` have different names for labels in Docker and Podman. One that has been removed since is left out.
  const { stdout } = cli.callNow(['inspect', '--type', 'container', ...ids]);
  const found = JSON.parse(stdout === '' ? '[]' : stdout) as readonly InspectedContainer[];
  return found.map(({ Config, Id }) => ({ id: Id, key: Config?.Labels?.[LABELS.container] ?? '' }));
}

/**
 * Removes containers, running or not.
 *
 * @returns the ids of those that could not be removed
 */
export async function removeContainers(
  cli: DockerCli,
  containers: readonly FoundContainer[],
): Promise<readonly string[]> {
  // Podman does not remove a container whose network others use, and would wait before it kills one.
  const options = ['rm', '--force', '--volumes', ...(cli.dialect === 'podman' ? ['--time', '0'] : [])];
  const isNetwork = ({ key }: FoundContainer): boolean => key === NETWORK_KEY;
  const groups = [containers.filter((one) => !isNetwork(one)), containers.filter(isNetwork)];
  const left: string[] = [];
  for (const ids of groups.map((group) => group.map(({ id }) => id))) {
    if (ids.length > 0 && (await cli.call([...options, ...ids])).exitCode !== 0) left.push(...ids);
  }
  return left;
}

/** The states of Docker and Podman in which a container has not ended. */
const STATUSES: Readonly<Record<string, ContainerState['status']>> = {
  created: 'created',
  configured: 'created',
  initialized: 'created',
  running: 'running',
  paused: 'running',
  restarting: 'running',
};

/** Returns the state of a container. */
export async function inspectContainer(cli: DockerCli, id: string): Promise<ContainerState> {
  const { exitCode, stderr, stdout } = await cli.call(['inspect', '--type', 'container', id]);
  if (exitCode !== 0) throw failed('inspect a container', stderr);
  const [found] = JSON.parse(stdout) as readonly InspectedContainer[];
  const { Error: error = '', ExitCode = 0, OOMKilled = false, Status = '' } = found?.State ?? {};
  const networks = Object.values(found?.NetworkSettings?.Networks ?? {});
  return {
    status: STATUSES[Status] ?? 'exited',
    exitCode: ExitCode,
    error,
    isOutOfMemory: OOMKilled,
    address: found?.NetworkSettings?.IPAddress || (networks[0]?.IPAddress ?? ''),
  };
}

interface InspectedContainer {
  readonly Id: string;
  readonly Config?: { readonly Labels?: Readonly<Record<string, string>> | null };
  readonly State?: {
    readonly Status?: string;
    readonly ExitCode?: number;
    readonly Error?: string;
    readonly OOMKilled?: boolean;
  };
  readonly NetworkSettings?: {
    readonly IPAddress?: string;
    readonly Networks?: Readonly<Record<string, { readonly IPAddress?: string }>>;
  };
}

/** Milliseconds between looks at a container that is starting. */
const LOOK_MILLISECONDS = 100;

/** Returns the state of a container once it has started, whether it still runs or not, or once it has ended without having started. */
export async function untilStarted(
  cli: DockerCli,
  id: string,
  hasEnded: () => boolean,
): Promise<ContainerState> {
  for (;;) {
    const isLast = hasEnded();
    const state = await inspectContainer(cli, id);
    if (isLast || state.status !== 'created') return state;
    await sleep(LOOK_MILLISECONDS);
  }
}

/** Sends a signal to a container, as soon as it has started. Does nothing if it has ended. */
export async function signalContainer(
  cli: DockerCli,
  id: string,
  { hasEnded, name }: { readonly name: NodeJS.Signals; readonly hasEnded: () => boolean },
): Promise<void> {
  const { status } = await untilStarted(cli, id, hasEnded);
  if (status === 'running') await cli.call(['kill', '--signal', name, id]);
}

/** Returns an error of the program that nobody can expect. */
export function failed(what: string, stderr: string): EngineError {
  return new EngineError('ENGINE_DOCKER_FAILED', `could not ${what}: ${lastSentence(stderr)}`);
}
