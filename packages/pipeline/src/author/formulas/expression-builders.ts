import type { BinaryOperator, ExpressionNode } from '@tiphys/expression';
import { captureSite } from '../../ir/call-site.ts';
import type { Formula, Source } from '../../ir/graph.ts';
import { literalNode } from '../../ir/json/literal-node.ts';
import { operandNode } from '../../ir/operand.ts';
import type { Output, OutputHandle } from '../../ir/surface/output.ts';
import { createHandle, findSource } from '../handles/handle.ts';
import { assertBooleans, assertOrdered, type OperandPlace } from '../operands/assert-operands.ts';
import { assertResult } from '../operands/assert-visible.ts';
import { findScope } from '../tracing/trace-state.ts';
import { withCallerLocation } from '../tracing/with-caller-location.ts';
import { expressionSource } from './formula.ts';

type Ordered = number | string;
type Operand<T> = T | OutputHandle<T>;
type AnyFunction = (...values: never[]) => unknown;

function build(
  called: AnyFunction,
  operands: readonly unknown[],
  combine: (...nodes: ExpressionNode[]) => ExpressionNode,
  assert?: (operands: readonly unknown[], place: OperandPlace) => void,
): Output<boolean> {
  return withCallerLocation(called, () => {
    const inputs: Source[] = [];
    const site = captureSite(called);
    const verify = (): void => assert?.(operands, { called: called.name, site });
    verify();
    const nodes = operands.map((value) => {
      const source = findSource(value);
      if (source === undefined) return literalNode(value);
      assertResult(source);
      const known = inputs.indexOf(source);
      return operandNode(known === -1 ? inputs.push(source) - 1 : known);
    });
    const formula: Formula = { inputs, body: combine(...nodes), site, verify, schema: { type: 'boolean' } };
    findScope()?.formulas.push(formula);
    return createHandle<boolean>(expressionSource(formula));
  });
}

function compare(operator: BinaryOperator) {
  return (left: ExpressionNode, right: ExpressionNode): ExpressionNode => ({
    kind: 'binary',
    operator,
    left,
    right,
  });
}

/**
 * Returns whether one value is greater than another.
 *
 * @example
 * ```ts
 * import { draw, notify, total } from './components.generated.ts';
 *
 * export default pipeline('warn', { count: 5, limit: 100 }, ({ count, limit }) => {
 *   const sum = total({ values: draw({ count }) });
 *   when(gt(sum, limit), () => notify({ text: 'That is a lot.' }));
 * });
 * ```
 */
export function gt<T extends Ordered>(left: Operand<T>, right: Operand<T>): Output<boolean> {
  return build(gt, [left, right], compare('>'), assertOrdered);
}

/** Returns whether one value is greater than another, or equal to it. */
export function gte<T extends Ordered>(left: Operand<T>, right: Operand<T>): Output<boolean> {
  return build(gte, [left, right], compare('>='), assertOrdered);
}

/** Returns whether one value is less than another. */
export function lt<T extends Ordered>(left: Operand<T>, right: Operand<T>): Output<boolean> {
  return build(lt, [left, right], compare('<'), assertOrdered);
}

/** Returns whether one value is less than another, or equal to it. */
export function lte<T extends Ordered>(left: Operand<T>, right: Operand<T>): Output<boolean> {
  return build(lte, [left, right], compare('<='), assertOrdered);
}

/** Returns whether two values are equal. */
export function eq<T>(left: Operand<T>, right: Operand<T>): Output<boolean> {
  return build(eq, [left, right], compare('=='));
}

/** Returns whether two values differ. */
export function ne<T>(left: Operand<T>, right: Operand<T>): Output<boolean> {
  return build(ne, [left, right], compare('!='));
}

/**
 * Returns whether all of the given conditions hold.
 *
 * @example
 * ```ts
 * import { draw, notify, total } from './components.generated.ts';
 *
 * export default pipeline('check', { count: 5, quiet: false }, ({ count, quiet }) => {
 *   const sum = total({ values: draw({ count }) });
 *   when(and(gte(sum, 10), lt(sum, 50), not(quiet)), () => notify({ text: 'That is about right.' }));
 * });
 * ```
 */
export function and(...conditions: readonly OutputHandle<boolean>[]): Output<boolean> {
  return build(and, conditions, (...nodes) => nodes.reduce(compare('&&')), assertBooleans);
}

/** Returns whether at least one of the given conditions holds. */
export function or(...conditions: readonly OutputHandle<boolean>[]): Output<boolean> {
  return build(or, conditions, (...nodes) => nodes.reduce(compare('||')), assertBooleans);
}

/** Returns whether the given condition does not hold. */
export function not(condition: OutputHandle<boolean>): Output<boolean> {
  return build(not, [condition], (operand) => ({ kind: 'unary', operator: '!', operand }), assertBooleans);
}
