import { EngineError } from '../../contract/engine-error.ts';
import { describeError, errorCode } from '../../contract/error-text.ts';
import type { PodHandle, PodRequest, PodResult } from '../../contract/executor.ts';
import { logFile } from '../../contract/run-folder.ts';
import { type ProcessEnd, type RunningProcess, runProcess } from '../running/run-process.ts';
import { POD_MARK } from '../running/stray-processes.ts';
import { SETUP_ERROR_MARK, SETUP_FAILED } from '../sandbox/isolation.ts';
import type { PodFiles } from '../sandbox/pod-files.ts';
import { mountPrograms } from '../sandbox/pod-programs.ts';
import { type PodCommand, prepareCommand } from './pod-command.ts';
import { PodFailure } from './pod-failure.ts';
import { loadInputs } from './pod-inputs.ts';
import { type CollectedOutputs, claimOutputs, collectOutputs, type OutputContext } from './pod-outputs.ts';
import { mountVolumes } from './pod-volumes.ts';
import type { PodWorld } from './pod-world.ts';
import { describeTooLarge } from './too-large.ts';

type StopReason = Parameters<PodHandle['stop']>[0];

/** State of a pod: what was requested, and its process while it runs. */
interface PodState {
  stopped: StopReason | undefined;
  process: RunningProcess | undefined;
  killTimer: NodeJS.Timeout | undefined;
}

/** How the main container ended. */
interface MainEnd extends ProcessEnd {
  /** Argo's message if the command could not be started. */
  readonly problem?: string;
}

/** Runs a pod: waits for a slot, loads its inputs, runs its main container, and saves its outputs. */
export function startPod(request: PodRequest, world: PodWorld): PodHandle {
  const state: PodState = { stopped: undefined, process: undefined, killTimer: undefined };
  const stop = (reason: StopReason): void => stopPod(state, reason, world);
  const deadline = armDeadline(request, world, () => stop('deadline'));
  const done = world.slots
    .acquire()
    .then(() => runPod(request, world, state))
    .catch((error: unknown) => failedPod(error))
    .finally(() => {
      clearTimeout(deadline);
      clearTimeout(state.killTimer);
      world.slots.release();
    });
  return { done, stop };
}

/** The longest delay of a timer. No run reaches a later deadline. */
const MAXIMUM_DELAY = 2 ** 31 - 1;

function armDeadline(request: PodRequest, world: PodWorld, expire: () => void): NodeJS.Timeout | undefined {
  if (request.deadline === undefined) return undefined;
  const delay = request.deadline - world.now();
  return delay > MAXIMUM_DELAY ? undefined : setTimeout(expire, Math.max(0, delay));
}

/** Asks a pod to stop. The second call kills it. */
function stopPod(state: PodState, reason: StopReason, world: PodWorld): void {
  if (state.stopped !== undefined) {
    state.process?.signal('SIGKILL');
    return;
  }
  state.stopped = reason;
  if (state.process === undefined) return;
  state.process.signal('SIGTERM');
  state.killTimer = setTimeout(() => state.process?.signal('SIGKILL'), world.graceMilliseconds);
}

async function runPod(request: PodRequest, world: PodWorld, state: PodState): Promise<PodResult> {
  if (state.stopped !== undefined) return neverStarted(state.stopped);
  const plan = world.isolation.openPod(request.nodeId);
  try {
    mountPrograms(plan, world);
    const outputs = outputContext(request, plan, world);
    mountVolumes(request, outputs.volumeMounts, { ...outputs, runVolumes: world.folder.volumes });
    claimOutputs(outputs);
    await loadInputs(request.template, outputs);
    const command = prepareCommand(request, { ...world, plan });
    // It may have been stopped meanwhile.
    if (state.stopped !== undefined) return neverStarted(state.stopped);
    const end = await runMain({ request, plan, command }, world, state);
    return podResult(end, await collectOutputs(outputs), { request, stopped: state.stopped });
  } finally {
    // Files that cannot be removed do not affect the result.
    await world.isolation.closePod(plan).catch(() => {});
  }
}

function outputContext(request: PodRequest, plan: PodFiles, world: PodWorld): OutputContext {
  const { template } = request;
  return {
    files: world.files,
    store: world.store,
    limits: world.limits,
    plan,
    template,
    volumeMounts: (template.script ?? template.container)?.volumeMounts ?? [],
    podKey: `${request.workflowName}/${request.podName}`,
  };
}

interface MainContainer {
  readonly request: PodRequest;
  readonly plan: PodFiles;
  readonly command: PodCommand;
}

async function runMain(main: MainContainer, world: PodWorld, state: PodState): Promise<MainEnd> {
  const { command, plan, request } = main;
  const log = logFile(world.folder, request);
  if ('problem' in command.program) {
    const problem = `failed to find name in PATH: ${command.program.problem}`;
    world.files.writeFileSync(log, `${problem}\n`);
    return { exitCode: 64, problem, output: '' };
  }
  const wrapped = world.isolation.wrap(
    plan,
    [command.program.file, ...command.args],
    command.workingDirectory,
  );
  const mark = world.isolation.ownsProcesses ? undefined : `${world.mark}-${request.nodeId}`;
  const processRequest = {
    ...wrapped,
    environment:
      mark === undefined ? command.environment : new Map([...command.environment, [POD_MARK, mark]]),
    mark,
    logFile: log,
    captureOutput: request.captureResult,
  };
  try {
    state.process = runProcess(processRequest, world);
    const end = await state.process.done;
    if (end.exitCode === SETUP_FAILED) assertSetUp(log, world);
    return end;
  } catch (error) {
    throw errorCode(error) === 'E2BIG' ? describeTooLarge(command, error) : error;
  } finally {
    state.process = undefined;
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

interface ResultContext {
  readonly request: PodRequest;
  readonly stopped: StopReason | undefined;
}

function podResult(end: MainEnd, outputs: CollectedOutputs, context: ResultContext): PodResult {
  const result = context.request.captureResult ? { result: end.output ?? '' } : {};
  const { parameters, artifacts } = outputs;
  return {
    ...verdict(end, outputs, context),
    exitCode: String(end.exitCode),
    ...result,
    parameters,
    artifacts,
  };
}

/** Returns the result in Argo's order of reasons: the pod, main, then the saving of outputs. */
function verdict(
  end: MainEnd,
  outputs: CollectedOutputs,
  context: ResultContext,
): Pick<PodResult, 'phase' | 'message'> {
  if (context.stopped === 'deadline') return { phase: 'Failed', message: DEADLINE_MESSAGE };
  if (end.exitCode !== 0) {
    const problem = end.problem === undefined ? '' : `: ${end.problem}`;
    return { phase: 'Failed', message: `main: Error (exit code ${end.exitCode})${problem}` };
  }
  if (outputs.problem !== undefined)
    return { phase: 'Error', message: stageMessage('wait', outputs.problem) };
  return { phase: 'Succeeded' };
}

const DEADLINE_MESSAGE = 'Pod was active on the node longer than the specified deadline';

function stageMessage(stage: 'init' | 'wait', text: string): string {
  return `${stage}: Error (exit code 64): ${text}`;
}

function neverStarted(reason: StopReason): PodResult {
  const message = reason === 'deadline' ? DEADLINE_MESSAGE : 'workflow shutdown with strategy: Stop';
  return { phase: 'Failed', message, parameters: [], artifacts: [] };
}

function failedPod(error: unknown): PodResult {
  const message =
    error instanceof PodFailure
      ? stageMessage(error.stage, error.message)
      : error instanceof EngineError
        ? `${error.code}: ${error.message}`
        : `${describeError(error)}${advice(error)}`;
  return { phase: 'Error', message, parameters: [], artifacts: [] };
}

function advice(error: unknown): string {
  switch (errorCode(error)) {
    case 'EAGAIN':
      return ': this machine does not allow more processes; run fewer at a time';
    case 'EMFILE':
    case 'ENFILE':
      return ': too many open files; run fewer tasks at a time or raise the limit';
    case 'ENOSPC':
      return ': free space or choose another folder for the runs';
    default:
      return '';
  }
}
