import type { ExpressionNode } from '@tiphys/expression';
import type {
  ArrayExpression,
  Expression,
  ObjectExpression,
  Property,
  SpreadElement,
} from '../source/syntax.ts';
import { unwrap } from '../source/syntax.ts';
import { builtin, choice, listOf, mapLiteral, sprig, text } from '../tree/expression-nodes.ts';
import { orElse, untyped } from '../tree/nodes.ts';
import type { TypedNode } from '../value-types/typed-node.ts';
import {
  elementOf,
  isOnly,
  listType,
  objectType,
  TYPES,
  union,
  type ValueType,
} from '../value-types/value-type.ts';
import { undefinedNode } from './translate-logical.ts';
import { type ObjectPart, spreadObject, translateObjectSpread } from './translate-object-spread.ts';
import { ambiguous, nameOfType, type Translation, unsupported } from './translation.ts';

/** Translates an array literal. */
export function translateArray(part: ArrayExpression, context: Translation): TypedNode {
  const parts = part.elements.map((element): { readonly typed: TypedNode; readonly isSpread: boolean } => {
    if (element === null) throw unsupported(part, context, 'a list with holes has no counterpart in Argo');
    if (element.type !== 'SpreadElement')
      return { typed: context.translate(element, context), isSpread: false };
    return { typed: translateSpread(element, context), isSpread: true };
  });
  const element = union(
    ...parts.map(({ typed, isSpread }) => (isSpread ? elementOf(typed.type) : typed.type)),
  );
  return { node: concatenated(parts), type: listType(element) };
}

/** Translates the value of `...value` to a list. */
export function translateSpread({ argument }: SpreadElement, context: Translation): TypedNode {
  const typed = context.translate(argument, context);
  if (isOnly(typed.type, 'list')) return typed;
  if (isOnly(typed.type, 'string'))
    return { node: builtin('split', typed.node, text('')), type: listType(TYPES.string) };
  throw unsupported(argument, context, `this is ${nameOfType(typed.type)}, not a list`);
}

function concatenated(
  parts: readonly { readonly typed: TypedNode; readonly isSpread: boolean }[],
): ExpressionNode {
  const lists: ExpressionNode[] = [];
  let items: ExpressionNode[] = [];
  for (const { typed, isSpread } of parts) {
    if (!isSpread) {
      // If one element is always nil, Argo assumes that all of them are.
      items.push(isOnly(typed.type, 'null', 'undefined') ? untyped(typed.node) : typed.node);
      continue;
    }
    if (items.length > 0) lists.push(listOf(...items));
    items = [];
    lists.push(typed.node);
  }
  if (items.length > 0 || lists.length === 0) lists.push(listOf(...items));
  const [only] = lists;
  if (only !== undefined && lists.length === 1) return only;
  return concat(lists);
}

/** Concatenates lists. If all of them are empty, Argo's `concat` returns nil. */
export function concat(lists: readonly ExpressionNode[]): ExpressionNode {
  const whole = builtin('concat', ...lists);
  const isFilled = lists.some((list) => list.kind === 'array' && list.items.length > 0);
  return isFilled ? whole : orElse(whole, listOf());
}

interface Field {
  readonly name: string;
  readonly typed: TypedNode;
  readonly isUndefined: ExpressionNode;
}

/** Translates an object literal. Fields that are undefined are omitted, as in JSON. */
export function translateObject(part: ObjectExpression, context: Translation): TypedNode {
  if (part.properties.some(({ type }) => type === 'SpreadElement'))
    return translateSpreadObject(part, context);
  const fields = new Map<string, Field>();
  for (const property of part.properties) {
    const field = translateField(property, context);
    fields.set(field.name, field);
  }
  const all = [...fields.values()];
  const node = mapLiteral(all.map(({ name, typed }) => [name, typed.node]));
  const missing = all
    .filter(({ isUndefined }) => isUndefined.kind !== 'boolean' || isUndefined.value)
    .map(({ name, isUndefined }) => leftOut(name, isUndefined, all));
  return {
    node: missing.length === 0 ? node : sprig('omit', node, ...missing),
    type: objectType(new Map<string, ValueType>(all.map(({ name, typed }) => [name, typed.type]))),
  };
}

/** Translates an object literal with other objects in it: `{ ...object, size: 3 }`. */
function translateSpreadObject(part: ObjectExpression, context: Translation): TypedNode {
  const missing: ExpressionNode[] = [];
  const fields: Field[] = [];
  const parts = part.properties.map((property): ObjectPart => {
    if (property.type === 'SpreadElement') {
      if (missing.length > 0)
        throw unsupported(property, context, 'a field before this can be undefined', 'Spread objects first');
      return translateObjectSpread(property, context);
    }
    const field = translateField(property, context);
    const { name, typed, isUndefined } = field;
    fields.push(field);
    if (isUndefined.kind !== 'boolean' || isUndefined.value) missing.push(leftOut(name, isUndefined, fields));
    return { kind: 'field', name, typed };
  });
  const { node, type } = spreadObject(parts);
  return { node: missing.length === 0 ? node : sprig('omit', node, ...missing), type };
}

/** Returns the name of a field if it should be omitted, otherwise a name that no field has. */
function leftOut(name: string, isUndefined: ExpressionNode, all: readonly Field[]): ExpressionNode {
  if (isUndefined.kind === 'boolean') return text(name);
  let none = '';
  while (all.some((field) => field.name === none)) none += '-';
  return choice(isUndefined, text(name), text(none));
}

function translateField(property: Property | SpreadElement, context: Translation): Field {
  if (property.type !== 'Property') throw unsupported(property, context);
  if (property.computed || property.kind !== 'init' || property.method === true)
    throw unsupported(property, context);
  const name = nameOf(property);
  if (name === undefined || name === '__proto__' || !name.isWellFormed())
    throw unsupported(property, context);
  // In an object literal, property values are expressions.
  const value = property.value as Expression;
  const typed = context.translate(value, context);
  const isUndefined = undefinedNode(typed);
  if (isUndefined !== undefined) return { name, typed, isUndefined };
  throw ambiguous(
    value,
    context,
    'this value can be null or undefined, which Argo cannot distinguish, and fields that are undefined are omitted',
    'Write value ?? null, or compute it in a component',
  );
}

function nameOf({ key: given }: Property): string | undefined {
  const key = unwrap(given);
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' && (typeof key.value === 'string' || typeof key.value === 'number')
    ? String(key.value)
    : undefined;
}
