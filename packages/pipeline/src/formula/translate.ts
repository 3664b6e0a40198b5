import type { ExpressionNode } from '@tiphys/expression';
import type {
  ArrayExpression,
  ConditionalExpression,
  Identifier,
  LogicalExpression,
  MemberExpression,
  Node,
  ObjectExpression,
  TemplateLiteral,
  UnaryExpression,
} from 'acorn';
import { binary, builtin, choice, mapLiteral, member, negation, text } from '../manifest/expression-nodes.ts';
import { literalNode } from '../trace/literal-node.ts';
import { elementSchema, fieldSchema } from '../trace/schema-of.ts';
import { translateCall } from './translate-call.ts';
import { translateBinary } from './translate-operator.ts';
import {
  conditionOf,
  schemas,
  type Translation,
  textOf,
  unsupported,
  type ValuePart,
} from './translation.ts';
import { eitherSchema, kindOf, type TypedNode } from './typed-node.ts';

/** Returns the node for a part of an arrow function. */
export function translate(part: ValuePart, context: Translation): TypedNode {
  switch (part.type) {
    case 'Literal':
      return translateLiteral(part.value, part, context);
    case 'TemplateLiteral':
      return translateTemplate(part, context);
    case 'Identifier':
      return translateName(part, context);
    case 'UnaryExpression':
      return translateUnary(part, context);
    case 'BinaryExpression':
      return translateBinary(part, context);
    case 'LogicalExpression':
      return translateLogical(part, context);
    case 'ConditionalExpression':
      return translateConditional(part, context);
    case 'ChainExpression': {
      const { node, schema } = translate(part.expression, context);
      return { node: { kind: 'chain', node }, schema };
    }
    case 'MemberExpression':
      return translateMember(part, context);
    case 'CallExpression':
      return translateCall(part, context);
    case 'ParenthesizedExpression':
      return translate(part.expression, context);
    case 'ArrayExpression':
      return translateArray(part, context);
    case 'ObjectExpression':
      return translateObject(part, context);
    default:
      throw unsupported(part, context);
  }
}

function translateLiteral(value: unknown, part: Node, context: Translation): TypedNode {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return { node: literalNode(value), schema: { type: typeof value } };
    default:
      if (value === null) return { node: { kind: 'nil' }, schema: { type: 'null' } };
      throw unsupported(part, context);
  }
}

function translateName(part: Identifier, { names, errors }: Translation): TypedNode {
  const known = names.get(part.name);
  if (known !== undefined) return known;
  if (part.name === 'undefined') return { node: { kind: 'nil' }, schema: { type: 'null' } };
  const hint = names.size === 0 ? '' : ` It sees ${[...names.keys()].join(', ')}.`;
  throw errors.at(
    'PIPELINE_CAPTURED_VARIABLE',
    part,
    `\`${part.name}\` is not a parameter of the function, and Argo does not know it.${hint} Hand outputs over in the list before the function, and write constants into it.`,
  );
}

function translateTemplate(part: TemplateLiteral, context: Translation): TypedNode {
  const nodes = part.quasis.flatMap((quasi, index): ExpressionNode[] => {
    const value = quasi.value.cooked ?? quasi.value.raw;
    const expression = part.expressions[index];
    return [
      ...(value === '' ? [] : [text(value)]),
      ...(expression === undefined ? [] : [textOf(expression, context)]),
    ];
  });
  const [first = text(''), ...others] = nodes;
  return { node: others.reduce((left, right) => binary('+', left, right), first), schema: schemas.string };
}

function translateUnary(part: UnaryExpression, context: Translation): TypedNode {
  if (part.operator === '!')
    return { node: negation(conditionOf(part.argument, context)), schema: schemas.boolean };
  if (part.operator !== '-' && part.operator !== '+') throw unsupported(part, context);
  const operand = translate(part.argument, context);
  if (kindOf(operand.schema) !== 'number')
    throw unsupported(part, context, 'the sign stands before what is no number');
  return part.operator === '+'
    ? operand
    : { node: { kind: 'unary', operator: '-', operand: operand.node }, schema: schemas.number };
}

function translateLogical(part: LogicalExpression, context: Translation): TypedNode {
  const left = translate(part.left, context);
  const right = translate(part.right, context);
  if (part.operator === '??')
    return {
      node: binary('??', left.node, right.node),
      schema: eitherSchema(withoutNull(left.schema), right.schema),
    };
  const condition = conditionOf(part.left, context);
  if (kindOf(left.schema) === 'boolean' && kindOf(right.schema) === 'boolean')
    return { node: binary(part.operator, left.node, right.node), schema: schemas.boolean };
  const [then, otherwise] = part.operator === '&&' ? [right, left] : [left, right];
  return {
    node: choice(condition, then.node, otherwise.node),
    schema: eitherSchema(left.schema, right.schema),
  };
}

function withoutNull(schema: TypedNode['schema']): TypedNode['schema'] {
  const parts = schema.anyOf;
  if (!Array.isArray(parts)) return schema;
  const others = (parts as readonly TypedNode['schema'][]).filter((one) => kindOf(one) !== 'null');
  return others.length === 1 && others[0] !== undefined ? others[0] : { ...schema, anyOf: others };
}

function translateConditional(part: ConditionalExpression, context: Translation): TypedNode {
  const then = translate(part.consequent, context);
  const otherwise = translate(part.alternate, context);
  return {
    node: choice(conditionOf(part.test, context), then.node, otherwise.node),
    schema: eitherSchema(then.schema, otherwise.schema),
  };
}

function translateMember(part: MemberExpression, context: Translation): TypedNode {
  const object = translate(part.object, context);
  if (part.computed) return translateIndex(part, object, context);
  if (part.property.type !== 'Identifier') throw unsupported(part, context);
  const { name } = part.property;
  const kind = kindOf(object.schema);
  if (name === 'length' && kind !== 'object')
    return { node: builtin('len', object.node), schema: schemas.number };
  if (kind === 'string' || kind === 'list' || kind === 'number' || kind === 'boolean')
    throw unsupported(part, context, `.${name} is not known there`);
  const node: ExpressionNode = part.optional
    ? { kind: 'member', object: object.node, property: text(name), optional: true }
    : member(object.node, name);
  return { node, schema: fieldSchema(object.schema, name) };
}

function translateIndex(part: MemberExpression, object: TypedNode, context: Translation): TypedNode {
  if (part.property.type === 'PrivateIdentifier') throw unsupported(part, context);
  const index = translate(part.property, context);
  const isNumber = kindOf(index.schema) === 'number';
  // Argo counts with whole numbers of its own kind.
  const property = isNumber && index.node.kind !== 'integer' ? builtin('int', index.node) : index.node;
  const schema = isNumber
    ? elementSchema(object.schema)
    : index.node.kind === 'string'
      ? fieldSchema(object.schema, index.node.value)
      : {};
  return {
    node: { kind: 'member', object: object.node, property, optional: part.optional === true },
    schema,
  };
}

function translateArray(part: ArrayExpression, context: Translation): TypedNode {
  const items = part.elements.map((element) => {
    if (element === null) throw unsupported(part, context);
    return translate(element, context);
  });
  const [first] = items;
  const same = first !== undefined && items.every(({ schema }) => kindOf(schema) === kindOf(first.schema));
  return {
    node: { kind: 'array', items: items.map(({ node }) => node) },
    schema: { type: 'array', ...(same ? { items: first.schema } : {}) },
  };
}

function translateObject(part: ObjectExpression, context: Translation): TypedNode {
  const fields = part.properties.map((property): readonly [string, TypedNode] => {
    if (property.type !== 'Property' || property.computed || property.kind !== 'init')
      throw unsupported(property, context);
    const { key } = property;
    const name =
      key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : undefined;
    if (name === undefined) throw unsupported(property, context);
    return [name, translate(property.value, context)];
  });
  return {
    node: mapLiteral(fields.map(([name, { node }]) => [name, node])),
    schema: {
      type: 'object',
      properties: Object.fromEntries(fields.map(([name, { schema }]) => [name, schema])),
      required: fields.map(([name]) => name),
    },
  };
}
