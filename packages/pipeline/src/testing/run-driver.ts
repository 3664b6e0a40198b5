import { setImmediate } from 'node:timers';
import type { FailedNode, StartedRun, SuspendedNode } from '@tiphys/engine';
import type { Workflow } from '@tiphys/models';
import type { Answer } from '../values/encode-answer.ts';
import { isNamed } from '../values/find-questions.ts';
import { isQuestion, toTexts } from './questions.ts';
import type { Timeline } from './time/timeline.ts';

/** What a driver needs to know. */
export interface DriverOptions {
  readonly timeline: Timeline;
  /** Whether time passes by itself while nothing runs and no question is open. */
  readonly passesTime: boolean;
  /** Answers that the test has given before the run, by the names of the questions. */
  readonly answers: Readonly<Record<string, Answer>>;
}

/**
 * Follows a run: answers its questions, lets time pass, and knows when the run waits for the test.
 */
export class RunDriver {
  readonly #options: DriverOptions;
  /** Nodes whose mocks sleep on the clock, with the number of sleeps. */
  readonly #asleep = new Map<string, number>();
  #started: StartedRun | undefined;
  #outcome: { readonly workflow?: Workflow; readonly error?: unknown } | undefined;
  #waiters: PromiseWithResolvers<void>[] = [];
  #isChecking = false;

  constructor(options: DriverOptions) {
    this.#options = options;
  }

  /** Follows a run from its start. */
  follow(started: StartedRun): void {
    this.#started = started;
    started.ended.then(
      (workflow) => this.#end({ workflow }),
      (error: unknown) => this.#end({ error }),
    );
    this.check();
  }

  /** The workflow with its status. It has ended if its phase says so. */
  get workflow(): Workflow {
    const { workflow } = this.#outcome ?? {};
    if (workflow !== undefined) return workflow;
    if (this.#started === undefined) throw new Error('unreachable: the run has not started');
    return this.#started.current();
  }

  /** The nodes that have failed so far. */
  get failures(): readonly FailedNode[] {
    return this.#started?.failures() ?? [];
  }

  get hasEnded(): boolean {
    return this.#outcome !== undefined;
  }

  /** Returns the questions that are open. */
  questions(): readonly SuspendedNode[] {
    if (this.hasEnded) return [];
    return (this.#started?.suspended() ?? []).filter(isQuestion);
  }

  /** Answers a question that is open. */
  answer(node: SuspendedNode, answer: Answer): void {
    this.#started?.resume(node.nodeId, toTexts(node, answer));
  }

  /** Resolves when the run has ended, or waits for the test. Rejects if the engine or an answer fails. */
  settled(): Promise<void> {
    const waiter = Promise.withResolvers<void>();
    this.#waiters.push(waiter);
    this.check();
    return waiter.promise;
  }

  /** Ends the run, and waits until nothing of it runs any more. */
  async stop(): Promise<void> {
    if (this.hasEnded) return;
    this.#started?.terminate();
    await this.#started?.ended.catch(() => undefined);
  }

  /** Notes that the mock of a node waits for a time. Returns a function that ends the note. */
  sleep(nodeId: string): () => void {
    this.#asleep.set(nodeId, (this.#asleep.get(nodeId) ?? 0) + 1);
    this.check();
    return () => {
      const left = (this.#asleep.get(nodeId) ?? 1) - 1;
      if (left > 0) this.#asleep.set(nodeId, left);
      else this.#asleep.delete(nodeId);
    };
  }

  /** Forgets the sleeps of a node that has ended. */
  wake(nodeId: string): void {
    this.#asleep.delete(nodeId);
  }

  /** Looks soon, after all that happens now, at what the run waits for. */
  check(): void {
    if (this.#isChecking) return;
    this.#isChecking = true;
    // Pods that have ended are reported in microtasks; they are all handled before the next turn of the event loop.
    setImmediate(() => {
      this.#isChecking = false;
      try {
        this.#look();
      } catch (error) {
        this.#release(error);
      }
    });
  }

  #look(): void {
    if (this.#outcome !== undefined) {
      this.#release(this.#outcome.error);
      return;
    }
    const started = this.#started;
    if (started === undefined) return;
    const open = this.questions();
    if (this.#answerSome(open)) return;
    if (started.pods > this.#asleep.size) return;
    const { passesTime, timeline } = this.#options;
    if (passesTime && open.length === 0 && timeline.next() !== undefined) timeline.step();
    else this.#release();
  }

  /** Answers open questions with the answers given before the run. */
  #answerSome(open: readonly SuspendedNode[]): boolean {
    let some = false;
    for (const node of open) {
      const found = Object.entries(this.#options.answers).filter(([name]) => isNamed(node, name));
      // The name with the item is more specific.
      const answer = (found.find(([name]) => name === node.displayName) ?? found[0])?.[1];
      if (answer === undefined) continue;
      this.answer(node, answer);
      some = true;
    }
    return some;
  }

  #end(outcome: { readonly workflow?: Workflow; readonly error?: unknown }): void {
    this.#outcome = outcome;
    this.check();
  }

  #release(error?: unknown): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) {
      if (error === undefined) waiter.resolve();
      else waiter.reject(error);
    }
  }
}
