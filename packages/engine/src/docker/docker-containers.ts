import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError } from '../contract/engine-error.ts';
import { type DockerCli, lastLine } from './docker-cli.ts';

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

/** Returns the containers with a label, by the values of another one. */
export function listContainers(
  cli: DockerCli,
  filters: Readonly<Record<string, string>>,
  key: string,
): ReadonlyMap<string, string> {
  const args = Object.entries(filters).flatMap(([name, value]) => ['--filter', `label=${name}=${value}`]);
  const { exitCode, stderr, stdout } = cli.callNow([
    'ps',
    '--all',
    '--no-trunc',
    ...args,
    '--format',
    `{{.ID}} {{.Label "${key}"}}`,
  ]);
  if (exitCode !== 0) throw failed('list its containers', stderr);
  const rows = stdout.split('\n').filter((line) => line !== '');
  return new Map(rows.map((row) => [row.slice(row.indexOf(' ') + 1), row.slice(0, row.indexOf(' '))]));
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

/** Returns the state of a container once it has started, whether it still runs or not. */
export async function untilStarted(cli: DockerCli, id: string): Promise<ContainerState> {
  for (;;) {
    const state = await inspectContainer(cli, id);
    if (state.status !== 'created') return state;
    await sleep(LOOK_MILLISECONDS);
  }
}

/** Sends a signal to a container, as soon as it has started. Does nothing if it has ended. */
export async function signalContainer(cli: DockerCli, id: string, name: NodeJS.Signals): Promise<void> {
  const { status } = await untilStarted(cli, id);
  if (status === 'running') await cli.call(['kill', '--signal', name, id]);
}

/** Returns an error of the program that nobody can expect. */
export function failed(what: string, stderr: string): EngineError {
  return new EngineError('ENGINE_DOCKER_FAILED', `could not ${what}: ${lastLine(stderr)}`);
}

/**
 * Makes sure that an image is on this machine. It is pulled if it is missing, or if the policy is `Always`.
 *
 * @throws EngineError `ENGINE_IMAGE_PULL` if it cannot be pulled, or must not be
 */
export async function ensureImage(cli: DockerCli, image: string, policy: string | undefined): Promise<void> {
  if (policy !== 'Always') {
    const { exitCode } = await cli.call(['image', 'inspect', image]);
    if (exitCode === 0) return;
  }
  const pull = policy === 'Never' ? undefined : await cli.call(['pull', '--quiet', image]);
  if (pull?.exitCode === 0) return;
  const reason =
    pull === undefined ? 'it is not on this machine, and imagePullPolicy is Never' : lastLine(pull.stderr);
  const advice = `Check its name, sign in with \`${cli.program} login\` if it is private, or build it with \`${cli.program} build\`.`;
  throw new EngineError('ENGINE_IMAGE_PULL', `the image "${image}" cannot be pulled: ${reason}. ${advice}`);
}
