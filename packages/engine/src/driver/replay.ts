import { EngineError } from '../contract/engine-error.ts';
import type { Executor, PodRequest } from '../contract/executor.ts';
import type { JournalEvent } from '../contract/journal.ts';
import { prepareRun } from '../prepare/prepare-run.ts';
import { decide } from '../semantics/decide.ts';
import type { Command } from '../state/command.ts';
import type { RunState } from '../state/run-state.ts';
import { findRecord, withSecrets } from './run-record.ts';
import type { StampedEvent } from './stamps.ts';

/** A pod that was started, or was about to be, and whose end is not in the journal. */
export interface UnfinishedPod {
  readonly request: PodRequest;
  /** Whether the journal says that it was started. */
  readonly started: boolean;
  /** Why it was to be stopped, if it was. */
  readonly stop?: 'shutdown' | 'deadline';
}

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
  /** Times at which the run wanted to be woken. */
  readonly wakeTimes: readonly number[];
  /** Ids of the commands of other processes that have taken effect. */
  readonly handled: ReadonlySet<string>;
}

/** Options of {@link replay}. */
export interface ReplayOptions {
  readonly executor: Executor;
  /** Secrets of the run, which the journal does not hold. @default none */
  readonly secrets?: readonly unknown[];
  /** Path of the journal, for messages. @default 'The journal' */
  readonly path?: string;
}

/**
 * Returns the state that the events of a journal lead to. Starts nothing.
 *
 * @throws EngineError `ENGINE_JOURNAL_FORMAT` if the journal does not say what was run, or was written by another version
 * @throws EngineError `ENGINE_JOURNAL_MISMATCH` if the events are not those of the workflow
 */
export function replay(journal: readonly JournalEvent[], options: ReplayOptions): Replayed {
  const { executor, secrets = [], path = 'The journal' } = options;
  const record = findRecord(journal, path);
  const { createdAt, workflow, objects, maximumIterations, maximumWorkflowBytes } = record;
  const state = prepareRun(workflow, {
    executor,
    name: record.name,
    namespace: record.namespace,
    uid: record.uid,
    parameters: record.parameters,
    objects: withSecrets(objects, secrets),
    maximumIterations,
    maximumWorkflowBytes,
    clock: { now: () => createdAt, callAt: () => () => undefined },
  });
  const replayed = new Replay(state, path);
  for (const event of journal.slice(1)) replayed.add(event);
  return replayed;
}

/** Kinds of records that are not events of the run. */
const NOTES: ReadonlySet<string> = new Set(['saveMemo', 'end']);

class Replay implements Replayed {
  readonly state: RunState;
  readonly pods = new Map<string, UnfinishedPod>();
  readonly handled = new Set<string>();
  readonly #path: string;
  #wakeTimes: number[] = [];
  isNew = true;
  isOver = false;
  latest = Number.NEGATIVE_INFINITY;

  constructor(state: RunState, path: string) {
    this.state = state;
    this.#path = path;
  }

  get wakeTimes(): readonly number[] {
    return this.#wakeTimes.filter((at) => at > this.latest);
  }

  add(event: JournalEvent): void {
    if (event.kind === 'end') this.isOver = true;
    // The loop wrote it.
    if (!NOTES.has(event.kind)) this.#decide(event as unknown as StampedEvent);
  }

  #decide(event: StampedEvent): void {
    this.#notePod(event);
    this.isNew = false;
    this.latest = event.at;
    if (event.command !== undefined) this.handled.add(event.command);
    for (const command of decide(this.state, event).commands) this.#noteCommand(command);
  }

  #notePod(event: StampedEvent): void {
    if (event.kind !== 'podStarted' && event.kind !== 'podFinished') return;
    const pod = this.pods.get(event.nodeId);
    if (pod === undefined) {
      throw new EngineError(
        'ENGINE_JOURNAL_MISMATCH',
        `${this.#path} tells of a pod of the node ${event.nodeId}, which this version of Tiphys would not have started. The journal was edited or written by another version. Start the workflow again.`,
        { path: this.#path },
      );
    }
    if (event.kind === 'podFinished') this.pods.delete(event.nodeId);
    else this.pods.set(event.nodeId, { ...pod, started: true });
  }

  #noteCommand(command: Command): void {
    switch (command.kind) {
      case 'start':
        this.pods.set(command.request.nodeId, { request: command.request, started: false });
        break;
      case 'stop': {
        const pod = this.pods.get(command.nodeId);
        if (pod) this.pods.set(command.nodeId, { ...pod, stop: command.reason });
        break;
      }
      case 'wakeAt':
        this.#wakeTimes.push(command.at);
        break;
      case 'saveMemo':
        break;
      default:
        command satisfies never;
    }
  }
}
