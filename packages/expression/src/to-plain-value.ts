import { parseJson } from '@tiphys/go';
import { ExpressionError } from './expression-error.ts';
import { toGoJson } from './values/json.ts';

/**
 * Converts a result of `evaluateExpression` to JSON data: all numbers become `number`, times become text.
 *
 * @throws {ExpressionError} `EXPRESSION_EVALUATION` if JSON cannot represent the value (infinity, a function)
 */
export function toPlainValue(value: unknown): unknown {
  return parseJson(toJsonText(value));
}

/**
 * Returns the JSON of a result of `evaluateExpression`, as Go's `json.Marshal` writes it.
 *
 * @throws {ExpressionError} `EXPRESSION_EVALUATION` if JSON cannot represent the value (infinity, a function)
 */
function toJsonText(value: unknown): string {
  try {
    return toGoJson(value);
  } catch (cause) {
    throw new ExpressionError(
      'EXPRESSION_EVALUATION',
      cause instanceof Error ? cause.message : String(cause),
      { cause },
    );
  }
}
