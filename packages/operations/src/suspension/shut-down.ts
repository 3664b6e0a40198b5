import { quoteGo } from '@tiphys/go';
import type { Workflow } from '@tiphys/models';
import { isFinalPhase } from '../nodes/node-phase.ts';
import { OperationError } from '../operation-error.ts';
import { setNode } from './set-node.ts';

/** Options of {@link stop}. */
export interface StopOptions {
  readonly now: Date;
  /** Which suspended nodes fail, such as `displayName=approve`. Without it, the whole workflow stops. */
  readonly nodeFieldSelector?: string;
  /** The message of the nodes that the selector matches. Without a selector, Argo ignores it. */
  readonly message?: string;
}

/**
 * Returns a workflow that stops, as `argo stop` writes it: its pods are stopped and exit handlers run. With a selector, only the suspended
 * nodes that it matches fail. See docs/semantics/suspend-and-stop.md#stop-and-terminate.
 *
 * @throws {OperationError} `OPERATIONS_COMPLETED`; with a selector, what {@link setNode} throws
 */
export function stop(workflow: Workflow, { now, nodeFieldSelector = '', message }: StopOptions): Workflow {
  if (nodeFieldSelector === '') return shutDown(workflow, 'Stop');
  const values = message === undefined ? {} : { message };
  return setNode(workflow, { now, nodeFieldSelector, phase: 'Failed', ...values });
}

/**
 * Returns a workflow that is terminated, as `argo terminate` writes it: exit handlers do not run.
 * See docs/semantics/suspend-and-stop.md#stop-and-terminate.
 *
 * @throws {OperationError} `OPERATIONS_COMPLETED`
 */
export function terminate(workflow: Workflow): Workflow {
  return shutDown(workflow, 'Terminate');
}

function shutDown(workflow: Workflow, shutdown: 'Stop' | 'Terminate'): Workflow {
  const { metadata, spec, status } = workflow;
  if (!isFinalPhase(status?.phase)) return { ...workflow, spec: { ...spec, shutdown } };
  const name = quoteGo(metadata.name ?? '');
  const namespace = quoteGo(metadata.namespace ?? '');
  throw new OperationError(
    'OPERATIONS_COMPLETED',
    `cannot shutdown a completed workflow: workflow: ${name}, namespace: ${namespace}`,
    { advice: 'There is nothing left to stop' },
  );
}
