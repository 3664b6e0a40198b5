import { setTimeout as sleep } from 'node:timers/promises';
import { describeError } from '../../contract/error-text.ts';
import type { PodRequest } from '../../contract/executor.ts';
import { LimitError, type Limits } from '../../contract/limits.ts';
import { containerLog } from '../../pod-spec/container-log.ts';
import { PodFailure } from '../../pod-spec/pod-failure.ts';
import { isMain, type PodContainer } from '../../pod-spec/pod-spec.ts';
import { type Attempts, attemptsOf } from '../container/container-attempts.ts';
import type { ContainerControl } from '../container/container-control.ts';
import { type ContainerEnd, executorError, OUT_OF_MEMORY, TERMINATED } from '../container/container-end.ts';
import { limitsOf } from '../container/container-limits.ts';
import { KeeperFailure } from '../keeping/keeper.ts';
import { type ProcessEnd, type RunningProcess, runProcess } from '../running/run-process.ts';
import { SETUP_ERROR_MARK } from '../sandbox/isolation.ts';
import type { PodFiles } from '../sandbox/pod-files.ts';
import { prepareCommand } from './pod-command.ts';
import type { PodWorld } from './pod-world.ts';
import type { TerminationFile } from './termination-message.ts';
import { assertFits } from './too-large.ts';

/** A container whose files are ready. */
export interface PlannedContainer {
  readonly container: PodContainer;
  readonly plan: PodFiles;
  readonly control: ContainerControl;
  readonly termination: TerminationFile;
  /** Its process, if another process of Tiphys has started it. */
  readonly recovered?: RunningProcess | undefined;
}

/** What the containers of a pod have in common. */
export interface RunningPod {
  readonly request: PodRequest;
  readonly world: PodWorld;
  /** All containers of the pod. */
  readonly containers: readonly PodContainer[];
}

/** Runs the process of a container until it ends, again if it fails and its template says so. */
export async function runContainer(
  planned: PlannedContainer,
  { containers, request, world }: RunningPod,
): Promise<ContainerEnd> {
  if (planned.control.ending && planned.recovered === undefined) return { exitCode: TERMINATED, message: '' };
  const { container, control, recovered, termination } = planned;
  const log = containerLog(world.folder, request, container);
  const ended = (end: ProcessEnd): ContainerEnd => ({
    ...end,
    ...(end.events?.killedForMemory === true && OUT_OF_MEMORY),
    message:
      termination.read({ exitCode: end.exitCode, logFile: log }) || tooManyProcesses(end, world.limits),
  });
  const unwatch = world.logClock.watch(log);
  try {
    // How often it had been tried is not known.
    if (recovered !== undefined) return ended(await runOnce(() => recovered, control));
    const end = await runNew(planned, log, { containers, request, world });
    return 'message' in end ? end : ended(end);
  } finally {
    unwatch();
  }
}

/** Runs the process of a container that has not been started before. */
async function runNew(
  planned: PlannedContainer,
  log: string,
  { containers, request, world }: RunningPod,
): Promise<ProcessEnd | ContainerEnd> {
  const { container, control } = planned;
  const start = prepareProcess(planned, log, { containers, request, world });
  const attempts = typeof start === 'string' ? start : readAttempts(container, request);
  if (typeof start === 'string' || typeof attempts === 'string') {
    world.files.writeFileSync(log, `${attempts}\n`);
    return executorError(String(attempts));
  }
  return runAttempts(attempts, control, () => runOnce(start, control));
}

/** Returns what starts the process of a container, or Argo's message if its command cannot be found. */
function prepareProcess(
  { container, plan }: PlannedContainer,
  log: string,
  { containers, request, world }: RunningPod,
): (() => RunningProcess) | string {
  const command = prepareCommand(request, container, { ...world, containers, plan });
  const { program } = command;
  if ('problem' in program) return `failed to find name in PATH: ${program.problem}`;
  assertFits(command);
  return () =>
    runProcess(
      {
        nodeId: request.nodeId,
        container: processName(container),
        plan,
        command: [program.file, ...command.args],
        workingDirectory: command.workingDirectory,
        environment: command.environment,
        logFile: log,
        captureOutput: isMain(container) && request.captureResult,
        limits: limitsOf(container),
      },
      world,
    );
}

/** Returns the message of a container that may have failed since it could not start more processes. */
function tooManyProcesses({ events, exitCode }: ProcessEnd, { processes }: Limits): string {
  if (exitCode === 0 || events?.tooManyProcesses !== true) return '';
  return new LimitError('it could not start more processes', 'processes', processes).message;
}

/** Returns the name of the process of a container, by which it is found again. */
export function processName({ name, role }: PodContainer): string {
  return `${role}.${name}`;
}

/** Returns the attempts of a container, or the error of its strategy. */
function readAttempts({ role }: PodContainer, { template }: PodRequest): Attempts | string {
  if (role !== 'main') return { count: 1, pauseMilliseconds: 0 };
  try {
    return attemptsOf(template);
  } catch (error) {
    return describeError(error);
  }
}

/** Tries until the process succeeds. What it has printed before stays part of its output. */
async function runAttempts(
  { count, pauseMilliseconds }: Attempts,
  control: ContainerControl,
  attempt: () => Promise<ProcessEnd>,
): Promise<ProcessEnd> {
  let last: ProcessEnd = { exitCode: 0, output: '' };
  const outputs: string[] = [];
  for (let tried = 0; tried < count && !control.ending; tried++) {
    if (tried > 0) await Promise.race([sleep(pauseMilliseconds), control.asked]);
    last = await attempt();
    if (last.output !== undefined) outputs.push(last.output);
    if (last.exitCode === 0) break;
  }
  return outputs.length > 1 ? { ...last, output: outputs.join('\n') } : last;
}

async function runOnce(start: () => RunningProcess, control: ContainerControl): Promise<ProcessEnd> {
  try {
    const process = start();
    control.adopt(process);
    return await process.done;
  } catch (error) {
    if (!(error instanceof KeeperFailure) || error.stage !== 'setup') throw error;
    throw new PodFailure('init', `${SETUP_ERROR_MARK}${error.message}`, { cause: error });
  } finally {
    control.release();
  }
}
