import type { ExpressionNode } from '@tiphys/expression';
import type { ValueType } from './value-type.ts';

/** A node of Argo's language, and what is known of its value in JavaScript. */
export interface TypedNode {
  readonly node: ExpressionNode;
  readonly type: ValueType;
  /** Tells undefined from null, which are both nil in Argo; only where the value can be both. */
  readonly isUndefined?: ExpressionNode;
}
