import type { ExpressionNode } from '@tiphys/expression';
import { sharedSlot } from './shared-slot.ts';

/** An input of a formula, as a node of its tree refers to it. */
export interface Operand {
  /** Position among the inputs of the formula. */
  readonly index: number;
  /** Whether Argo computes the input in the same expression. Other inputs come from JSON. */
  readonly isComputed: boolean;
}

// The pipeline may be built by another copy of this package than the one that compiles it.
const operands = sharedSlot('operands', () => new WeakMap<ExpressionNode, Operand>());

/** Returns a node that refers to an input of a formula, until `substituteOperands` replaces it. */
export function operandNode(index: number, isComputed = false): ExpressionNode {
  const node: ExpressionNode = { kind: 'identifier', name: `$${index}` };
  operands.set(node, { index, isComputed });
  return node;
}

/** Returns the input that a node refers to, or undefined for any other node. */
export function findOperand(node: ExpressionNode): Operand | undefined {
  return operands.get(node);
}
