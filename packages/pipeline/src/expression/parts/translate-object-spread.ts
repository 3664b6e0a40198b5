import type { ExpressionNode } from '@tiphys/expression';
import type { JsonSchema } from '@tiphys/signature/model';
import type { SpreadElement } from '../source/syntax.ts';
import { builtin, closure, listOf, mapLiteral, pointer, sprig, text } from '../tree/expression-nodes.ts';
import { at, orElse } from '../tree/nodes.ts';
import type { TypedNode } from '../value-types/typed-node.ts';
import {
  alternativeOf,
  describeType,
  hasKind,
  isNullable,
  isOnly,
  nonNull,
  TYPES,
  union,
  type ValueType,
  without,
} from '../value-types/value-type.ts';
import { nameOfType, type Translation, unsupported } from './translation.ts';

/** A part of an object literal: a field, or an object that is spread. */
export type ObjectPart =
  | { readonly kind: 'field'; readonly name: string; readonly typed: TypedNode }
  | { readonly kind: 'spread'; readonly typed: TypedNode };

/** Translates an object that is spread in an object literal. */
export function translateObjectSpread({ argument }: SpreadElement, context: Translation): ObjectPart {
  const typed = context.translate(argument, context);
  if (typed.constant?.kind === 'object' && [...typed.constant.fields.values()].some(isUndefined))
    throw unsupported(
      argument,
      context,
      'a field of this constant is undefined',
      'Leave it out, or set it to null',
    );
  if (isOnly(nonNull(typed.type), 'object')) return { kind: 'spread', typed };
  throw unsupported(argument, context, `this is ${nameOfType(typed.type)}, not an object`);
}

function isUndefined(field: { readonly kind: string; readonly value?: unknown }): boolean {
  return field.kind === 'plain' && field.value === undefined;
}

/** Returns the object of all parts. Later fields replace earlier ones. */
export function spreadObject(parts: readonly ObjectPart[]): TypedNode {
  const [first, ...others] = parts;
  // `omit` without names copies an object, which `set` changes.
  const start =
    first === undefined
      ? EMPTY
      : first.kind === 'field'
        ? mapLiteral([[first.name, first.typed.node]])
        : sprig('omit', fieldsOf(first.typed));
  return { node: others.reduce(addPart, start), type: typeOfParts(parts) };
}

const EMPTY: ExpressionNode = { kind: 'map', entries: [] };

function fieldsOf({ node, type }: TypedNode): ExpressionNode {
  return isNullable(type) ? orElse(node, EMPTY) : node;
}

function addPart(object: ExpressionNode, part: ObjectPart): ExpressionNode {
  if (part.kind === 'field') return sprig('set', object, text(part.name), part.typed.node);
  // Argo evaluates the start value of `reduce` inside the closure, where outer elements are not available.
  const list = builtin('concat', listOf(object), builtin('toPairs', fieldsOf(part.typed)));
  const added = sprig('set', pointer('acc'), at(pointer(), 0), at(pointer(), 1));
  return closure('reduce', list, added);
}

function typeOfParts(parts: readonly ObjectPart[]): ValueType {
  const field = (name: string): ValueType => {
    let type: ValueType = [];
    for (const part of parts.toReversed()) {
      if (part.kind === 'field') {
        if (part.name === name) return union(type, part.typed.type);
        continue;
      }
      const object = alternativeOf(part.typed.type, 'object');
      if (object === undefined) continue;
      type = union(type, without(object.field(name), 'undefined'));
      if (object.has(name) && !isNullable(part.typed.type)) return type;
    }
    return union(TYPES.undefined, type);
  };
  const has = (name: string): boolean => !hasKind(field(name), 'undefined');
  return [{ kind: 'object', schema: schemaOfParts(parts, field), field, has }];
}

function schemaOfParts(parts: readonly ObjectPart[], field: (name: string) => ValueType): JsonSchema {
  const names = new Set(parts.flatMap(namesOf));
  const types = [...names].map((name) => [name, field(name)] as const);
  return {
    type: 'object',
    properties: Object.fromEntries(types.map(([name, type]) => [name, describeType(type)])),
    required: types.filter(([, type]) => !hasKind(type, 'undefined')).map(([name]) => name),
  };
}

function namesOf(part: ObjectPart): readonly string[] {
  if (part.kind === 'field') return [part.name];
  const properties = alternativeOf(part.typed.type, 'object')?.schema.properties;
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}
