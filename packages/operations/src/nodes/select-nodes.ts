import type { NodeStatus } from '@tiphys/models';
import { OperationError } from '../operation-error.ts';
import { type FieldSelector, matchesFields, parseFieldSelector } from './field-selector.ts';
import { templateOf } from './node-phase.ts';

/**
 * Returns the conditions of a node field selector. The keys are `displayName`, `templateName`, `phase`, `name`, `id`, `templateRef.name`,
 * `templateRef.template` and `inputs.parameters.NAME.value`. See docs/semantics/suspend-and-stop.md#selectors.
 *
 * @throws {OperationError} `OPERATIONS_SELECTOR`, with the message of Argo's command
 */
export function parseNodeFieldSelector(text: string): FieldSelector {
  try {
    return parseFieldSelector(text);
  } catch (cause) {
    if (!(cause instanceof OperationError)) throw cause;
    throw new OperationError(
      'OPERATIONS_SELECTOR',
      `unable to parse node field selector '${text}': ${cause.argoMessage}`,
      { advice: 'Write conditions such as displayName=a or phase!=Failed, with commas between them' },
    );
  }
}

/** Tells whether a node meets every condition of a node field selector. */
export function matchesNode(selector: FieldSelector, node: NodeStatus): boolean {
  return matchesFields(selector, fieldsOf(node));
}

function fieldsOf(node: NodeStatus): ReadonlyMap<string, string> {
  const fields = new Map([
    ['displayName', node.displayName ?? ''],
    ['templateName', templateOf(node)],
    ['phase', node.phase ?? ''],
    ['name', node.name],
    ['id', node.id],
  ]);
  if (node.templateRef !== undefined) {
    fields.set('templateRef.name', node.templateRef.name ?? '');
    fields.set('templateRef.template', node.templateRef.template ?? '');
  }
  for (const { name, value } of node.inputs?.parameters ?? [])
    fields.set(`inputs.parameters.${name}.value`, value === undefined ? '' : String(value));
  return fields;
}
