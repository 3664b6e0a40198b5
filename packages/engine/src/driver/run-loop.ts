import type { Parameter, Workflow } from '@tiphys/models';
import { type Clock, systemClock } from '../contract/clock.ts';
import type { PodHandle } from '../contract/executor.ts';
import { decide } from '../semantics/decide.ts';
import { type FailedNode, failedNodes } from '../semantics/failures.ts';
import { workflowObject } from '../semantics/status/workflow-status.ts';
import type { Command } from '../state/command.ts';
import type { RunEvent } from '../state/run-event.ts';
import type { RunState } from '../state/run-state.ts';
import type { StartOptions, SuspendedNode } from './run-workflow.ts';
import { StuckRunError } from './stuck-run-error.ts';
import { whyStuck } from './why-stuck.ts';

/** Minimum time between two calls of `onUpdate`, in milliseconds. */
const UPDATE_INTERVAL = 100;

/** Drives a run: handles events and executes commands until the workflow has ended. */
export class RunLoop {
  readonly #run: RunState;
  readonly #options: StartOptions;
  readonly #clock: Clock;
  readonly #events: RunEvent[] = [];
  readonly #pods = new Map<string, PodHandle>();
  readonly #end = Promise.withResolvers<Workflow>();
  #pumping = false;
  #ended = false;
  #wake: { readonly at: number; readonly cancel: () => void } | undefined;
  #lastUpdate = Number.NEGATIVE_INFINITY;
  #cancelUpdate: (() => void) | undefined;

  constructor(run: RunState, options: StartOptions) {
    this.#run = run;
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  /** Runs the workflow to its end. */
  finished(): Promise<Workflow> {
    const { signal, journal } = this.#options;
    journal?.append({ kind: 'run', name: this.#run.identity.name, uid: this.#run.identity.uid });
    const stop = (): void => this.#take({ kind: 'shutdown', at: this.#clock.now(), strategy: 'Stop' });
    signal?.addEventListener('abort', stop, { once: true });
    this.#take({ kind: 'start', at: this.#clock.now() });
    if (signal?.aborted) stop();
    return this.#end.promise.finally(() => signal?.removeEventListener('abort', stop));
  }

  /** Number of pods that run or wait for the executor. */
  get pods(): number {
    return this.#pods.size;
  }

  /** Returns the nodes that wait to be resumed, or for their time. */
  suspended(): readonly SuspendedNode[] {
    return [...this.#run.suspended].map(({ node: { fields }, until }) => ({
      nodeId: fields.id,
      name: fields.name,
      displayName: fields.displayName,
      // The engine's type of a parameter is a view of the same object.
      inputs: (fields.inputs?.parameters ?? []) as readonly unknown[] as readonly Parameter[],
      outputs: (fields.outputs?.parameters ?? []) as readonly unknown[] as readonly Parameter[],
      ...(until !== undefined && { until }),
    }));
  }

  /** Lets a suspended node go on. */
  resume(nodeId: string, values: Readonly<Record<string, string>>): void {
    this.#take({ kind: 'resume', at: this.#clock.now(), nodeId, values });
  }

  /** Stops the pods, and starts no others. */
  terminate(): void {
    this.#take({ kind: 'shutdown', at: this.#clock.now(), strategy: 'Terminate' });
  }

  /** Returns the nodes that have failed so far. */
  failures(): readonly FailedNode[] {
    return failedNodes(this.#run);
  }

  /** Returns the workflow as it is now. */
  current(): Workflow {
    return workflowObject(this.#run) as unknown as Workflow;
  }

  #take(event: RunEvent): void {
    this.#events.push(event);
    if (this.#pumping || this.#ended) return;
    this.#pumping = true;
    this.#guard(() => {
      for (let next = this.#events.shift(); next && !this.#ended; next = this.#events.shift())
        this.#process(next);
      this.#pumping = false;
      this.#afterwards();
    });
  }

  #guard(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#fail(error);
    }
  }

  #process(event: RunEvent): void {
    if (event.kind !== 'timer') this.#options.journal?.append(event as RunEvent & Record<string, unknown>);
    const { commands } = decide(this.#run, event);
    for (const command of commands) this.#execute(command);
  }

  #execute(command: Command): void {
    switch (command.kind) {
      case 'startPod': {
        const { nodeId } = command.request;
        const pod = this.#options.executor.start(command.request);
        this.#pods.set(nodeId, pod);
        this.#events.push({ kind: 'podStarted', at: this.#clock.now(), nodeId });
        void pod.done.then((result) => {
          this.#pods.delete(nodeId);
          this.#take({ kind: 'podFinished', at: this.#clock.now(), nodeId, result });
        });
        break;
      }
      case 'stopPod':
        this.#pods.get(command.nodeId)?.stop(command.reason);
        break;
      case 'wakeAt':
        this.#wakeAt(command.at);
        break;
      case 'saveMemo':
        this.#options.journal?.append({ ...command });
        break;
      default:
        command satisfies never;
    }
  }

  #wakeAt(at: number): void {
    if (this.#wake && this.#wake.at <= at) return;
    this.#wake?.cancel();
    const cancel = this.#clock.callAt(at, () => {
      this.#wake = undefined;
      this.#take({ kind: 'timer', at: Math.max(at, this.#clock.now()) });
    });
    this.#wake = { at, cancel };
  }

  #afterwards(): void {
    if (this.#run.finishedAt !== undefined) {
      // As in a cluster, pods that an error left behind run to their end.
      if (this.#pods.size === 0) this.#finish();
      return;
    }
    const next = this.#run.timers[0];
    if (next) this.#wakeAt(next.at);
    const { onWait } = this.#options;
    const canBeResumed = onWait !== undefined && this.#run.suspended.size > 0;
    if (this.#pods.size > 0 || this.#wake || canBeResumed) {
      this.#update();
      onWait?.();
    } else this.#fail(new StuckRunError(whyStuck(this.#run), this.current()));
  }

  #finish(): void {
    this.#close();
    const workflow = this.current();
    try {
      this.#options.journal?.append({ kind: 'end', phase: this.#run.phase, message: this.#run.message });
      this.#options.onUpdate?.(workflow);
      this.#end.resolve(workflow);
    } catch (error) {
      this.#end.reject(error);
    }
  }

  #fail(error: unknown): void {
    this.#close();
    for (const pod of this.#pods.values()) pod.stop('shutdown');
    void Promise.all([...this.#pods.values()].map((pod) => pod.done)).then(() => this.#end.reject(error));
  }

  #close(): void {
    this.#ended = true;
    this.#wake?.cancel();
    this.#cancelUpdate?.();
  }

  #update(): void {
    const { onUpdate } = this.#options;
    if (!onUpdate || this.#cancelUpdate) return;
    const due = this.#lastUpdate + UPDATE_INTERVAL;
    const now = this.#clock.now();
    if (now < due) {
      this.#cancelUpdate = this.#clock.callAt(due, () => {
        this.#cancelUpdate = undefined;
        if (!this.#ended) this.#guard(() => this.#update());
      });
      return;
    }
    this.#lastUpdate = now;
    onUpdate(this.current());
  }
}
