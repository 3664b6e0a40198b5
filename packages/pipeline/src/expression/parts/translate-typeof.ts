import type { ExpressionNode } from '@tiphys/expression';
import type { BinaryExpression, Expression, UnaryExpression } from '../source/syntax.ts';
import { unwrap } from '../source/syntax.ts';
import { binary, builtin, choice, text, valueAt } from '../tree/expression-nodes.ts';
import { anyOf, truth } from '../tree/nodes.ts';
import type { TypedNode } from '../value-types/typed-node.ts';
import { hasKind, isOnly, textType, type ValueKind } from '../value-types/value-type.ts';
import { undefinedNode } from './translate-logical.ts';
import { type Translation, unsupported } from './translation.ts';

const TYPEOF_NAMES = {
  undefined: 'undefined',
  null: 'object',
  boolean: 'boolean',
  number: 'number',
  string: 'string',
  list: 'object',
  object: 'object',
} as const;

/** Argo's names of types. */
const ARGO_TYPES: Readonly<Record<string, readonly string[]>> = {
  null: ['nil'],
  undefined: ['nil'],
  boolean: ['bool'],
  number: ['float', 'int'],
  string: ['string'],
  list: ['array'],
  object: ['map'],
};

/** Translates `typeof value`. */
export function translateTypeof(part: UnaryExpression, context: Translation): TypedNode {
  const { node, type, isUndefined } = context.translate(part.argument, context);
  const both = hasKind(type, 'null') && hasKind(type, 'undefined');
  if (both && isUndefined === undefined)
    throw unsupported(
      part,
      context,
      'Argo cannot distinguish null from undefined here',
      'Compare with == null',
    );
  const texts = [...new Set(type.map(({ kind }) => TYPEOF_NAMES[kind]))];
  const [only = 'undefined', ...others] = texts;
  if (others.length === 0) return { node: text(only), type: textType([only]) };
  const kinds = type.filter(({ kind }) => !both || kind !== 'undefined');
  const entries = kinds.flatMap(({ kind }) =>
    (ARGO_TYPES[kind] ?? []).map((name) => ({ key: text(name), value: text(TYPEOF_NAMES[kind]) })),
  );
  const found = valueAt({ kind: 'map', entries }, builtin('type', node));
  return {
    node: both && isUndefined !== undefined ? choice(isUndefined, text('undefined'), found) : found,
    type: textType(texts),
  };
}

/** Translates comparisons such as `typeof value === "string"`; undefined for other comparisons. */
export function typeofTest(part: BinaryExpression, context: Translation): ExpressionNode | undefined {
  if (!['===', '!==', '==', '!='].includes(part.operator)) return undefined;
  const found = operandsOf(part.left, part.right) ?? operandsOf(part.right, part.left);
  if (found === undefined) return undefined;
  const typed = context.translate(found.value, context);
  const test = testOf(typed, found.name);
  if (test === undefined || !part.operator.startsWith('!')) return test;
  if (test.kind === 'boolean') return truth(!test.value);
  return { kind: 'unary', operator: '!', operand: test };
}

function operandsOf(
  one: Expression,
  other: Expression,
): { readonly value: Expression; readonly name: string } | undefined {
  const [left, right] = [unwrap(one), unwrap(other)];
  if (left.type !== 'UnaryExpression' || left.operator !== 'typeof') return undefined;
  if (right.type !== 'Literal' || typeof right.value !== 'string') return undefined;
  return { value: left.argument, name: right.value };
}

function testOf(typed: TypedNode, name: string): ExpressionNode | undefined {
  const kinds = typed.type.map(({ kind }) => kind).filter((kind) => TYPEOF_NAMES[kind] === name);
  if (kinds.length === 0) return truth(false);
  if (isOnly(typed.type, ...kinds)) return truth(true);
  // Telling null from undefined needs another test.
  if (kinds.includes('undefined')) return undefinedNode(typed);
  if (kinds.includes('null') && hasKind(typed.type, 'undefined')) return undefined;
  const names = kinds.flatMap((kind: ValueKind) => ARGO_TYPES[kind] ?? []);
  return anyOf(names.map((one) => binary('==', builtin('type', typed.node), text(one))));
}
