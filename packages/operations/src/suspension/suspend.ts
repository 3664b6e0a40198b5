import type { Workflow } from '@tiphys/models';
import { OperationError } from '../operation-error.ts';
import { LABELS } from '../well-known-names.ts';

/**
 * Returns a workflow that starts nothing new until it is resumed, as `argo suspend` writes it. What runs goes on.
 *
 * @throws {OperationError} `OPERATIONS_COMPLETED`
 */
export function suspend(workflow: Workflow): Workflow {
  if (workflow.metadata.labels?.[LABELS.completed] === 'true')
    throw new OperationError('OPERATIONS_COMPLETED', 'cannot suspend completed workflows', {
      advice: 'Use retry or resubmit to run it again',
    });
  if (workflow.spec.suspend === true) return workflow;
  return { ...workflow, spec: { ...workflow.spec, suspend: true } };
}
