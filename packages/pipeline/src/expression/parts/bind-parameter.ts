import type { ArrayPattern, AssignmentPattern, Expression, Pattern, Property } from '../source/syntax.ts';
import { choice } from '../tree/expression-nodes.ts';
import { integer, orElse, slice } from '../tree/nodes.ts';
import { constantNumber } from '../value-types/number-facts.ts';
import type { TypedNode } from '../value-types/typed-node.ts';
import {
  elementOf,
  hasKind,
  isOnly,
  listType,
  nonNull,
  numberType,
  union,
  without,
} from '../value-types/value-type.ts';
import { elementAt } from './translate-element.ts';
import { undefinedNode } from './translate-logical.ts';
import { fieldOf } from './translate-member.ts';
import { nameOfType, type Translation, unsupported } from './translation.ts';

/** The context in which parameters are bound. */
export type BindingContext = Omit<Translation, 'names'> & {
  readonly names: Map<string, TypedNode | undefined>;
};

/** Binds the names of a parameter: a plain name, or the names in an object pattern. */
export function bindParameter(param: Pattern, value: TypedNode, context: BindingContext): void {
  switch (param.type) {
    case 'Identifier':
      context.names.set(param.name, value);
      return;
    case 'AssignmentPattern':
      bindParameter(param.left, withDefault(param, value, context), context);
      return;
    case 'ObjectPattern':
      for (const property of param.properties) bindField(param, property as Property, value, context);
      return;
    case 'ArrayPattern':
      bindElements(param, value, context);
      return;
    default:
      throw refused(param, context);
  }
}

function bindElements(param: ArrayPattern, value: TypedNode, context: BindingContext): void {
  const object = value.constant === undefined ? { ...value, type: nonNull(value.type) } : value;
  if (!isOnly(object.type, 'list'))
    throw unsupported(param, context, `elements are read from ${nameOfType(value.type)}`);
  for (const [position, element] of param.elements.entries()) {
    if (element === null) continue;
    if (element.type === 'RestElement') {
      const rest = slice(object.node, integer(position));
      bindParameter(element.argument, { node: rest, type: listType(elementOf(object.type)) }, context);
    } else {
      const index = { node: integer(position), type: numberType(constantNumber(position)) };
      bindParameter(element, elementAt(element, { object, index }, context), context);
    }
  }
}

function refused(param: Pattern, context: BindingContext): Error {
  return context.errors.at(
    'PIPELINE_UNSUPPORTED_SYNTAX',
    param,
    'a parameter must be a name, or a pattern of fields or elements.',
  );
}

function bindField(param: Pattern, property: Property, value: TypedNode, context: BindingContext): void {
  const name = property.type === 'Property' && !property.computed ? nameOf(property.key) : undefined;
  if (name === undefined) throw refused(param, context);
  const isWhole = value.constant !== undefined || value.fields !== undefined;
  const object = isWhole ? value : { ...value, type: nonNull(value.type) };
  if (!isOnly(object.type, 'object'))
    throw unsupported(property, context, `the field .${name} is read from ${nameOfType(value.type)}`);
  const field = fieldOf(property.key, { object, name }, context);
  // In a parameter, property values are patterns.
  bindParameter(property.value as Pattern, field, context);
}

function nameOf(key: Expression): string | undefined {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' && typeof key.value === 'string' ? key.value : undefined;
}

/** Returns a value, or its default if it is undefined. */
function withDefault(param: AssignmentPattern, value: TypedNode, context: BindingContext): TypedNode {
  if (!hasKind(value.type, 'undefined')) return value;
  const fallback = context.translate(param.right, context);
  const type = union(without(value.type, 'undefined'), fallback.type);
  if (!hasKind(value.type, 'null')) return { node: orElse(value.node, fallback.node), type };
  const isUndefined = undefinedNode(value);
  if (isUndefined === undefined) {
    throw unsupported(
      param,
      context,
      'this value can be null or undefined, which Argo cannot distinguish here',
      'Write value ?? "..." instead of a default',
    );
  }
  return { node: choice(isUndefined, fallback.node, value.node), type };
}
