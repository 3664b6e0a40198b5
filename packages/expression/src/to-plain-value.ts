import { parseJson } from '@tiphys/go';
import { ExpressionError } from './expression-error.ts';
import { toGoJson } from './values/json.ts';

/**
 * JSON data of a value that `evaluateExpression` gave: numbers of every kind become `number`, times their text.
 *
 * @throws {ExpressionError} `EXPRESSION_EVALUATION` where JSON cannot carry the value (infinity, a function)
 */
export function toPlainValue(value: unknown): unknown {
  return parseJson(toJsonText(value));
}

/**
 * The JSON text of a value that `evaluateExpression` gave, as Go's `json.Marshal` writes it.
 *
 * @throws {ExpressionError} `EXPRESSION_EVALUATION` where JSON cannot carry the value (infinity, a function)
 */
export function toJsonText(value: unknown): string {
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

/**
 * The value of a JSON text.
 *
 * @throws {ExpressionError} `EXPRESSION_JSON`, with the words of Go's `encoding/json`, which Argo's messages hold
 */
export function parseJsonText(text: string): unknown {
  try {
    return parseJson(text);
  } catch (cause) {
    throw new ExpressionError('EXPRESSION_JSON', cause instanceof Error ? cause.message : String(cause), {
      cause,
    });
  }
}
