import type { ExpressionNode } from '@tiphys/expression';
import type { ConditionalExpression, Expression, LogicalExpression } from '../source/syntax.ts';
import { binary, choice } from '../tree/expression-nodes.ts';
import { anyOf, bind, NIL, orElse, truth } from '../tree/nodes.ts';
import type { TypedNode } from '../value-types/typed-node.ts';
import {
  type Alternative,
  hasKind,
  isNullable,
  isOnly,
  nonNull,
  union,
  type ValueType,
  without,
} from '../value-types/value-type.ts';
import { asCondition } from '../values/to-condition.ts';
import { assume } from './narrowing.ts';
import type { Translation } from './translation.ts';

/** Translates `&&`, `||` and `??`, whose value is one of their operands. */
export function translateLogical(part: LogicalExpression, context: Translation): TypedNode {
  const left = context.translate(part.left, context);
  if (part.operator === '??') return coalesce(left, context.translate(part.right, context));
  const isAnd = part.operator === '&&';
  const narrowing = assume(part.left, isAnd, context.narrowing);
  const right = context.translate(part.right, { ...context, narrowing });
  const known = asCondition(left);
  if (known.kind === 'boolean') return known.value === isAnd ? right : left;
  const kept = isAnd ? falsyPart(left.type) : nonNull(left.type);
  const type = union(kept, right.type);
  if (isOnly(left.type, 'boolean') && isOnly(right.type, 'boolean'))
    return { node: binary(part.operator, left.node, right.node), type };
  return {
    node: bind(left.node, (value) => {
      const test = asCondition({ node: value, type: left.type });
      return isAnd ? choice(test, right.node, value) : choice(test, value, right.node);
    }),
    type,
    ...undefinedTest({ left, right, isAnd }, type),
  };
}

function undefinedTest(
  { left, right, isAnd }: { readonly left: TypedNode; readonly right: TypedNode; readonly isAnd: boolean },
  type: ValueType,
): { readonly isUndefined?: ExpressionNode } {
  if (!hasKind(type, 'null') || !hasKind(type, 'undefined')) return {};
  const [then, otherwise] = isAnd
    ? [undefinedNode(right), undefinedNode(left)]
    : [truth(false), undefinedNode(right)];
  if (then === undefined || otherwise === undefined) return {};
  return { isUndefined: choice(asCondition(left), then, otherwise) };
}

function coalesce(left: TypedNode, right: TypedNode): TypedNode {
  if (!isNullable(left.type)) return left;
  const some = nonNull(left.type);
  if (some.length === 0) return right;
  return {
    node: orElse(left.node, right.node),
    type: union(some, right.type),
    ...(right.isUndefined === undefined
      ? {}
      : {
          isUndefined: binary('&&', binary('==', left.node, NIL), right.isUndefined),
        }),
  };
}

function falsyPart(type: ValueType): ValueType {
  return without(type, 'list', 'object').map((one): Alternative => {
    if (one.kind === 'string') return { kind: 'string', facts: { texts: [''], isAscii: true } };
    return one;
  });
}

/** Translates `&&` and `||` in a condition. */
export function conditionOfLogical(part: LogicalExpression, context: Translation): ExpressionNode {
  const isAnd = part.operator === '&&';
  const left = context.condition(part.left, context);
  const narrowing = assume(part.left, isAnd, context.narrowing);
  const right = context.condition(part.right, { ...context, narrowing });
  if (left.kind === 'boolean') return left.value === isAnd ? right : truth(!isAnd);
  if (right.kind === 'boolean' && right.value === isAnd) return left;
  return isAnd ? binary('&&', left, right) : anyOf([left, right]);
}

/** Translates `a ? b : c`. */
export function translateConditional(part: ConditionalExpression, context: Translation): TypedNode {
  return conditionalOf(
    part.test,
    {
      whenTrue: (inner) => context.translate(part.consequent, inner),
      whenFalse: (inner) => context.translate(part.alternate, inner),
    },
    context,
  );
}

/** What a condition decides between. Each gets the context in which the condition is known. */
interface Branches {
  readonly whenTrue: (context: Translation) => TypedNode;
  readonly whenFalse: (context: Translation) => TypedNode;
}

/** Returns one of two values, depending on a condition. */
export function conditionalOf(given: Expression, branches: Branches, context: Translation): TypedNode {
  const test = context.condition(given, context);
  const branch = (holds: boolean): Translation => ({
    ...context,
    narrowing: assume(given, holds, context.narrowing),
  });
  const then = branches.whenTrue(branch(true));
  const otherwise = branches.whenFalse(branch(false));
  if (test.kind === 'boolean') return test.value ? then : otherwise;
  const type = union(then.type, otherwise.type);
  return {
    node: choice(test, then.node, otherwise.node),
    type,
    ...(hasKind(type, 'null') && hasKind(type, 'undefined') ? joinTests(test, then, otherwise) : {}),
  };
}

function joinTests(
  test: ExpressionNode,
  then: TypedNode,
  otherwise: TypedNode,
): { readonly isUndefined?: ExpressionNode } {
  const one = undefinedNode(then);
  const other = undefinedNode(otherwise);
  return one === undefined || other === undefined ? {} : { isUndefined: choice(test, one, other) };
}

/** Returns a test for undefined, or undefined if Argo cannot tell. */
export function undefinedNode({ node, type, isUndefined }: TypedNode): ExpressionNode | undefined {
  if (!hasKind(type, 'undefined')) return truth(false);
  if (hasKind(type, 'null')) return isUndefined;
  return isOnly(type, 'undefined') ? truth(true) : binary('==', node, NIL);
}
