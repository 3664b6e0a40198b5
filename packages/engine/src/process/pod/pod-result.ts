import { compareStrings } from '@tiphys/go';
import { EngineError } from '../../contract/engine-error.ts';
import { describeError, errorCode } from '../../contract/error-text.ts';
import type { ContainerResult, PodRequest, PodResult } from '../../contract/executor.ts';
import { PodFailure } from '../../pod-spec/pod-failure.ts';
import { MAIN, type PodContainer } from '../../pod-spec/pod-spec.ts';
import type { StopReason } from '../container/container-control.ts';
import { type ContainerEnd, describeEnd, EXECUTOR_ERROR, TERMINATED } from '../container/container-end.ts';
import type { ContainerEnds } from './pod-containers.ts';
import type { CollectedOutputs } from './pod-outputs.ts';

/** What is known of a pod that has ended. */
export interface EndedPod {
  readonly request: PodRequest;
  readonly stopped: StopReason | undefined;
  /** The init containers that ran. */
  readonly initEnds: ContainerEnds;
  /** The other containers; undefined if an init container failed. */
  readonly ends: ContainerEnds | undefined;
  readonly containers: readonly PodContainer[];
  readonly outputs: CollectedOutputs;
}

/** Returns the result of a pod that has ended. */
export function podResult(pod: EndedPod): PodResult {
  const { captureResult, template } = pod.request;
  const main = pod.ends?.get(MAIN);
  return {
    ...verdict(pod),
    ...(main !== undefined && { exitCode: String(main.exitCode) }),
    ...(main !== undefined && captureResult && { result: main.output ?? '' }),
    parameters: pod.outputs.parameters,
    artifacts: pod.outputs.artifacts,
    ...(template.containerSet !== undefined && { containers: containerResults(pod.containers, pod.ends) }),
  };
}

type Verdict = Pick<PodResult, 'phase' | 'message'>;

/** Returns the phase and the reason in Argo's order: init, main, saving the outputs, sidecars. See docs/semantics/pods.md#why-a-pod-failed. */
function verdict(pod: EndedPod): Verdict {
  if (pod.stopped === 'deadline') return { phase: 'Failed', message: DEADLINE_MESSAGE };
  if (pod.ends === undefined) return initVerdict(pod.initEnds);
  const ends = sortByName(pod.ends);
  const roles = new Map(pod.containers.map(({ name, role }) => [name, role]));
  const failed = ends.find(([name, { exitCode }]) => roles.get(name) === 'main' && exitCode !== 0);
  if (failed !== undefined) return { phase: 'Failed', message: containerMessage(...failed) };
  if (pod.outputs.problem !== undefined) {
    return { phase: 'Error', message: stageMessage('wait', pod.outputs.problem) };
  }
  const sidecar = ends.find(([name, end]) => roles.get(name) === 'sidecar' && failsPod(end));
  if (sidecar !== undefined) return { phase: 'Failed', message: containerMessage(...sidecar) };
  // A daemon must not end by itself.
  if (pod.request.template.daemon === true && pod.stopped === undefined) return { phase: 'Failed' };
  return { phase: 'Succeeded' };
}

function initVerdict(ends: ContainerEnds): Verdict {
  const failed = [...ends].find(([, end]) => failsPod(end));
  if (failed !== undefined) return { phase: 'Failed', message: containerMessage(...failed) };
  return {
    phase: 'Error',
    message: `Pod failed before ${MAIN} container starts due to PodInitializing: `,
  };
}

/** Argo takes these exit codes as its own doing. */
function failsPod({ exitCode }: ContainerEnd): boolean {
  return exitCode !== 0 && exitCode !== TERMINATED && exitCode !== KILLED;
}

const KILLED = 137;

/** Kubernetes reports containers by name. */
function sortByName(ends: ContainerEnds): readonly (readonly [string, ContainerEnd])[] {
  return [...ends].sort(([a], [b]) => compareStrings(a, b));
}

function containerMessage(name: string, end: ContainerEnd): string {
  return `${name}: ${describeEnd(end)}`;
}

/** Returns the results of the containers of a container set. See docs/semantics/pods.md#container-set. */
function containerResults(
  containers: readonly PodContainer[],
  ends: ContainerEnds | undefined,
): Readonly<Record<string, ContainerResult>> {
  const mains = containers.filter(({ role }) => role === 'main');
  return Object.fromEntries(mains.map(({ name }) => [name, containerResult(name, ends?.get(name))]));
}

function containerResult(name: string, end: ContainerEnd | undefined): ContainerResult {
  if (end === undefined) return { phase: 'Failed', message: 'Pod Failed whilst container running' };
  const exitCode = String(end.exitCode);
  if (end.exitCode === 0) return { phase: 'Succeeded', exitCode };
  const message = `${name}: ${end.reason ?? 'Error'} (exit code ${exitCode}): ${end.message}`;
  return { phase: end.exitCode === EXECUTOR_ERROR ? 'Error' : 'Failed', message, exitCode };
}

const DEADLINE_MESSAGE = 'Pod was active on the node longer than the specified deadline';

function stageMessage(stage: 'init' | 'wait', text: string): string {
  return `${stage}: Error (exit code ${EXECUTOR_ERROR}): ${text}`;
}

/** Returns the result of a pod that was stopped while it waited for its turn. */
export function neverStarted(reason: StopReason): PodResult {
  const message = reason === 'deadline' ? DEADLINE_MESSAGE : 'workflow shutdown with strategy: Stop';
  return { phase: 'Failed', message, parameters: [], artifacts: [], neverStarted: reason };
}

/** Returns the result of a pod that could not be prepared or run. */
export function failedPod(error: unknown, containers: readonly PodContainer[] | undefined): PodResult {
  const message =
    error instanceof PodFailure
      ? stageMessage(error.stage, error.message)
      : error instanceof EngineError
        ? `${error.code}: ${error.message}`
        : `${describeError(error)}${advice(error)}`;
  return {
    phase: 'Error',
    message,
    parameters: [],
    artifacts: [],
    ...(containers !== undefined && { containers: containerResults(containers, undefined) }),
  };
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
