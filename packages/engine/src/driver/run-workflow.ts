import type { Parameter, Workflow } from '@tiphys/models';
import type { Clock } from '../contract/clock.ts';
import type { Executor } from '../contract/executor.ts';
import type { Journal } from '../contract/journal.ts';
import { prepareRun } from '../prepare/prepare-run.ts';
import type { FailedNode } from '../semantics/failures.ts';
import { RunLoop } from './run-loop.ts';

/** Options of {@link runWorkflow}. */
export interface RunOptions {
  /** Runs the pods. */
  readonly executor: Executor;
  /** @default the system clock */
  readonly clock?: Clock;
  /** @default the name in the metadata, or its `generateName` with five random letters */
  readonly name?: string;
  /** @default the namespace in the metadata, or `default` */
  readonly namespace?: string;
  /** Values for parameters of the workflow, which override its own. @default none */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Objects that the workflow refers to: WorkflowTemplates, ConfigMaps, Secrets. @default none */
  readonly objects?: readonly unknown[];
  /** Stops the run as `argo stop` would: pods end, exit handlers still run. @default never */
  readonly signal?: AbortSignal;
  /** Called with the current workflow when it has changed, at most ten times a second, and at the end. @default not called */
  readonly onUpdate?: (workflow: Workflow) => void;
  /** Journal for the events of the run. @default none */
  readonly journal?: Journal;
  /** How many iterations all loops of the run may have together. @default 10000 */
  readonly maximumIterations?: number | undefined;
  /**
   * Bytes of the workflow with its compressed status. A larger one ends with phase Error, as in a cluster that does not store the status of nodes in a
   * database.
   *
   * @default 1048576
   */
  readonly maximumWorkflowBytes?: number | undefined;
  /** Numbers from 0 to 1 for generated names. @default Math.random */
  readonly random?: () => number;
}

/** Options of {@link startWorkflow}. */
export interface StartOptions extends RunOptions {
  /**
   * Called whenever the run has handled all events and waits for pods, for a time, or for a suspended node to be resumed. Without it, a run
   * that only waits to be resumed ends with `ENGINE_STUCK`.
   *
   * @default not called
   */
  readonly onWait?: () => void;
}

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
  /** Resolves with the workflow and its status when the run has ended. Rejects like {@link runWorkflow}. */
  readonly ended: Promise<Workflow>;
  /** Number of pods that have started and not ended. */
  readonly pods: number;
  /** Returns the nodes that are suspended. */
  suspended(): readonly SuspendedNode[];
  /** Lets a suspended node go on, with texts for its outputs by name. Outputs without a value get their defaults. */
  resume(nodeId: string, values?: Readonly<Record<string, string>>): void;
  /** Stops all pods, and starts no others, not even exit handlers: `argo terminate`. */
  terminate(): void;
  /** Returns the nodes that have failed so far, as `workflow.failures` lists them. */
  failures(): readonly FailedNode[];
  /** Returns the workflow as it is now. */
  current(): Workflow;
}

/**
 * Starts a workflow on this machine, and returns the run, which can be resumed where it is suspended.
 *
 * @throws EngineError for a workflow that cannot run, like {@link runWorkflow}
 */
export function startWorkflow(workflow: Workflow, options: StartOptions): StartedRun {
  const loop = new RunLoop(prepareRun(workflow, options), options);
  const ended = loop.finished();
  return {
    ended,
    get pods() {
      return loop.pods;
    },
    suspended: () => loop.suspended(),
    resume: (nodeId, values = {}) => loop.resume(nodeId, values),
    terminate: () => loop.terminate(),
    failures: () => loop.failures(),
    current: () => loop.current(),
  };
}

/**
 * Runs a workflow on this machine, and returns it with its `status`. A workflow that fails is not an error.
 *
 * @throws EngineError `ENGINE_INVALID_OBJECT` if a ConfigMap or Secret has a key that Kubernetes does not accept
 * @throws EngineError `ENGINE_UNKNOWN_PARAMETER` if the workflow has no parameter of a given name
 * @throws EngineError `ENGINE_UNSUPPORTED_...` if a template needs a feature that local runs do not support
 * @throws EngineError `ENGINE_TOO_MANY_ITERATIONS` if its loops have more iterations than allowed
 * @throws EngineError `ENGINE_SAME_NODE_ID` if two nodes get the same id from Argo's hash of their names
 * @throws StuckRunError `ENGINE_STUCK` if it waits for something that can never happen
 * @see https://argo-workflows.readthedocs.io/en/latest/fields/#workflow
 * @example
 * ```ts
 * import { workflow } from '@tiphys/workflow';
 *
 * const hello = workflow({
 *   metadata: { name: 'hello' },
 *   spec: {
 *     entrypoint: 'main',
 *     templates: [{ name: 'main', container: { image: 'busybox', command: ['echo', 'hello'] } }],
 *   },
 * });
 * const { name, folder } = openStore('.tiphys').createRun('hello');
 * const executor = createProcessExecutor({ folder, environment: { PATH: '/usr/bin:/bin' } });
 * const { status } = await runWorkflow(hello, { executor, name });
 * console.log(status?.phase);
 * await executor.close();
 * ```
 */
export async function runWorkflow(workflow: Workflow, options: RunOptions): Promise<Workflow> {
  return startWorkflow(workflow, options).ended;
}
