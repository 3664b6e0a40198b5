import type { NodeStatus, Workflow } from '@tiphys/models';
import { shownLabel, shownName } from '@tiphys/models/facts';
import { OperationError } from '../operation-error.ts';
import {
  type FieldSelector,
  type FieldTerm,
  parseFieldSelector,
  printFieldSelector,
  printFieldValue,
  SELECTOR_ADVICE,
} from './field-selector.ts';
import { templateOf } from './node-phase.ts';
import { nodesOf } from './read-nodes.ts';

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
      { advice: SELECTOR_ADVICE },
    );
  }
}

/**
 * Tells whether a node meets every condition of a node field selector. `displayName` and `name` may be given as Argo stores them, or as trees show
 * them: with the original items of loops.
 */
export function matchesNode(selector: FieldSelector, node: NodeStatus): boolean {
  const fields = fieldsOf(node);
  return selector.every(({ field, operator, value }) => {
    const raw = fields.get(field) ?? '';
    return (raw === value || shownField(field, raw) === value) === (operator === '=');
  });
}

/**
 * Returns a node field selector that selects the same nodes where names are known only as Argo stores them, such as in the Argo Server.
 *
 * @throws {OperationError} `OPERATIONS_SELECTOR` for a selector that cannot be read, or if several stored names are shown as the one that is given
 */
export function storedSelector(workflow: Workflow, text: string): string {
  const nodes = Object.values(nodesOf(workflow)).map(fieldsOf);
  const terms = parseNodeFieldSelector(text).flatMap((term) => storedTerms(term, nodes));
  return printFieldSelector(terms);
}

function storedTerms(term: FieldTerm, nodes: readonly ReadonlyMap<string, string>[]): readonly FieldTerm[] {
  const { field, operator, value } = term;
  const stored = [...new Set(nodes.map((fields) => fields.get(field) ?? ''))];
  if (stored.includes(value)) return [term];
  const meant = stored.filter((raw) => shownField(field, raw) === value);
  if (meant.length > 1 && operator === '=')
    throw new OperationError('OPERATIONS_SELECTOR', `several nodes are shown as '${value}'`, {
      advice: `Select one of them: ${meant.map((raw) => `${field}=${printFieldValue(raw)}`).join(', or ')}`,
    });
  return meant.length === 0 ? [term] : meant.map((raw) => ({ field, operator, value: raw }));
}

function shownField(field: string, value: string): string {
  if (field === 'displayName') return shownLabel(value);
  return field === 'name' ? shownName(value) : value;
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
