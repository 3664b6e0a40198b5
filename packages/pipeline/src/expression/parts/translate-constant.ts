import type { ExpressionNode } from '@tiphys/expression';
import type { Constant, RefusedConstant } from '../../ir/constant.ts';
import type { SyntaxNode } from '../source/syntax.ts';
import { listOf, mapLiteral, text } from '../tree/expression-nodes.ts';
import { NIL, numberNode, untyped } from '../tree/nodes.ts';
import { constantNumber } from '../value-types/number-facts.ts';
import { booleanNode, type TypedNode } from '../value-types/typed-node.ts';
import {
  listType,
  numberType,
  objectType,
  TYPES,
  textType,
  union,
  type ValueType,
} from '../value-types/value-type.ts';
import type { Translation } from './translation.ts';

/** Where a constant is used, for messages. */
export interface ConstantUse {
  readonly part: SyntaxNode;
  readonly context: Pick<Translation, 'errors'>;
  /** What the message calls it. @default 'This constant' */
  readonly name?: string;
}

/**
 * Returns a constant as a literal with its exact type.
 *
 * Lists and objects can have parts that are refused, as a namespace of functions and constants has. Reading the node of the whole throws.
 *
 * @throws PipelineError `PIPELINE_CAPTURED_VARIABLE` if the constant itself is refused
 */
export function typedConstant(constant: Constant, use: ConstantUse): TypedNode {
  switch (constant.kind) {
    case 'refused':
      throw refuse(constant, use);
    case 'plain':
      return typedPlain(constant.value);
    case 'list':
    case 'object':
      return {
        get node() {
          return literalOf(constant, use);
        },
        type: typeOf(constant),
        constant,
      };
  }
}

function typedPlain(value: undefined | null | boolean | number | string): TypedNode {
  switch (typeof value) {
    case 'string':
      return { node: text(value), type: textType([value]) };
    case 'number':
      return { node: numberNode(value), type: numberType(constantNumber(value)) };
    case 'boolean':
      return booleanNode(value);
    default:
      return { node: NIL, type: value === null ? TYPES.null : TYPES.undefined };
  }
}

function refuse({ what, advice }: RefusedConstant, { part, context, name }: ConstantUse): Error {
  return context.errors.at(
    'PIPELINE_CAPTURED_VARIABLE',
    part,
    `${name ?? 'this constant'} is ${what}. ${advice}.`,
  );
}

function typeOf(constant: Constant): ValueType {
  switch (constant.kind) {
    case 'refused':
      return [];
    case 'plain':
      return typedPlain(constant.value).type;
    case 'list':
      return listType(union(...constant.items.map(typeOf)));
    case 'object':
      return objectType(new Map([...constant.fields].map(([name, field]) => [name, typeOf(field)])));
  }
}

function literalOf(constant: Constant, use: ConstantUse): ExpressionNode {
  switch (constant.kind) {
    case 'refused':
      throw refuse(constant, { ...use, name: `a part of ${use.name ?? 'this constant'}` });
    case 'plain':
      return typedPlain(constant.value).node;
    case 'list':
      return listOf(...constant.items.map((item) => itemOf(item, use)));
    case 'object':
      // As in JSON, a field that is undefined is left out.
      return mapLiteral(
        [...constant.fields]
          .filter(([, field]) => field.kind !== 'plain' || field.value !== undefined)
          .map(([name, field]) => [name, literalOf(field, use)]),
      );
  }
}

/** If one element is nil, Argo assumes that all of them are. */
function itemOf(item: Constant, use: ConstantUse): ExpressionNode {
  const node = literalOf(item, use);
  return node.kind === 'nil' ? untyped(node) : node;
}
