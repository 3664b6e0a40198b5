import type { ExpressionNode } from './node.ts';
import { placed, positionOf } from './position.ts';

/** Returns the child nodes of a node, in the order of the text. */
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

type Change = (node: ExpressionNode) => ExpressionNode;

/** Returns a node with a function applied to each of its children; the same node if none of them changed. */
export function mapChildren(node: ExpressionNode, change: Change): ExpressionNode {
  switch (node.kind) {
    case 'unary':
      return merge(node, { operand: change(node.operand) });
    case 'binary':
      return merge(node, { left: change(node.left), right: change(node.right) });
    case 'chain':
      return merge(node, { node: change(node.node) });
    case 'member':
      return merge(node, { object: change(node.object), property: change(node.property) });
    case 'slice':
      return merge(node, {
        object: change(node.object),
        ...(node.from === undefined ? {} : { from: change(node.from) }),
        ...(node.to === undefined ? {} : { to: change(node.to) }),
      });
    case 'call':
      return merge(node, { callee: change(node.callee), arguments: mapList(node.arguments, change) });
    case 'builtin':
      return merge(node, { arguments: mapList(node.arguments, change) });
    case 'predicate':
      return merge(node, { body: change(node.body) });
    case 'let':
      return merge(node, { value: change(node.value), body: change(node.body) });
    case 'sequence':
    case 'array':
      return merge(node, { items: mapList(node.items, change) });
    case 'conditional':
      return merge(node, {
        condition: change(node.condition),
        whenTrue: change(node.whenTrue),
        whenFalse: change(node.whenFalse),
      });
    case 'map': {
      const entries = node.entries.map(({ key, value }) => ({ key: change(key), value: change(value) }));
      const same = entries.every(
        ({ key, value }, at) => key === node.entries[at]?.key && value === node.entries[at]?.value,
      );
      return same ? node : placed({ ...node, entries }, positionOf(node));
    }
    default:
      return node;
  }
}

function merge<T extends ExpressionNode>(node: T, parts: Partial<T>): T {
  const changed = Object.entries(parts).some(([key, part]) => Reflect.get(node, key) !== part);
  return changed ? placed({ ...node, ...parts }, positionOf(node)) : node;
}

function mapList(nodes: readonly ExpressionNode[], change: Change): readonly ExpressionNode[] {
  const changed = nodes.map(change);
  return changed.every((node, index) => node === nodes[index]) ? nodes : changed;
}
