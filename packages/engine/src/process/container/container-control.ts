import type { PodHandle } from '../../contract/executor.ts';
import type { PodContainer } from '../../pod-spec/pod-spec.ts';
import type { RunningProcess } from '../running/run-process.ts';

/** Why a pod was asked to stop. */
export type StopReason = Parameters<PodHandle['stop']>[0];

/** Ends one container: SIGTERM, and SIGKILL after the grace period. */
export interface ContainerControl {
  /** Whether it has been asked to end. */
  readonly ending: boolean;
  /** Resolves when it is asked to end. */
  readonly asked: Promise<void>;
  /** Resolves when its process has started. */
  readonly started: Promise<void>;
  /** Takes over a process that has started. One that comes too late is ended at once. */
  adopt(process: RunningProcess): void;
  /** Forgets the process, which has ended. */
  release(): void;
  terminate(): void;
  kill(): void;
}

/** A container, and what ends it. */
export interface ControlledContainer {
  readonly container: PodContainer;
  readonly control: ContainerControl;
}

/** Ends the containers of a pod. */
export interface PodControl {
  /** Why the whole pod was stopped; undefined if it was not. */
  readonly stopped: StopReason | undefined;
  /** Aborted when the pod is stopped. */
  readonly signal: AbortSignal;
  /** Stops the pod. The second call kills it. */
  stop(reason: StopReason): void;
  /** Changes the grace period of containers that are not ending yet. */
  setGrace(milliseconds: number): void;
  /** Stops the pod at its deadline, after this time. */
  stopAfter(milliseconds: number): void;
  /** Asks all containers to end, without stopping the pod. */
  terminateAll(): void;
  /** Returns the control of a new container. */
  addContainer(): ContainerControl;
  close(): void;
}

/** Creates the control of a pod without containers. */
export function createPodControl(graceMilliseconds: number): PodControl {
  const containers: ContainerControl[] = [];
  let grace = graceMilliseconds;
  let deadline: NodeJS.Timeout | undefined;
  let stopped: StopReason | undefined;
  const aborting = new AbortController();
  const terminateAll = (): void => {
    for (const container of containers) container.terminate();
  };
  const stop = (reason: StopReason): void => {
    if (stopped !== undefined) {
      for (const container of containers) container.kill();
      return;
    }
    stopped = reason;
    aborting.abort();
    terminateAll();
  };
  return {
    get stopped() {
      return stopped;
    },
    signal: aborting.signal,
    stop,
    setGrace(milliseconds) {
      grace = milliseconds;
    },
    stopAfter(milliseconds) {
      deadline = setTimeout(() => stop('deadline'), milliseconds);
    },
    terminateAll,
    addContainer() {
      const container = createContainerControl(() => grace);
      containers.push(container);
      if (stopped !== undefined) container.terminate();
      return container;
    },
    close() {
      clearTimeout(deadline);
      for (const container of containers) container.release();
    },
  };
}

function createContainerControl(graceOf: () => number): ContainerControl {
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
  const { promise: started, resolve: start } = Promise.withResolvers<void>();
  let process: RunningProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let state: 'running' | 'terminated' | 'killed' = 'running';
  const signal = (): void => {
    if (state === 'killed') process?.signal('SIGKILL');
    if (state !== 'terminated' || process === undefined) return;
    process.signal('SIGTERM');
    timer = setTimeout(() => process?.signal('SIGKILL'), graceOf());
  };
  const enter = (next: 'terminated' | 'killed'): void => {
    if (state === next || state === 'killed') return;
    state = next;
    ask();
    signal();
  };
  return {
    asked,
    started,
    get ending() {
      return state !== 'running';
    },
    adopt(running) {
      process = running;
      start();
      signal();
    },
    release() {
      process = undefined;
      clearTimeout(timer);
    },
    terminate: () => enter('terminated'),
    kill: () => enter('killed'),
  };
}
