import type { ExpressionNode } from './node.ts';

// Stored outside the nodes, so that a parsed tree equals one that was built.
const positions = new WeakMap<ExpressionNode, number>();

/** Freezes a node and records its offset in the text. */
export function placed<T extends ExpressionNode>(node: T, offset: number): T {
  positions.set(node, offset);
  return Object.freeze(node);
}

/** Returns the offset of a node in the parsed text; 0 for a node that was not parsed. */
export function positionOf(node: ExpressionNode): number {
  return positions.get(node) ?? 0;
}
