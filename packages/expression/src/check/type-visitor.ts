import type { ExpressionNode } from '../language/node.ts';
import type { GoType } from '../values/type.ts';

/** The extent of a closure: what it visits, and the names `#index` and `#acc`. */
export interface ClosureScope {
  readonly collection: GoType;
  readonly names: ReadonlyMap<string, GoType>;
}

/** Gives nodes their types, for the parts of the check that look at one kind of node. */
export interface TypeVisitor {
  /** Returns the type of a node; fails where it cannot have one. */
  visit(node: ExpressionNode): GoType;
  /** Returns the type of a closure body; a closure that gives nil has none. */
  visitPredicate(node: ExpressionNode, scope: ClosureScope): GoType | undefined;
  /**
   * Refuses a node.
   *
   * @throws {ExpressionError} `EXPRESSION_TYPE`
   */
  fail(node: ExpressionNode, message: string): never;
}
