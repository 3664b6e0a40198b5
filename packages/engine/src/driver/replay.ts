import { EngineError } from '../contract/engine-error.ts';
import type { PodRequest } from '../contract/executor.ts';
import type { JournalEvent } from '../contract/journal.ts';
import type { WantedLock } from '../contract/wanted-lock.ts';
import { prepareRun } from '../prepare/prepare-run.ts';
import { decide } from '../semantics/decide.ts';
import type { Command } from '../state/command.ts';
import type { RunState } from '../state/run-state.ts';
import type { StampedEvent } from './loop/stamps.ts';
import { findRecord, withSecrets } from './run-record.ts';

/** A pod that was started, or was about to be, and whose end is not in the journal. */
export interface UnfinishedPod {
  readonly request: PodRequest;
  /** Whether its executor reported that it was running. */
  readonly started: boolean;
  /** Why it was to be stopped, if it was. */
  readonly stop?: 'shutdown' | 'deadline';
}

/** The locks of a node. */
export interface RequestedLocks {
  readonly nodeId?: string;
  readonly wanted: readonly WantedLock[];
  readonly held: boolean;
}

/** A read or write of a cache. */
export type MemoCommand = Extract<Command, { readonly kind: 'readMemo' | 'saveMemo' }>;

/** What a journal says of a run. */
export interface Replayed {
  readonly state: RunState;
  /** Whether it has no events yet. */
  readonly isNew: boolean;
  /** Whether the end of the run has been noted. */
  readonly isOver: boolean;
  /** Time of the last event, in milliseconds since the epoch. */
  readonly latest: number;
  readonly pods: ReadonlyMap<string, UnfinishedPod>;
  /** Locks that nodes hold or wait for, by the id of the node; that of the workflow is empty. */
  readonly locks: ReadonlyMap<string, RequestedLocks>;
  /** Reads and writes of caches whose results are not in the journal. */
  readonly memos: readonly MemoCommand[];
  /** Times at which the run wanted to be woken. */
  readonly wakeTimes: readonly number[];
  /** Ids of the commands of other processes that have taken effect. */
  readonly handled: ReadonlySet<string>;
}

/** Options of {@link replay}. */
export interface ReplayOptions {
  /** Secrets of the run, which the journal does not hold. @default none */
  readonly secrets?: readonly unknown[];
  /** Path of the journal, for messages. @default 'The journal' */
  readonly path?: string;
  /** Called for each pod that the run started, also for those that have ended. @default not called */
  readonly onRequest?: (request: PodRequest) => void;
}

/**
 * Returns the state that the events of a journal lead to. Starts nothing.
 *
 * @throws EngineError `ENGINE_JOURNAL_FORMAT` if the journal does not say what was run, or was written by another version
 * @throws EngineError `ENGINE_JOURNAL_MISMATCH` if the events are not those of the workflow
 */
export function replay(journal: readonly JournalEvent[], options: ReplayOptions = {}): Replayed {
  const { secrets = [], path = 'The journal' } = options;
  const record = findRecord(journal, path);
  const { createdAt, keptNodes, workflow, objects, maximumIterations, maximumWorkflowBytes } = record;
  const state = prepareRun(workflow, {
    executor: { podPaths: record.podPaths, start: startNothing, findUnsupported: () => undefined },
    name: record.name,
    namespace: record.namespace,
    uid: record.uid,
    parameters: record.parameters,
    objects: withSecrets(objects, secrets),
    maximumIterations,
    maximumWorkflowBytes,
    keptNodes,
    clock: { now: () => createdAt, callAt: () => () => undefined },
  });
  const replayed = new Replay(state, path, options.onRequest);
  for (const event of journal.slice(1)) replayed.add(event);
  return replayed;
}

function startNothing(): never {
  throw new Error('unreachable: a replay starts no pods');
}

class Replay implements Replayed {
  readonly state: RunState;
  readonly pods = new Map<string, UnfinishedPod>();
  readonly locks = new Map<string, RequestedLocks>();
  readonly handled = new Set<string>();
  readonly #memos = new Map<string, MemoCommand>();
  readonly #path: string;
  readonly #wakeTimes: number[] = [];
  readonly #onRequest: ReplayOptions['onRequest'];
  #latestTimer = Number.NEGATIVE_INFINITY;
  isNew = true;
  isOver = false;
  latest = Number.NEGATIVE_INFINITY;

  constructor(state: RunState, path: string, onRequest?: ReplayOptions['onRequest']) {
    this.state = state;
    this.#path = path;
    this.#onRequest = onRequest;
  }

  get wakeTimes(): readonly number[] {
    // A time may have passed without its timer, if the run was killed just then.
    return this.#wakeTimes.filter((at) => at > this.#latestTimer);
  }

  get memos(): readonly MemoCommand[] {
    return [...this.#memos.values()];
  }

  add(record: JournalEvent): void {
    switch (record.kind) {
      case 'end':
        this.isOver = true;
        break;
      case 'memoSaved':
        this.#memos.delete(memoName(String(record.cache), String(record.key)));
        break;
      case 'podRunning':
        this.#noteRunning(String(record.nodeId));
        break;
      default:
        // The loop wrote it.
        this.#decide(record as unknown as StampedEvent);
    }
  }

  #decide(event: StampedEvent): void {
    this.#noteEvent(event);
    this.isNew = false;
    this.latest = event.at;
    if (event.command !== undefined) this.handled.add(event.command);
    for (const command of decide(this.state, event).commands) this.#noteCommand(command);
  }

  #noteEvent(event: StampedEvent): void {
    switch (event.kind) {
      case 'podStarted':
        this.#notePod(event.nodeId, (pod) => pod);
        break;
      case 'podFinished':
        this.#notePod(event.nodeId, () => undefined);
        break;
      case 'memoRead':
        this.#memos.delete(event.nodeId);
        break;
      case 'timer':
        this.#latestTimer = event.at;
        break;
      case 'lockChanged': {
        const request = this.locks.get(event.nodeId ?? '');
        if (request) this.locks.set(event.nodeId ?? '', { ...request, held: event.held });
        break;
      }
    }
  }

  #noteRunning(nodeId: string): void {
    const pod = this.pods.get(nodeId);
    if (pod) this.pods.set(nodeId, { ...pod, started: true });
  }

  #notePod(nodeId: string, change: (pod: UnfinishedPod) => UnfinishedPod | undefined): void {
    const pod = this.pods.get(nodeId);
    if (pod === undefined) {
      throw new EngineError(
        'ENGINE_JOURNAL_MISMATCH',
        `${this.#path} tells of a pod of the node ${nodeId}, which this version of Tiphys would not have started. The journal was edited or written by another version. Start the workflow again.`,
        { path: this.#path },
      );
    }
    const changed = change(pod);
    if (changed) this.pods.set(nodeId, changed);
    else this.pods.delete(nodeId);
  }

  #noteCommand(command: Command): void {
    switch (command.kind) {
      case 'start':
        this.pods.set(command.request.nodeId, { request: command.request, started: false });
        this.#onRequest?.(command.request);
        break;
      case 'stop': {
        const pod = this.pods.get(command.nodeId);
        if (pod) this.pods.set(command.nodeId, { ...pod, stop: command.reason });
        break;
      }
      case 'wakeAt':
        this.#wakeTimes.push(command.at);
        break;
      case 'readMemo':
        this.#memos.set(command.nodeId, command);
        break;
      case 'saveMemo':
        this.#memos.set(memoName(command.cache, command.key), command);
        break;
      case 'acquire': {
        const { nodeId, locks: wanted } = command;
        this.locks.set(nodeId ?? '', { ...(nodeId !== undefined && { nodeId }), wanted, held: false });
        break;
      }
      case 'release':
        this.locks.delete(command.nodeId ?? '');
        break;
      default:
        command satisfies never;
    }
  }
}

function memoName(cache: string, key: string): string {
  return `${cache}/${key}`;
}
