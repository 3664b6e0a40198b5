import type { CallExpression, MemberExpression } from '../source/syntax.ts';
import type { TypedNode } from '../value-types/typed-node.ts';

/** A call of a method. */
export interface MethodCall {
  readonly part: CallExpression;
  readonly callee: MemberExpression;
  readonly name: string;
  readonly object: TypedNode;
}
