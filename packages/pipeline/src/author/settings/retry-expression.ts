import {
  childrenOf,
  ExpressionError,
  type ExpressionNode,
  isBuiltin,
  parseExpression,
} from '@tiphys/expression/language';
import { didYouMean } from '../options/option-check.ts';

/** Fields that Argo provides in retry expressions. */
const LAST_RETRY_FIELDS = ['exitCode', 'status', 'duration', 'message'];
const NAMES = ['retries', 'lastRetry'];
const FUNCTIONS = ['asInt', 'asFloat', 'string', 'int', 'float', 'jsonpath', 'toJson', 'sprig'];

/**
 * Returns what is wrong with a retry expression, or undefined if it is valid and only uses available names.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/retries/#conditional-retries
 */
export function findRetryExpressionFault(text: string): string | undefined {
  // Argo replaces tags before it parses the expression, even inside of quotes.
  const replaced = text.replaceAll(/\{\{.*?\}\}/g, 'retries');
  let tree: ExpressionNode;
  try {
    tree = parseExpression(replaced);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return `It is invalid: ${error.message.split('\n', 1)[0]}.`;
  }
  if (VALUE_KINDS.has(tree.kind))
    return 'It is a value, not a condition. Compare it, as in lastRetry.exitCode != "2".';
  return findFault(tree, new Set());
}

const VALUE_KINDS: ReadonlySet<ExpressionNode['kind']> = new Set([
  'nil',
  'integer',
  'float',
  'string',
  'identifier',
  'member',
  'array',
  'map',
]);

function findFault(node: ExpressionNode, local: ReadonlySet<string>): string | undefined {
  if (node.kind === 'identifier') return unknownName(node.name, local);
  if (node.kind === 'binary' && COMPARISONS.has(node.operator)) {
    const text = [node.left, node.right].find(isRetryText);
    if (text !== undefined && [node.left, node.right].some(isNumber))
      return `${describe(text)} is a string, which is never equal to a number. Write asInt(${describe(text)}).`;
  }
  if (node.kind === 'member' && isLastRetry(node.object) && node.property.kind === 'string')
    return unknownField(node.property.value);
  const inside = node.kind === 'let' ? new Set([...local, node.name]) : local;
  for (const inner of childrenOf(node)) {
    const fault = findFault(inner, inside);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function unknownName(name: string, local: ReadonlySet<string>): string | undefined {
  if (NAMES.includes(name) || FUNCTIONS.includes(name) || isBuiltin(name) || local.has(name))
    return undefined;
  return `"${name}" is not available in it. ${didYouMean(name, NAMES) ?? 'Use retries and lastRetry.'}`;
}

function unknownField(name: string): string | undefined {
  if (LAST_RETRY_FIELDS.includes(name)) return undefined;
  return `"lastRetry" has no field "${name}". ${didYouMean(name, LAST_RETRY_FIELDS) ?? `It has ${LAST_RETRY_FIELDS.join(', ')}.`}`;
}

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '>', '<=', '>=']);

/** Tells whether a node is one of the values that Argo provides, which are all strings. */
function isRetryText(node: ExpressionNode): boolean {
  if (node.kind === 'identifier') return node.name === 'retries';
  return node.kind === 'member' && isLastRetry(node.object) && node.property.kind === 'string';
}

function isNumber(node: ExpressionNode): boolean {
  return (
    node.kind === 'integer' || node.kind === 'float' || (node.kind === 'unary' && isNumber(node.operand))
  );
}

function describe(node: ExpressionNode): string {
  return node.kind === 'member' && node.property.kind === 'string'
    ? `lastRetry.${node.property.value}`
    : 'retries';
}

function isLastRetry(node: ExpressionNode): boolean {
  return node.kind === 'identifier' && node.name === 'lastRetry';
}
