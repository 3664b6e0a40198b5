import type { ExpressionNode } from '@tiphys/expression';
import type { Constant } from '../../ir/constant.ts';
import { NIL, truth } from '../tree/nodes.ts';
import { TYPES, type ValueType } from './value-type.ts';

/** A node of an Argo expression, with the type of its value in JavaScript. */
export interface TypedNode {
  readonly node: ExpressionNode;
  readonly type: ValueType;
  /** Distinguishes undefined from null, which are both nil in Argo. Only present if the value can be both. */
  readonly isUndefined?: ExpressionNode;
  /** The fields of an object whose fields are separate expressions. */
  readonly fields?: ReadonlyMap<string, TypedNode>;
  /** The value, if it is a constant list or object. */
  readonly constant?: Constant;
}

/** The constant undefined. */
export const UNDEFINED: TypedNode = { node: NIL, type: TYPES.undefined };

/** Returns a node that is a boolean. */
export function booleanNode(node: ExpressionNode | boolean): TypedNode {
  return { node: typeof node === 'boolean' ? truth(node) : node, type: TYPES.boolean };
}
