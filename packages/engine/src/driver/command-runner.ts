import type { Clock } from '../contract/clock.ts';
import type { Executor, PodHandle, PodRequest } from '../contract/executor.ts';
import type { Journal } from '../contract/journal.ts';
import type { Command } from '../state/command.ts';
import type { NewEvent } from './stamps.ts';
import { WakeTimes } from './wake-times.ts';

/** What commands need, and where what comes of them goes. */
export interface CommandWorld {
  readonly executor: Executor;
  readonly clock: Clock;
  readonly journal: Journal | undefined;
  /** Adds an event that is handled after the current one. */
  add(event: NewEvent): void;
  /** Adds an event of the outside world, and has it handled together with others that come at the same time. */
  post(event: NewEvent): void;
  /** Handles an event now. */
  take(event: NewEvent, notBefore: number): void;
}

/** Executes the commands of a run, and turns what comes of them into events. */
export class CommandRunner {
  readonly #world: CommandWorld;
  readonly #pods = new Map<string, PodHandle>();
  readonly #wakes: WakeTimes;

  constructor(world: CommandWorld) {
    this.#world = world;
    this.#wakes = new WakeTimes(world.clock, (at) => world.take({ kind: 'timer' }, at));
  }

  /** Number of pods that run or wait for the executor. */
  get pods(): number {
    return this.#pods.size;
  }

  /** Tells whether something will happen by itself. */
  get isBusy(): boolean {
    return this.#pods.size > 0 || this.#wakes.isWaiting;
  }

  execute(command: Command): void {
    switch (command.kind) {
      case 'start':
        this.startPod(command.request);
        break;
      case 'stop':
        this.#pods.get(command.nodeId)?.stop(command.reason);
        break;
      case 'wakeAt':
        this.wakeAt(command.at);
        break;
      case 'saveMemo':
        this.#world.journal?.append({ ...command });
        break;
      default:
        command satisfies never;
    }
  }

  startPod(request: PodRequest): void {
    this.follow(request.nodeId, this.#world.executor.start(request));
    this.#world.add({ kind: 'podStarted', nodeId: request.nodeId });
  }

  /** Waits for the end of a pod that has been started. */
  follow(nodeId: string, pod: PodHandle): void {
    this.#pods.set(nodeId, pod);
    void pod.done.then((result) => {
      this.#pods.delete(nodeId);
      this.#world.post({ kind: 'podFinished', nodeId, result });
    });
  }

  wakeAt(at: number): void {
    this.#wakes.add(at);
  }

  /** Stops all pods, and resolves when they have ended. */
  async stopPods(): Promise<void> {
    const pods = [...this.#pods.values()];
    for (const pod of pods) pod.stop('shutdown');
    await Promise.all(pods.map((pod) => pod.done));
  }

  close(): void {
    this.#wakes.close();
  }
}
