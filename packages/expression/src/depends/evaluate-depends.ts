import { ExpressionError } from '../expression-error.ts';
import { evaluateExpression } from '../runtime/evaluate-expression.ts';
import { printGoValue } from '../values/print-value.ts';
import { dependsFailure, dependsNames, parseDepends } from './parse-depends.ts';

/**
 * Evaluates a `depends` text. `lookup` tells whether a task had a result. Without a result, it tells whether a bare task name is true
 * (Succeeded, Skipped or Daemoned, and the phases that `continueOn` adds).
 *
 * @throws {ExpressionError} `EXPRESSION_DEPENDS` if the text is not a valid condition or not a boolean
 * @example
 * ```ts
 * const failed = new Set(['test']);
 * const hasResult = (task: string, result = 'Succeeded') => failed.has(task) === (result === 'Failed');
 * evaluateDepends('build && (test || test.Failed)', hasResult); // => true
 * ```
 */
export function evaluateDepends(text: string, lookup: (task: string, result?: string) => boolean): boolean {
  const { tasks, expression } = parseDepends(text);
  const names = dependsNames(tasks);
  const held = tasks.map(({ task, result }) => (result === undefined ? lookup(task) : lookup(task, result)));
  const environment = Object.fromEntries([...names.values()].map((name, index) => [name, held[index]]));
  let value: unknown;
  try {
    value = evaluateExpression(expression, environment);
  } catch (cause) {
    throw dependsFailure(names, cause);
  }
  if (typeof value === 'boolean') return value;
  throw new ExpressionError(
    'EXPRESSION_DEPENDS',
    `unable to cast expression result '${printGoValue(value)}' to bool`,
  );
}
