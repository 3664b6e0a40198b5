import type { PodRequest } from '../contract/executor.ts';
import { containerLog } from '../pod-spec/container-log.ts';
import { isMain } from '../pod-spec/pod-spec.ts';
import { attemptsOf } from '../process/container/container-attempts.ts';
import {
  type ContainerEnd,
  executorError,
  OUT_OF_MEMORY,
  TERMINATED,
} from '../process/container/container-end.ts';
import { readTerminationMessage } from '../process/pod/termination-message.ts';
import { inspectContainer, signalContainer, untilStarted } from './docker-containers.ts';
import { createContainer } from './docker-create.ts';
import { openContainerLog } from './docker-log.ts';
import { type DockerContainer, type DockerPod, keyOf } from './docker-pod-parts.ts';
import { makeWorkingFolder } from './docker-working-folder.ts';
import { findStartProblem } from './start-problem.ts';

/** Runs a container until it ends, again if it fails and its template says so. Adopts one that already exists. */
export async function runDockerContainer(planned: DockerContainer, pod: DockerPod): Promise<ContainerEnd> {
  const { container, control } = planned;
  if (control.ending) return { exitCode: TERMINATED, message: '' };
  const attempts = container.role === 'main' ? tryAttempts(pod.request) : { count: 1, pauseMilliseconds: 0 };
  if (typeof attempts === 'string') return executorError(attempts);
  if (attempts.count <= 0) return { exitCode: 0, message: '', output: '' };
  const image = pod.world.ensureImage(container.fields.image ?? '', container.fields.imagePullPolicy);
  await Promise.race([image, control.asked]);
  if (control.ending) return { exitCode: TERMINATED, message: '' };
  const id = pod.ids.get(keyOf(container)) ?? (await createContainer(planned, pod));
  const outputs: string[] = [];
  for (let tried = 1; ; tried++) {
    const { hasStarted, ...end } = await runOnce({ id, isAgain: pod.ran.has(id) }, planned, pod);
    pod.ran.add(id);
    if (end.output !== undefined) outputs.push(end.output);
    if (end.exitCode === 0 || !hasStarted || tried >= attempts.count || control.ending) {
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

interface ContainerRun {
  readonly id: string;
  /** Whether this process has seen it end, and starts it again. */
  readonly isAgain: boolean;
}

interface RunEnd extends ContainerEnd {
  /** Whether its command could be started. */
  readonly hasStarted: boolean;
}

/** Starts a container and waits for its end. One that runs already is only watched, and one that has ended is only read. */
async function runOnce(
  { id, isAgain }: ContainerRun,
  planned: DockerContainer,
  pod: DockerPod,
): Promise<RunEnd> {
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
    let hasEnded = false;
    const end = attached.exitCode.finally(() => {
      hasEnded = true;
    });
    const signal = (name: NodeJS.Signals): void =>
      void signalContainer(cli, id, { name, hasEnded: () => hasEnded }).catch(() => {});
    // The containers after one that keeps running must find it.
    if (container.fields.restartPolicy === 'Always') await untilStarted(cli, id, () => hasEnded);
    control.adopt({
      done: end.then(
        (exitCode) => ({ exitCode }),
        () => ({ exitCode: 1 }),
      ),
      signal,
    });
    await end;
    const after = await waitForEnd(id, pod);
    const problem = findStartProblem(after, log.tail(), container.fields.command?.[0]);
    if (problem !== undefined) {
      if (isNew && (await makeWorkingFolder(id, problem, planned, pod))) {
        log.replace('');
        return await runOnce({ id, isAgain }, planned, pod);
      }
      log.replace(`${problem}\n`);
      return { ...executorError(problem), hasStarted: false };
    }
    const message = readTerminationMessage(files, terminationFile, {
      exitCode: after.exitCode,
      logFile,
      fields: container.fields,
    });
    const output = log.output();
    return {
      exitCode: after.exitCode,
      message,
      hasStarted: true,
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
