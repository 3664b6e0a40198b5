import type { ExpressionNode } from './node.ts';

/** Returns the parts of a node that are nodes, in the order of the text. */
export function childrenOf(node: ExpressionNode): readonly ExpressionNode[] {
  switch (node.kind) {
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'chain':
      return [node.node];
    case 'member':
      return [node.object, node.property];
    case 'slice':
      return [node.object, node.from, node.to].filter((child) => child !== undefined);
    case 'call':
      return [node.callee, ...node.arguments];
    case 'builtin':
      return node.arguments;
    case 'predicate':
      return [node.body];
    case 'let':
      return [node.value, node.body];
    case 'sequence':
    case 'array':
      return node.items;
    case 'conditional':
      return [node.condition, node.whenTrue, node.whenFalse];
    case 'map':
      return node.entries.flatMap(({ key, value }) => [key, value]);
    default:
      return [];
  }
}
