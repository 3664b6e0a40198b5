import {
  ExpressionError,
  evaluateExpression,
  printGoValue,
  toEnvironment,
  type Variables,
} from '@tiphys/expression';

/**
 * Returns whether an expression of a hook or a retry strategy is true.
 *
 * @throws ExpressionError if it does not compile
 * @throws Error `unable to evaluate expression '...': ...`, `unable to cast expression result '...' to bool`
 */
export function expressionHolds(expression: string, variables: Variables): boolean {
  let value: unknown;
  try {
    value = evaluateExpression(expression, toEnvironment(variables));
  } catch (error) {
    if (!(error instanceof ExpressionError) || error.code !== 'EXPRESSION_EVALUATION') throw error;
    throw new Error(`unable to evaluate expression '${expression}': ${error.message}`);
  }
  if (typeof value === 'boolean') return value;
  throw new Error(`unable to cast expression result '${printAsString(value)}' to bool`);
}

/** Returns the name of the Go type of the result of an expression. */
export function goTypeName(value: unknown): string {
  if (value === null || value === undefined) return '<nil>';
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'number') return 'float64';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  return Array.isArray(value) ? '[]interface {}' : 'map[string]interface {}';
}

/** Prints a value as Go's `%s` does, with its type if it is not a string. */
function printAsString(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '%!s(<nil>)';
  if (Array.isArray(value)) return `[${value.map(printAsString).join(' ')}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `map[${entries.map(([key, item]) => `${key}:${printAsString(item)}`).join(' ')}]`;
  }
  return `%!s(${goTypeName(value)}=${printGoValue(value)})`;
}
