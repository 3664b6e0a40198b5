import type { AssignmentPattern, Pattern, Property } from '../source/syntax.ts';
import { choice } from '../tree/expression-nodes.ts';
import { orElse } from '../tree/nodes.ts';
import type { TypedNode } from '../value-types/typed-node.ts';
import { hasKind, isOnly, nonNull, union, without } from '../value-types/value-type.ts';
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
    default:
      throw refused(param, context);
  }
}

function refused(param: Pattern, context: BindingContext): Error {
  return context.errors.at(
    'PIPELINE_UNSUPPORTED_SYNTAX',
    param,
    'a parameter must be a plain name or an object pattern.',
  );
}

function bindField(param: Pattern, property: Property, value: TypedNode, context: BindingContext): void {
  if (property.type !== 'Property' || property.computed || property.key.type !== 'Identifier')
    throw refused(param, context);
  const object = { ...value, type: nonNull(value.type) };
  if (!isOnly(object.type, 'object')) {
    throw unsupported(
      property,
      context,
      `the field .${property.key.name} is read from ${nameOfType(value.type)}`,
    );
  }
  const field = fieldOf(property.key, { object, name: property.key.name }, context);
  // In a parameter, property values are patterns.
  bindParameter(property.value as Pattern, field, context);
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
