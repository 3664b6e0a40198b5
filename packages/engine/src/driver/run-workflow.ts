import type { Workflow } from '@tiphys/models';
import type { Clock } from '../contract/clock.ts';
import type { Executor } from '../contract/executor.ts';
import type { Journal } from '../contract/journal.ts';
import { prepareRun } from '../prepare/prepare-run.ts';
import { drive } from './drive.ts';
import type { Run } from './run-files/run.ts';
import type { StartedRun } from './run-handle.ts';
import { recordOf, secretsIn } from './run-record.ts';

/** Options of {@link runWorkflow}. */
export interface RunOptions {
  /** Runs the pods. */
  readonly executor: Executor;
  /** @default the system clock */
  readonly clock?: Clock;
  /** @default the name of `run`, the name in the metadata, or its `generateName` with five random letters */
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
  /** Journal for the events of the run. @default that of `run` */
  readonly journal?: Journal;
  /**
   * Where the run is kept, from {@link openStore}'s `createRun`. Its journal and its `workflow.json` are written while the run goes on, so that others can
   * watch it, send it commands, and resume it if this process is killed.
   *
   * @default the run is not kept
   */
  readonly run?: Run;
  /** UID of the workflow. @default that in the metadata, or a random one */
  readonly uid?: string;
  /** When the workflow was created, in milliseconds since the epoch: earlier for a run that runs again. @default now */
  readonly createdAt?: number;
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

/**
 * Starts a workflow on this machine, and returns the run, which can be resumed where it is suspended.
 *
 * @throws EngineError for a workflow that cannot run, like {@link runWorkflow}
 */
export function startWorkflow(workflow: Workflow, options: StartOptions): StartedRun {
  const { run } = options;
  const name = options.name ?? run?.name;
  const state = prepareRun(workflow, { ...options, ...(name !== undefined && { name }) });
  run?.keepSecrets(secretsIn(options.objects ?? []));
  return drive(state, options, (loop) => {
    (options.journal ?? run?.journal)?.append(recordOf(workflow, state, options));
    loop.take([{ kind: 'start' }]);
  });
}

/**
 * Runs a workflow on this machine, and returns it with its `status`. A workflow that fails is not an error.
 *
 * @throws EngineError `ENGINE_INVALID_OBJECT` if a ConfigMap or Secret has a key that Kubernetes does not accept
 * @throws EngineError `ENGINE_UNKNOWN_PARAMETER` if the workflow has no parameter of a given name
 * @throws EngineError `ENGINE_NO_EXECUTOR` if the executor does not do the work of a template
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
 * const run = openStore('.tiphys').createRun('hello');
 * const executor = createProcessExecutor({ folder: run.folder, environment: { PATH: '/usr/bin:/bin' } });
 * const { status } = await runWorkflow(hello, { executor, run });
 * console.log(status?.phase);
 * await executor.close();
 * await run.close();
 * ```
 */
export async function runWorkflow(workflow: Workflow, options: RunOptions): Promise<Workflow> {
  return startWorkflow(workflow, options).ended;
}
