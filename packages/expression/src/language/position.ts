import type { ExpressionNode } from './node.ts';

// Kept beside the nodes, so that a printed and parsed tree equals one that was made by hand.
const positions = new WeakMap<ExpressionNode, number>();

/** Freezes a node and remembers where in its text it stands. */
export function placed<T extends ExpressionNode>(node: T, offset: number): T {
  positions.set(node, offset);
  return Object.freeze(node);
}

/** The offset of a node in the text it was parsed from, 0 for a node made by hand. */
export function positionOf(node: ExpressionNode): number {
  return positions.get(node) ?? 0;
}
