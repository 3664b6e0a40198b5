import { evaluateBoolean, toEnvironment, type Variables } from '@tiphys/expression';

/**
 * Returns whether an expression of a hook or a retry strategy is true.
 *
 * @throws ExpressionError if it does not compile
 * @throws Error `unable to evaluate expression '...': ...`, `unable to cast expression result '...' to bool`
 */
export function expressionHolds(expression: string, variables: Variables): boolean {
  return evaluateBoolean(expression, toEnvironment(variables));
}
