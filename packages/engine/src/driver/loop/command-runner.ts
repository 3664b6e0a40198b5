import type { Clock } from '../../contract/clock.ts';
import type { Executor, PodHandle, PodNotice, PodRequest } from '../../contract/executor.ts';
import type { Journal, JournalEvent } from '../../contract/journal.ts';
import type { WantedLock } from '../../contract/wanted-lock.ts';
import type { Locks } from '../../locks/lock-request.ts';
import type { MemoCache } from '../../locks/memo-cache.ts';
import type { Command } from '../../state/command.ts';
import { type Lockers, lockRequest } from './lockers.ts';
import type { NewEvent } from './stamps.ts';
import { WakeTimes } from './wake-times.ts';

/** What commands need, and where what comes of them goes. */
export interface CommandWorld {
  readonly executor: Executor;
  readonly clock: Clock;
  readonly journal: Journal | undefined;
  readonly locks: Locks;
  readonly cache: MemoCache;
  readonly lockers: Lockers;
  /** Adds an event that is handled after the current one. */
  add(event: NewEvent): void;
  /** Adds events of the outside world, and has them handled together with others that come at the same time. */
  post(...events: readonly NewEvent[]): void;
  /** Handles an event now. */
  take(event: NewEvent, notBefore: number): void;
  /** Receives errors of what goes on in the background. The run cannot continue. */
  fail(error: unknown): void;
}

type Of<K extends Command['kind']> = Extract<Command, { readonly kind: K }>;

/** Executes the commands of a run, and turns what comes of them into events. */
export class CommandRunner {
  readonly #world: CommandWorld;
  readonly #pods = new Map<string, PodHandle>();
  readonly #wakes: WakeTimes;
  /** Reads and writes of caches that go on. */
  #exchanges = 0;
  /** Nodes that wait for locks which others may release. */
  readonly #waiting = new Set<string>();

  constructor(world: CommandWorld) {
    this.#world = world;
    this.#wakes = new WakeTimes(world.clock, (at) => world.take({ kind: 'timer' }, at));
  }

  /** Number of pods that run or wait for the executor. */
  get pods(): number {
    return this.#pods.size;
  }

  /** Tells whether something goes on that has to end before the run does. */
  get isWorking(): boolean {
    return this.#pods.size > 0 || this.#exchanges > 0;
  }

  /** Tells whether something will happen by itself. */
  get isBusy(): boolean {
    return this.isWorking || this.#wakes.isWaiting || this.#waiting.size > 0;
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
      case 'readMemo':
        this.readMemo(command);
        break;
      case 'saveMemo':
        this.saveMemo(command);
        break;
      case 'acquire':
        this.acquire(command.nodeId, command.locks);
        break;
      case 'release':
        this.#waiting.delete(command.nodeId ?? '');
        this.#world.locks.release(lockRequest(this.#world.lockers, command.nodeId, []).holder);
        break;
      default:
        command satisfies never;
    }
  }

  startPod(request: PodRequest): void {
    this.follow(request.nodeId, this.#world.executor.start(request, this.reporterOf(request.nodeId)));
    this.#world.add({ kind: 'podStarted', nodeId: request.nodeId });
  }

  /** Returns what an executor reports to about a pod. */
  reporterOf(nodeId: string): (notice: PodNotice) => void {
    return (notice) => {
      // A resumed run has to know whether a pod that is lost had begun.
      if (notice.kind === 'running') this.#note({ kind: 'podRunning', nodeId });
      if (notice.kind === 'ready') this.#world.post({ kind: 'podReady', nodeId, podIP: notice.podIP });
      if (notice.kind === 'progress')
        this.#world.post({ kind: 'podProgress', nodeId, progress: notice.progress });
    };
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

  readMemo({ nodeId, cache, key }: Of<'readMemo'>): void {
    const { cache: caches, clock } = this.#world;
    this.#exchange(async () => {
      const entry = await caches.read(cache, key, clock.now());
      return [{ kind: 'memoRead', nodeId, ...(entry !== undefined && { entry }) }];
    });
  }

  saveMemo({ cache, key, entry }: Of<'saveMemo'>): void {
    const { cache: caches } = this.#world;
    this.#exchange(async () => {
      await caches.save(cache, key, entry);
      this.#note({ kind: 'memoSaved', cache, key });
      return [];
    });
  }

  acquire(nodeId: string | undefined, wanted: readonly WantedLock[]): void {
    const { locks, lockers, post } = this.#world;
    if (locks.isShared) this.#waiting.add(nodeId ?? '');
    locks.acquire(lockRequest(lockers, nodeId, wanted), (state) => {
      if (state.held) this.#waiting.delete(nodeId ?? '');
      post({ kind: 'lockChanged', ...(nodeId !== undefined && { nodeId }), ...state });
    });
  }

  /** Keeps the locks that a node had before this process was started. */
  keepLocks(nodeId: string | undefined, wanted: readonly WantedLock[]): void {
    this.#world.locks.keep(lockRequest(this.#world.lockers, nodeId, wanted));
  }

  #note(record: JournalEvent): void {
    try {
      this.#world.journal?.append(record);
    } catch (error) {
      this.#world.fail(error);
    }
  }

  #exchange(action: () => Promise<readonly NewEvent[]>): void {
    this.#exchanges += 1;
    action()
      .finally(() => {
        this.#exchanges -= 1;
      })
      .then(
        (events) => this.#world.post(...events),
        (error: unknown) => this.#world.fail(error),
      );
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
