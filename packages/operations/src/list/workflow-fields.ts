import type { Workflow } from '@tiphys/models';
import { type FieldSelector, matchesFields, parseFieldSelector } from '../nodes/field-selector.ts';
import { OperationError } from '../operation-error.ts';

const FIELDS: ReadonlySet<string> = new Set(['metadata.name', 'metadata.namespace']);

/**
 * Returns the conditions of a field selector for workflows. The fields are `metadata.name` and `metadata.namespace`.
 *
 * @throws {OperationError} `OPERATIONS_SELECTOR`, with Kubernetes' message
 */
export function parseWorkflowFieldSelector(text: string): FieldSelector {
  const selector = parseFieldSelector(text);
  const unknown = selector.find(({ field }) => !FIELDS.has(field));
  if (unknown === undefined) return selector;
  throw new OperationError('OPERATIONS_SELECTOR', `field label not supported: ${unknown.field}`, {
    advice: 'Use metadata.name or metadata.namespace',
  });
}

/** Tells whether a workflow meets every condition of a field selector. */
export function matchesWorkflow(selector: FieldSelector, { metadata }: Workflow): boolean {
  const { name = '', namespace = '' } = metadata;
  return matchesFields(
    selector,
    new Map([
      ['metadata.name', name],
      ['metadata.namespace', namespace],
    ]),
  );
}
