import type {
  BinaryExpression,
  ClassMethod,
  ClassPrivateMethod,
  Node,
  ObjectMethod,
  UnaryExpression,
} from '@babel/types';
import { guardAssignment, guardUpdate } from './assignment-rules.ts';
import { guardCall, guardNew, guardOptionalMember } from './call-rules.ts';
import { guardBoundDefaults, guardDefaults } from './default-rules.ts';
import { registerFunctions } from './function-rules.ts';
import { guard, guardPattern } from './guard-expression.ts';
import type { GuardWriter } from './guard-writer.ts';
import { isNullish, possibleOutputs, withoutTypes } from './possible-outputs.ts';

type Rules = {
  readonly [T in Node['type']]?: (node: Extract<Node, { type: T }>, writer: GuardWriter) => void;
};

/** The guards of a node: conditions, operands, keys, and values that are iterated over or destructured. */
const rules: Rules = {
  IfStatement: ({ test }, writer) => guard(writer, test, 'if', test),
  ConditionalExpression: (node, writer) => guard(writer, node.test, 'choice', node),
  WhileStatement: ({ test }, writer) => guard(writer, test, 'loop', test),
  DoWhileStatement: ({ test }, writer) => guard(writer, test, 'loop', test),
  ForStatement: (node, writer) => guard(writer, node.test, 'loop', node),
  SwitchStatement({ discriminant, cases }, writer) {
    guard(writer, discriminant, 'switch', discriminant);
    for (const { test } of cases) guard(writer, test, 'switch', discriminant);
  },
  LogicalExpression: (node, writer) =>
    guard(writer, node.left, node.operator === '??' ? 'nullish' : 'choice', node),
  UnaryExpression: guardUnary,
  BinaryExpression: guardBinary,
  AssignmentExpression: guardAssignment,
  UpdateExpression: guardUpdate,
  VariableDeclarator({ id, init }, writer) {
    guardPattern(writer, id, init);
    guardDefaults(writer, id, init);
  },
  FunctionDeclaration: ({ params, body }, writer) => guardBoundDefaults(writer, params, body),
  FunctionExpression: ({ params, body }, writer) => guardBoundDefaults(writer, params, body),
  ArrowFunctionExpression: ({ params, body }, writer) => guardBoundDefaults(writer, params, body),
  CallExpression: guardCall,
  OptionalCallExpression: guardCall,
  NewExpression: guardNew,
  OptionalMemberExpression(node, writer) {
    guardOptionalMember(node, writer);
    guardKey(node, writer);
  },
  MemberExpression: guardKey,
  ObjectProperty: guardKey,
  ObjectMethod: guardMethod,
  ClassProperty: guardKey,
  ClassAccessorProperty: guardKey,
  ClassMethod: guardMethod,
  ClassPrivateMethod: guardMethod,
  ObjectExpression({ properties }, writer) {
    properties.forEach((property, index) => {
      if (property.type === 'SpreadElement') guardSpread(writer, property.argument, index > 0);
    });
  },
  ArrayExpression({ elements }, writer) {
    for (const element of elements)
      if (element?.type === 'SpreadElement') guard(writer, element.argument, 'items', element);
  },
  TemplateLiteral(node, writer) {
    for (const part of node.expressions) guard(writer, part, 'text', node);
  },
  AwaitExpression: (node, writer) => guard(writer, node.argument, 'await', node),
  YieldExpression: (node, writer) => guard(writer, node.delegate ? node.argument : null, 'items', node),
  ForOfStatement({ left, right, body }, writer) {
    guard(writer, right, 'items', right);
    if (left.type === 'VariableDeclaration')
      guardBoundDefaults(
        writer,
        left.declarations.map(({ id }) => id),
        body,
      );
  },
  ForInStatement: ({ right }, writer) => guard(writer, right, 'fields', right),
  ThrowStatement: (node, writer) => guard(writer, node.argument, 'throw', node),
};

/** Guards the direct parts of a node, and registers its functions. */
export function addGuards(node: Node, writer: GuardWriter): void {
  registerFunctions(node, writer);
  // Each rule takes nodes of its own type.
  const rule = rules[node.type] as ((node: Node, writer: GuardWriter) => void) | undefined;
  rule?.(node, writer);
}

function guardUnary(node: UnaryExpression, writer: GuardWriter): void {
  const { operator, argument } = node;
  switch (operator) {
    case '!':
      guard(writer, argument, 'not', node);
      break;
    case '-':
    case '+':
    case '~':
      guard(writer, argument, 'computation', node);
      break;
    case 'delete':
      if (argument.type === 'MemberExpression') guard(writer, argument.object, 'delete', node);
      break;
    case 'typeof':
      guardTypeof(node, withoutTypes(argument), writer);
      break;
    default:
  }
}

/** Guards the operand of typeof, which may be an undeclared variable that must not be read. */
function guardTypeof(node: Node, argument: Node, writer: GuardWriter): void {
  if (argument.type !== 'Identifier') guard(writer, argument, 'typeof', node);
  else if (possibleOutputs(argument).length > 0) {
    const { name } = argument;
    const site = writer.site(argument, node, { use: 'typeof' });
    writer.wrap(node, 'o', `typeof ${name}=="object"&&${name}`, site);
  }
}

function guardBinary(node: BinaryExpression, writer: GuardWriter): void {
  const { left, right } = node;
  switch (node.operator) {
    case 'in':
      guard(writer, left, 'key', node);
      guard(writer, right, 'in', node);
      break;
    case 'instanceof':
      guard(writer, left, 'instanceof', node);
      break;
    case '==':
    case '!=':
    case '===':
    case '!==':
      if (isNullish(left)) guardUndefined(writer, right, node);
      else if (isNullish(right)) guardUndefined(writer, left, node);
      else guardOperands(node, 'comparison', writer);
      break;
    case '<':
    case '>':
    case '<=':
    case '>=':
      guardOperands(node, 'comparison', writer);
      break;
    default:
      guardOperands(node, 'computation', writer);
  }
}

function guardOperands(node: BinaryExpression, use: 'comparison' | 'computation', writer: GuardWriter): void {
  guard(writer, node.left, use, node);
  guard(writer, node.right, use, node);
}

function guardUndefined(writer: GuardWriter, node: Node, whole: Node): void {
  for (const output of possibleOutputs(node))
    writer.wrap(output, 'n', writer.site(output, whole, { use: 'undefined' }));
}

interface Keyed {
  readonly computed?: boolean | null;
  readonly key?: Node;
  readonly property?: Node;
}

function guardKey(node: Node & Keyed, writer: GuardWriter): void {
  if (node.computed === true) guard(writer, node.key ?? node.property, 'key', node);
}

function guardMethod(node: ObjectMethod | ClassMethod | ClassPrivateMethod, writer: GuardWriter): void {
  guardKey(node, writer);
  guardBoundDefaults(writer, node.params, node.body);
}

function guardSpread(writer: GuardWriter, node: Node, later: boolean): void {
  for (const output of possibleOutputs(node))
    writer.wrap(output, 's', writer.site(output, node, { use: 'spread', later }));
}
