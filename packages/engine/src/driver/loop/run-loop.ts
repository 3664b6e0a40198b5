import type { Workflow } from '@tiphys/models';
import { type Clock, systemClock } from '../../contract/clock.ts';
import type { EngineError } from '../../contract/engine-error.ts';
import type { Executor } from '../../contract/executor.ts';
import type { Journal } from '../../contract/journal.ts';
import type { Locks } from '../../locks/lock-request.ts';
import type { MemoCache } from '../../locks/memo-cache.ts';
import { decide } from '../../semantics/decide.ts';
import { workflowObject } from '../../semantics/status/workflow-status.ts';
import type { RunState } from '../../state/run-state.ts';
import { CommandRunner } from './command-runner.ts';
import { lockersOf } from './lockers.ts';
import { type NewEvent, type StampedEvent, Stamps } from './stamps.ts';
import { StuckRunError } from './stuck-run-error.ts';
import { whyStuck } from './why-stuck.ts';

/** What a loop needs of the outside world. */
export interface LoopOptions {
  readonly executor: Executor;
  readonly clock?: Clock | undefined;
  readonly random?: (() => number) | undefined;
  readonly journal?: Journal | undefined;
  readonly locks: Locks;
  readonly cache: MemoCache;
  /** Called when the run has handled all events, and goes on. */
  readonly onIdle: () => void;
  /** Called with the workflow when it has ended. */
  readonly onEnd: (workflow: Workflow) => void;
  /** Whether somebody can resume suspended nodes. */
  readonly canBeResumed: boolean;
  /** Time of the last event of a run that is resumed. */
  readonly latest?: number | undefined;
}

/** Drives a run: journals and decides events, and executes commands, until the workflow has ended. */
export class RunLoop {
  readonly state: RunState;
  readonly commands: CommandRunner;
  /** Resolves with the workflow when it has ended. Rejects if the run cannot continue; a run that was refused has ended with phase Error then. */
  readonly ended: Promise<Workflow>;
  readonly #options: LoopOptions;
  readonly #stamps: Stamps;
  readonly #end = Promise.withResolvers<Workflow>();
  #events: StampedEvent[] = [];
  #pumping = false;
  #isDue = false;
  #refusal: EngineError | undefined;
  #closed = false;

  constructor(state: RunState, options: LoopOptions) {
    const { executor, journal, clock = systemClock, random = Math.random } = options;
    this.state = state;
    this.ended = this.#end.promise;
    this.#options = options;
    this.#stamps = new Stamps(clock, random, options.latest);
    this.commands = new CommandRunner({
      executor,
      clock,
      journal,
      locks: options.locks,
      cache: options.cache,
      lockers: lockersOf(state),
      add: (event) => void this.#events.push(this.#stamps.stamp(event)),
      post: (...events) => this.#post(events),
      take: (event, notBefore) => this.take([event], { notBefore }),
      fail: (error) => this.fail(error),
    });
  }

  /** Returns the workflow as it is now. */
  current(): Workflow {
    return workflowObject(this.state);
  }

  /** Handles events, and all that follow from them. */
  take(
    events: readonly NewEvent[],
    options: { readonly notBefore?: number; readonly command?: string } = {},
  ): void {
    for (const event of events) this.#events.push(this.#stamps.stamp(event, options));
    this.#pump();
  }

  /** Runs an action of the driver. If it fails, the run does. */
  guard(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.fail(error);
    }
  }

  /** Ends the run with an error. Its pods are stopped first. */
  fail(error: unknown): void {
    if (this.#closed) return;
    this.#close();
    void this.commands.stopPods().then(() => this.#end.reject(error));
  }

  #post(events: readonly NewEvent[]): void {
    for (const event of events) this.#events.push(this.#stamps.stamp(event));
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      this.#pump();
    });
  }

  #pump(): void {
    if (this.#pumping || this.#closed) return;
    this.#pumping = true;
    this.guard(() => {
      while (this.#events.length > 0) {
        const batch = this.#events;
        this.#events = [];
        this.#process(batch);
      }
      this.#pumping = false;
      this.#afterwards();
    });
  }

  #process(batch: readonly StampedEvent[]): void {
    // An event is plain JSON data.
    this.#options.journal?.append(...(batch as readonly (StampedEvent & Record<string, unknown>)[]));
    for (const event of batch) {
      const { commands, refusal } = decide(this.state, event);
      this.#refusal ??= refusal;
      for (const command of commands) this.commands.execute(command);
    }
  }

  get #isSuspended(): boolean {
    return this.state.paused || Object.keys(this.state.suspended).length > 0;
  }

  #afterwards(): void {
    if (this.state.finishedAt !== undefined) {
      // As in a cluster, pods that an error left behind run to their end.
      if (!this.commands.isWorking) this.#finish();
      return;
    }
    const { canBeResumed, onIdle } = this.#options;
    if (this.commands.isBusy || (canBeResumed && this.#isSuspended)) onIdle();
    else this.fail(new StuckRunError(whyStuck(this.state), this.current()));
  }

  #finish(): void {
    this.#close();
    const { phase, message } = this.state;
    const { journal, onEnd } = this.#options;
    try {
      journal?.append({ kind: 'end', phase, message });
      const workflow = this.current();
      onEnd(workflow);
      if (this.#refusal === undefined) this.#end.resolve(workflow);
      else this.#end.reject(this.#refusal);
    } catch (error) {
      this.#end.reject(error);
    }
  }

  #close(): void {
    this.#closed = true;
    this.commands.close();
  }
}
