import type { ExpressionNode } from '../language/node.ts';
import type { GoType } from '../values/type.ts';

/** The scope of a closure: the elements it visits, and the names `#index` and `#acc`. */
export interface ClosureScope {
  readonly collection: GoType;
  readonly names: ReadonlyMap<string, GoType>;
}

/** Computes types of nodes, for the parts of the check that handle one kind of node. */
export interface TypeVisitor {
  /** Returns the type of a node. Fails if it is not valid. */
  visit(node: ExpressionNode): GoType;
  /** Returns the type of a closure body. A closure that returns nil has none. */
  visitPredicate(node: ExpressionNode, scope: ClosureScope): GoType | undefined;
  /**
   * Throws an error at a node.
   *
   * @throws {ExpressionError} `EXPRESSION_TYPE`
   */
  fail(node: ExpressionNode, message: string): never;
}
