import type { PodRequest } from '../contract/executor.ts';
import { buildEnvironment } from '../pod-spec/container-environment.ts';
import { containerLog } from '../pod-spec/container-log.ts';
import { isMain, type PodContainer, type PodSpec } from '../pod-spec/pod-spec.ts';
import { expandVariables } from '../pod-spec/variable-expansion.ts';
import { attemptsOf } from '../process/container/container-attempts.ts';
import { SCRIPT_PATH } from '../process/container/container-command.ts';
import type { ContainerControl } from '../process/container/container-control.ts';
import {
  type ContainerEnd,
  executorError,
  OUT_OF_MEMORY,
  TERMINATED,
} from '../process/container/container-end.ts';
import { PROGRESS_PATH } from '../process/pod/progress-file.ts';
import { readTerminationMessage } from '../process/pod/termination-message.ts';
import { createCall } from './container-options.ts';
import { failed, inspectContainer, LABELS, signalContainer } from './docker-containers.ts';
import type { DockerFiles } from './docker-files.ts';
import { openContainerLog } from './docker-log.ts';
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
  /** The container whose network all others share. */
  readonly network: string | undefined;
}

/** Returns the key of a container in its pod. */
export function keyOf({ name, role }: PodContainer): string {
  return `${role}/${name}`;
}

/** Runs a container until it ends, again if it fails and its template says so. Adopts one that already exists. */
export async function runDockerContainer(planned: DockerContainer, pod: DockerPod): Promise<ContainerEnd> {
  const { container, control } = planned;
  if (control.ending) return { exitCode: TERMINATED, message: '' };
  const attempts = container.role === 'main' ? tryAttempts(pod.request) : { count: 1, pauseMilliseconds: 0 };
  if (typeof attempts === 'string') return executorError(attempts);
  if (attempts.count <= 0) return { exitCode: 0, message: '', output: '' };
  const id = pod.ids.get(keyOf(container)) ?? (await createContainer(planned, pod));
  const outputs: string[] = [];
  for (let tried = 1; ; tried++) {
    const end = await runOnce({ id, isAgain: tried > 1 }, planned, pod);
    if (end.output !== undefined) outputs.push(end.output);
    if (end.exitCode === 0 || tried >= attempts.count || control.ending) {
      return end.output === undefined ? end : { ...end, output: outputs.join('\n') };
    }
    await Promise.race([
      new Promise((resolve) => setTimeout(resolve, attempts.pauseMilliseconds)),
      control.asked,
    ]);
  }
}

function tryAttempts({ template }: PodRequest): ReturnType<typeof attemptsOf> | string {
  try {
    return attemptsOf(template);
  } catch (error) {
    return (error as Error).message;
  }
}

async function createContainer(planned: DockerContainer, pod: DockerPod): Promise<string> {
  const { container, plan } = planned;
  const { containers, ids, network, request, spec, world } = pod;
  const { image = '', imagePullPolicy } = container.fields;
  await world.ensureImage(image, imagePullPolicy);
  const { all, declared } = buildEnvironment({
    request,
    container,
    containers,
    temporaryFolder: '/tmp',
    progressFile: PROGRESS_PATH,
    base: world.variables,
  });
  const command = (container.fields.command ?? []).map((word) => expandVariables(word, declared));
  const args = (container.fields.args ?? []).map((word) => expandVariables(word, declared));
  const call = createCall({
    container,
    spec,
    binds: plan.binds,
    labels: {
      [LABELS.run]: world.folder.directory,
      [LABELS.node]: request.nodeId,
      [LABELS.container]: keyOf(container),
    },
    variables: all,
    command,
    args: container.source === undefined || container.source === '' ? args : [...args, SCRIPT_PATH],
    network,
  });
  const { exitCode, stderr, stdout } = await world.cli.call(call.args, { variables: call.variables });
  if (exitCode !== 0) throw failed(`create the container ${container.name}`, stderr);
  const id = stdout.trim();
  ids.set(keyOf(container), id);
  return id;
}

interface ContainerRun {
  readonly id: string;
  /** Whether it has failed and is started again. */
  readonly isAgain: boolean;
}

/** Starts a container and waits for its end. One that runs already is only watched, and one that has ended is only read. */
async function runOnce(
  { id, isAgain }: ContainerRun,
  planned: DockerContainer,
  pod: DockerPod,
): Promise<ContainerEnd> {
  const { container, control, terminationFile } = planned;
  const { request, world } = pod;
  const { cli, files } = world;
  const before = await inspectContainer(cli, id);
  const isNew = isAgain || before.status === 'created';
  const logFile = containerLog(world.folder, request, container);
  const log = openContainerLog(files, logFile, {
    capture: isMain(container) && request.captureResult,
    isNew,
  });
  const unwatch = world.logClock.watch(logFile);
  try {
    // The output of one that was started before is read again from its beginning.
    const call = isNew ? ['start', '--attach', id] : ['logs', '--follow', id];
    const attached = cli.attach(call, log.target);
    const signal = (name: NodeJS.Signals): void => void signalContainer(cli, id, name).catch(() => {});
    control.adopt({ done: attached.exitCode.then((exitCode) => ({ exitCode })), signal });
    await attached.exitCode;
    const after = await waitForEnd(id, pod);
    const { exitCode } = after;
    const message = readTerminationMessage(files, terminationFile, {
      exitCode,
      logFile,
      fields: container.fields,
    });
    const output = log.output();
    if (after.exitCode !== 0 && after.error !== '') return startProblem(container, after.error, output);
    return {
      exitCode: after.exitCode,
      message,
      ...(after.isOutOfMemory && OUT_OF_MEMORY),
      ...(output !== undefined && { output }),
    };
  } finally {
    control.release();
    unwatch();
    log.close();
  }
}

async function waitForEnd(id: string, { world }: DockerPod): ReturnType<typeof inspectContainer> {
  const state = await inspectContainer(world.cli, id);
  if (state.status !== 'running') return state;
  await world.cli.call(['wait', id]);
  return inspectContainer(world.cli, id);
}

/** Returns the end of a container whose command could not be started, in Argo's words. */
function startProblem({ fields }: PodContainer, error: string, output: string | undefined): ContainerEnd {
  const name = fields.command?.[0] ?? '';
  const isMissing = /executable file not found|no such file or directory/.test(error);
  const text = isMissing
    ? `failed to find name in PATH: exec: "${name}": executable file not found in $PATH`
    : error;
  return { ...executorError(text), output: output ?? '' };
}
