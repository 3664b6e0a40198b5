import { evaluateWhen } from '@tiphys/expression';

/**
 * Tells whether a step or task with this condition runs. Without a condition, it does.
 *
 * @throws ExpressionError with Argo's message if it is not a valid condition
 */
export function conditionHolds(when: string | undefined): boolean {
  return when ? evaluateWhen(when) : true;
}

/** Tells whether a condition can be evaluated without further substitution, and is false. */
export function isPlainlyFalse(when: string | undefined): boolean {
  if (!when) return false;
  try {
    return !evaluateWhen(when);
  } catch {
    return false;
  }
}
