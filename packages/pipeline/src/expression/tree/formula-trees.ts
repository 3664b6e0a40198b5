import { childrenOf, type ExpressionNode, mapChildren } from '@tiphys/expression/language';
import type { Formula } from '../../ir/graph.ts';
import { findOperand } from '../../ir/operand.ts';

/** The trees of formulas, with operands in place of their inputs. */
export interface FormulaTrees {
  /** Returns the tree of a formula. */
  treeOf(formula: Formula): ExpressionNode;
}

/** Returns a tree with the given nodes in place of its operands. */
export function substituteOperands(
  tree: ExpressionNode,
  operands: readonly ExpressionNode[],
): ExpressionNode {
  const replace = (node: ExpressionNode): ExpressionNode => {
    const operand = findOperand(node);
    return operand === undefined ? mapChildren(node, replace) : (operands[operand.index] ?? node);
  };
  return replace(tree);
}

/** Tells whether a tree has more nodes than the given number. */
export function hasMoreNodes(tree: ExpressionNode, most: number): boolean {
  let count = 0;
  const visit = (node: ExpressionNode): boolean => {
    count += 1;
    return count > most || childrenOf(node).some(visit);
  };
  return visit(tree);
}
