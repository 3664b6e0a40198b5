import type { Workflow } from '@tiphys/models';
import { prepareRun } from '../prepare/prepare-run.ts';
import { drive } from './drive.ts';
import type { StartedRun } from './run-handle.ts';
import type { RunOptions, StartOptions } from './run-options.ts';
import { recordOf, secretsIn } from './run-record.ts';

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
 * @throws EngineError `ENGINE_TOO_MANY_NODES` if it has more nodes than allowed, such as by endless recursion
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
