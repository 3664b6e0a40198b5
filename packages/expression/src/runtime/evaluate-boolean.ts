import { ExpressionError } from '../expression-error.ts';
import { printGoValue } from '../values/print-value.ts';
import { type EvaluateOptions, evaluateExpression } from './evaluate-expression.ts';
import { goTypeName } from './go-type-name.ts';

/**
 * Returns whether an expression is true, as Argo evaluates hooks, retry strategies and the success conditions of HTTP templates.
 *
 * @throws {ExpressionError} if it does not compile
 * @throws Error `unable to evaluate expression '...': ...`, `unable to cast expression result '...' to bool`
 */
export function evaluateBoolean(
  expression: string,
  environment: unknown,
  options: EvaluateOptions = {},
): boolean {
  let value: unknown;
  try {
    value = evaluateExpression(expression, environment, options);
  } catch (error) {
    if (!(error instanceof ExpressionError) || error.code !== 'EXPRESSION_EVALUATION') throw error;
    throw new Error(`unable to evaluate expression '${expression}': ${error.message}`);
  }
  if (typeof value === 'boolean') return value;
  throw new Error(`unable to cast expression result '${printAsString(value)}' to bool`);
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
