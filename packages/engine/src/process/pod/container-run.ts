import { setTimeout as sleep } from 'node:timers/promises';
import { describeError, errorCode } from '../../contract/error-text.ts';
import type { PodRequest } from '../../contract/executor.ts';
import { logFile } from '../../contract/run-folder.ts';
import { PodFailure } from '../../pod-spec/pod-failure.ts';
import { isMain, type PodContainer } from '../../pod-spec/pod-spec.ts';
import { nodeId } from '../../state/node/node-id.ts';
import { type ProcessEnd, type ProcessRequest, runProcess } from '../running/run-process.ts';
import { POD_MARK } from '../running/stray-processes.ts';
import { SETUP_ERROR_MARK, SETUP_FAILED } from '../sandbox/isolation.ts';
import type { PodFiles } from '../sandbox/pod-files.ts';
import { type Attempts, attemptsOf } from './container-attempts.ts';
import type { ContainerControl } from './container-control.ts';
import { type ContainerEnd, executorError, TERMINATED } from './container-end.ts';
import { type PodCommand, prepareCommand } from './pod-command.ts';
import type { PodWorld } from './pod-world.ts';
import type { TerminationFile } from './termination-message.ts';
import { describeTooLarge } from './too-large.ts';

/** A container whose files are ready. */
export interface PlannedContainer {
  readonly container: PodContainer;
  readonly plan: PodFiles;
  readonly control: ContainerControl;
  readonly termination: TerminationFile;
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
  if (planned.control.ending) return { exitCode: TERMINATED, message: '' };
  const { container, plan, termination } = planned;
  const command = prepareCommand(request, container, { ...world, containers, plan });
  const log = logOf(container, request, world);
  const problem =
    'problem' in command.program ? `failed to find name in PATH: ${command.program.problem}` : undefined;
  const attempts = problem ?? readAttempts(container, request);
  if (typeof attempts === 'string') {
    world.files.writeFileSync(log, `${attempts}\n`);
    return executorError(attempts);
  }
  const process = processRequest(command, { ...planned, log, request }, world);
  try {
    const end = await runAttempts(attempts, planned.control, () => runOnce(process, planned.control, world));
    return { ...end, message: termination.read({ exitCode: end.exitCode, logFile: log }) };
  } catch (error) {
    throw errorCode(error) === 'E2BIG' ? describeTooLarge(command, error) : error;
  }
}

/** Returns the log of a container. That of `main` is the log of the pod, except in a container set, where each container is a node. */
function logOf(container: PodContainer, request: PodRequest, world: PodWorld): string {
  if (isMain(container) && request.template.containerSet === undefined) return logFile(world.folder, request);
  const nodeName = `${request.nodeName}.${container.name}`;
  return logFile(world.folder, { nodeName, nodeId: nodeId(request.workflowName, nodeName) });
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

interface ProcessContext extends PlannedContainer {
  readonly request: PodRequest;
  readonly log: string;
}

function processRequest(
  { args, environment, program, workingDirectory }: PodCommand,
  { container, log, plan, request }: ProcessContext,
  world: PodWorld,
): ProcessRequest {
  const file = 'file' in program ? program.file : '';
  const suffix = isMain(container) ? '' : `-${container.role}-${container.name}`;
  const mark = world.isolation.ownsProcesses ? undefined : `${world.mark}-${request.nodeId}${suffix}`;
  return {
    ...world.isolation.wrap(plan, [file, ...args], workingDirectory),
    environment: mark === undefined ? environment : new Map([...environment, [POD_MARK, mark]]),
    mark,
    logFile: log,
    captureOutput: isMain(container) && request.captureResult,
  };
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

async function runOnce(
  request: ProcessRequest,
  control: ContainerControl,
  world: PodWorld,
): Promise<ProcessEnd> {
  const process = runProcess(request, world);
  try {
    control.adopt(process);
    const end = await process.done;
    if (end.exitCode === SETUP_FAILED) assertSetUp(request.logFile, world);
    return end;
  } finally {
    control.release();
  }
}

/** Throws if the setup failed. Reads only the start of the log, since a command may end with the same code after a long log. */
function assertSetUp(log: string, { files }: PodWorld): void {
  const start = Buffer.alloc(8192);
  const descriptor = files.openSync(log, 'r');
  try {
    const length = files.readSync(descriptor, start, 0, start.length, 0);
    const text = start.subarray(0, length).toString().trim();
    if (text.startsWith(SETUP_ERROR_MARK)) throw new PodFailure('init', text);
  } finally {
    files.closeSync(descriptor);
  }
}
