import type { ExpressionNode } from './node.ts';

/** Returns the names of `a.b.c` or `a["b"].c`; undefined if a part of the path is computed. */
export function memberPath(node: ExpressionNode): readonly string[] | undefined {
  const parts: string[] = [];
  let current = node;
  while (current.kind === 'member') {
    if (current.property.kind !== 'string') return undefined;
    parts.unshift(current.property.value);
    current = current.object;
  }
  return current.kind === 'identifier' ? [current.name, ...parts] : undefined;
}

/** Tells whether `??` or `?.` guards a child of a node against missing members; `guarded` says it of the node itself. */
export function isGuarded(parent: ExpressionNode, child: ExpressionNode, guarded: boolean): boolean {
  if (parent.kind === 'chain') return true;
  if (parent.kind === 'binary' && parent.operator === '??') return guarded || child === parent.left;
  return guarded && parent.kind === 'member';
}
