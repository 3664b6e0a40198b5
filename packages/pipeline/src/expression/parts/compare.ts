import type { BinaryOperator, ExpressionNode } from '@tiphys/expression';
import type { BinaryExpression } from '../source/syntax.ts';
import { binary, negation, sprig, text } from '../tree/expression-nodes.ts';
import { isNil, NIL, truth, untyped } from '../tree/nodes.ts';
import { staticType } from '../value-types/go-type.ts';
import type { TypedNode } from '../value-types/typed-node.ts';
import {
  alternativeOf,
  hasKind,
  isNullable,
  isOnly,
  nonNull,
  type ValueKind,
  type ValueType,
} from '../value-types/value-type.ts';
import { undefinedNode } from './translate-logical.ts';
import { ambiguous, nameOfType, numberOf, type Translation, unsupported } from './translation.ts';

/** Two operands: their source and their nodes. */
export interface Operands {
  readonly part: BinaryExpression;
  readonly left: TypedNode;
  readonly right: TypedNode;
}

/** Translates `===` and `!==`. */
export function strictlyEqual(
  { part, left, right }: Operands,
  isEqual: boolean,
  context: Translation,
): ExpressionNode {
  const common = nonNull(left.type).filter(({ kind }) => hasKind(right.type, kind));
  refuseIdentity(part, common, context);
  const bothNullable = isNullable(left.type) && isNullable(right.type);
  if (common.length === 0 && !bothNullable) return truth(!isEqual);
  if (bothNullable && !agreeOnNil(left.type, right.type))
    return apart({ part, left, right }, isEqual, context);
  if (common.length === 0 && left.node.kind !== 'nil' && right.node.kind !== 'nil') {
    const bothNil = binary('&&', isNil(left.node), isNil(right.node));
    return isEqual ? bothNil : negation(bothNil);
  }
  return binary(isEqual ? '==' : '!=', ...comparable(left, right));
}

function refuseIdentity(part: BinaryExpression, common: ValueType, context: Translation): void {
  const same = common.find(({ kind }) => kind === 'list' || kind === 'object');
  if (same === undefined) return;
  throw unsupported(
    part,
    context,
    `${part.operator} of ${same.kind === 'list' ? 'lists' : 'objects'} compares identities in JavaScript, but contents in Argo`,
    'Compare their fields, or compute it in a component',
  );
}

/** Tells whether nil on both sides is always the same JavaScript value. */
export function agreeOnNil(left: ValueType, right: ValueType): boolean {
  const kinds = (type: ValueType): readonly ValueKind[] =>
    type.map(({ kind }) => kind).filter((kind) => kind === 'null' || kind === 'undefined');
  return new Set([...kinds(left), ...kinds(right)]).size === 1;
}

/** Translates a comparison where one side can be null and the other one undefined. */
function apart({ part, left, right }: Operands, isEqual: boolean, context: Translation): ExpressionNode {
  const one = undefinedNode(left);
  const other = undefinedNode(right);
  if (one === undefined || other === undefined) {
    throw ambiguous(
      part,
      context,
      'this value can be null or undefined, which Argo cannot distinguish here',
      'Write == null or != null to test for both',
    );
  }
  const equal = sameNil({ left, right, one, other });
  return isEqual ? equal : equal.kind === 'boolean' ? truth(!equal.value) : negation(equal);
}

function sameNil({
  left,
  right,
  one,
  other,
}: {
  readonly left: TypedNode;
  readonly right: TypedNode;
  readonly one: ExpressionNode;
  readonly other: ExpressionNode;
}): ExpressionNode {
  if (isOnly(right.type, 'undefined')) return one;
  if (isOnly(left.type, 'undefined')) return other;
  if (isOnly(right.type, 'null')) return nilBut(left, one);
  if (isOnly(left.type, 'null')) return nilBut(right, other);
  return binary('&&', binary('==', ...comparable(left, right)), binary('==', one, other));
}

function nilBut({ node, type }: TypedNode, isUndefined: ExpressionNode): ExpressionNode {
  if (!hasKind(type, 'null')) return truth(false);
  if (isUndefined.kind === 'boolean') return isUndefined.value ? truth(false) : isNil(node);
  return binary('&&', isNil(node), negation(isUndefined));
}

/** Argo refuses to compare values that seem to have different types, and asserts the types that it infers. */
function comparable(left: TypedNode, right: TypedNode): readonly [ExpressionNode, ExpressionNode] {
  const types = [staticType(left.node), staticType(right.node)];
  if (types.includes('any') || types.includes('nil')) return [left.node, right.node];
  return [
    isAsSeen(left) ? left.node : untyped(left.node),
    isAsSeen(right) ? right.node : untyped(right.node),
  ];
}

/** Tells whether a value always has the type that Argo infers. */
export function isAsSeen({ node, type }: TypedNode): boolean {
  const seen = staticType(node);
  if (isOnly(type, 'string')) return seen === 'string' || seen === 'unclear';
  if (isOnly(type, 'boolean')) return seen === 'bool' || seen === 'unclear';
  if (!isOnly(type, 'number')) return false;
  return seen === 'float' || alternativeOf(type, 'number')?.facts.held === 'int';
}

/** Translates `==` and `!=`: with null, or of values of the same type. */
export function looselyEqual(
  { part, left, right }: Operands,
  isEqual: boolean,
  context: Translation,
): ExpressionNode {
  const [some, other] = [nonNull(left.type), nonNull(right.type)];
  if (some.length === 0 || other.length === 0) {
    const value = some.length === 0 ? right : left;
    if (!isNullable(value.type)) return truth(!isEqual);
    return binary(isEqual ? '==' : '!=', value.node, NIL);
  }
  const kind = some.length === 1 && other.length === 1 ? some[0]?.kind : undefined;
  if (kind === undefined || kind !== other[0]?.kind) {
    throw unsupported(
      part,
      context,
      `${part.operator} converts ${nameOfType(left.type)} and ${nameOfType(right.type)} before it compares them`,
      `Write ${part.operator}=`,
    );
  }
  refuseIdentity(part, some, context);
  return binary(isEqual ? '==' : '!=', ...comparable(left, right));
}

/** Translates `<`, `>`, `<=` and `>=`. */
export function ordered(
  { part, left, right }: Operands,
  operator: BinaryOperator,
  context: Translation,
): ExpressionNode {
  if (isOnly(left.type, 'string') && isOnly(right.type, 'string')) {
    if (isSimple(left.type) || isSimple(right.type)) return binary(operator, left.node, right.node);
    return binary(operator, utf16Key(left.node), utf16Key(right.node));
  }
  const isText = (type: ValueType): boolean => hasKind(type, 'string');
  if (isText(left.type) || isText(right.type)) {
    throw ambiguous(
      part,
      context,
      `${nameOfType(left.type)} and ${nameOfType(right.type)} are compared, as strings or as numbers`,
      'Convert both sides: Number(value) or String(value)',
    );
  }
  const a = numberOf(part.left, left, context);
  const b = numberOf(part.right, right, context);
  return binary(operator, a.node, b.node);
}

/** Tells whether all characters are below the surrogates. JavaScript and Argo only sort characters above them differently. */
function isSimple(type: ValueType): boolean {
  const facts = alternativeOf(type, 'string')?.facts;
  return facts?.isAscii === true || facts?.texts?.every((one) => !/[\ud800-\uffff]/.test(one)) === true;
}

/** Returns a key by which Argo sorts strings as JavaScript does: by UTF-16 code units. */
export function utf16Key(node: ExpressionNode): ExpressionNode {
  const above = sprig('regexReplaceAll', text('[\\x{e000}-\\x{ffff}]'), node, text('\ue001$0'));
  return sprig('regexReplaceAll', text('[\\x{10000}-\\x{10ffff}]'), above, text('\ue000$0'));
}
