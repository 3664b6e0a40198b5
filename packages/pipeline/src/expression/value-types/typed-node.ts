import type { ExpressionNode } from '@tiphys/expression';
import type { ValueType } from './value-type.ts';

/** A node of an Argo expression, with the type of its value in JavaScript. */
export interface TypedNode {
  readonly node: ExpressionNode;
  readonly type: ValueType;
  /** Distinguishes undefined from null, which are both nil in Argo. Only present if the value can be both. */
  readonly isUndefined?: ExpressionNode;
}
