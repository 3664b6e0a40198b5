import type { Workflow } from '@tiphys/models';
import type { Clock } from './clock.ts';
import type { Executor } from './executor.ts';
import type { Journal } from './journal.ts';
import { prepareRun } from './run/prepare-run.ts';
import { RunLoop } from './run/run-loop.ts';

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
  /** Numbers from 0 to 1 for generated names. @default Math.random */
  readonly random?: () => number;
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
  const run = prepareRun(workflow, options);
  return new RunLoop(run, options).finished();
}
