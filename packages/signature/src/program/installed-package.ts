import type { ts } from 'ts-morph';

/** Tells whether the code around a node belongs to an installed package. */
export function isInPackage(node: ts.Node): boolean {
  return node.getSourceFile().fileName.includes('/node_modules/');
}
