import type { ExpressionNode } from '@tiphys/expression';
import type { Formula } from '../../trace/source.ts';

/** The trees of formulas: with `$0`, `$1` in place of their inputs. */
export interface FormulaTrees {
  /** Returns the tree of a formula. */
  treeOf(formula: Formula): ExpressionNode;
}

/** Returns a tree with nodes in place of `$0`, `$1`. */
export function substituteOperands(
  tree: ExpressionNode,
  operands: readonly ExpressionNode[],
): ExpressionNode {
  const replace = (node: ExpressionNode): ExpressionNode => {
    if (node.kind === 'identifier' && node.name.startsWith('$'))
      return operands[Number.parseInt(node.name.slice(1), 10)] ?? node;
    return mapChildren(node, replace);
  };
  return replace(tree);
}

/** Returns whether a tree has more nodes than the given number. */
export function hasMoreNodes(tree: ExpressionNode, most: number): boolean {
  let count = 0;
  const visit = (node: ExpressionNode): ExpressionNode => {
    count += 1;
    return count > most ? node : mapChildren(node, visit);
  };
  visit(tree);
  return count > most;
}

/** Returns a node with a function applied to each of the nodes directly under it. */
export function mapChildren(
  node: ExpressionNode,
  apply: (child: ExpressionNode) => ExpressionNode,
): ExpressionNode {
  switch (node.kind) {
    case 'unary':
      return { ...node, operand: apply(node.operand) };
    case 'binary':
      return { ...node, left: apply(node.left), right: apply(node.right) };
    case 'chain':
      return { ...node, node: apply(node.node) };
    case 'member':
      return { ...node, object: apply(node.object), property: apply(node.property) };
    case 'slice':
      return {
        ...node,
        object: apply(node.object),
        ...(node.from === undefined ? {} : { from: apply(node.from) }),
        ...(node.to === undefined ? {} : { to: apply(node.to) }),
      };
    case 'call':
      return { ...node, callee: apply(node.callee), arguments: node.arguments.map(apply) };
    case 'builtin':
      return { ...node, arguments: node.arguments.map(apply) };
    case 'predicate':
      return { ...node, body: apply(node.body) };
    case 'let':
      return { ...node, value: apply(node.value), body: apply(node.body) };
    case 'conditional':
      return {
        ...node,
        condition: apply(node.condition),
        whenTrue: apply(node.whenTrue),
        whenFalse: apply(node.whenFalse),
      };
    case 'array':
    case 'sequence':
      return { ...node, items: node.items.map(apply) };
    case 'map':
      return {
        ...node,
        entries: node.entries.map(({ key, value }) => ({ key: apply(key), value: apply(value) })),
      };
    default:
      return node;
  }
}
