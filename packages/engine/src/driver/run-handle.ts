import type { Parameter, Workflow } from '@tiphys/models';
import { type FailedNode, failedNodes } from '../semantics/failures.ts';
import { suspendedNodes } from '../semantics/status/suspended-nodes.ts';
import { eventOf } from './command-events.ts';
import type { RunLoop } from './loop/run-loop.ts';
import type { RunCommand } from './run-files/run-command.ts';

/** A node of a suspend template that has not ended. */
export interface SuspendedNode {
  readonly nodeId: string;
  readonly name: string;
  readonly displayName: string;
  /** The parameters with their values. */
  readonly inputs: readonly Parameter[];
  /** The parameters that wait for values (`valueFrom.supplied`). */
  readonly outputs: readonly Parameter[];
  /** Time at which it goes on by itself, in milliseconds since the epoch. Absent if it waits until it is resumed. */
  readonly until?: number;
}

/** A run that has started. */
export interface StartedRun {
  /** Resolves with the workflow and its status when the run has ended. Rejects like `runWorkflow`. */
  readonly ended: Promise<Workflow>;
  /** Number of pods that have started and not ended. */
  readonly pods: number;
  /** Returns the nodes that are suspended. */
  suspended(): readonly SuspendedNode[];
  /** Lets a suspended node go on, with texts for its outputs by name. Outputs without a value get their defaults. */
  resume(nodeId: string, values?: Readonly<Record<string, string>>): void;
  /** Stops all pods, and starts no others, not even exit handlers: `argo terminate`. */
  terminate(): void;
  /** Applies a command, as if another process had sent it. */
  send(command: RunCommand): void;
  /** Returns the nodes that have failed so far, as `workflow.failures` lists them. */
  failures(): readonly FailedNode[];
  /** Returns the workflow as it is now. */
  current(): Workflow;
}

/** Returns what the caller gets of a run. */
export function handleOf(loop: RunLoop, ended: StartedRun['ended']): StartedRun {
  return {
    ended,
    get pods() {
      return loop.commands.pods;
    },
    suspended: () => suspendedOf(loop),
    resume: (nodeId, values = {}) => loop.take([{ kind: 'resume', nodeId, values }]),
    terminate: () => loop.take([{ kind: 'shutdown', strategy: 'Terminate' }]),
    send: (command) => loop.take([eventOf(command)]),
    failures: () => failedNodes(loop.state),
    current: () => loop.current(),
  };
}

function suspendedOf({ state }: RunLoop): readonly SuspendedNode[] {
  return suspendedNodes(state).map(({ node: { fields }, until }) => ({
    nodeId: fields.id,
    name: fields.name,
    displayName: fields.displayName,
    // The engine's type of a parameter is a view of the same object.
    inputs: (fields.inputs?.parameters ?? []) as readonly unknown[] as readonly Parameter[],
    outputs: (fields.outputs?.parameters ?? []) as readonly unknown[] as readonly Parameter[],
    ...(until !== undefined && { until }),
  }));
}
