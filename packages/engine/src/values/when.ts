import { evaluateWhen } from '@tiphys/expression';

/**
 * Whether a step or task with this condition runs; no condition holds.
 *
 * @throws ExpressionError with Argo's words when it is no condition
 */
export function conditionHolds(when: string | undefined): boolean {
  return when ? evaluateWhen(when) : true;
}

/** Whether a condition can be evaluated as it stands, and is false. */
export function isPlainlyFalse(when: string | undefined): boolean {
  if (!when) return false;
  try {
    return !evaluateWhen(when);
  } catch {
    return false;
  }
}
