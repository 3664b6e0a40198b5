import type {
  CallExpression,
  NewExpression,
  Node,
  OptionalCallExpression,
  OptionalMemberExpression,
} from '@babel/types';
import { guardedMethods, isGuardedBuiltin } from '../../guard/guarded-builtins.ts';
import { guard } from './guard-expression.ts';
import type { GuardWriter } from './guard-writer.ts';
import { possibleOutputs } from './possible-outputs.ts';

/** Guards a call: the arguments of built-in functions, and the receivers of methods. */
export function guardCall(node: CallExpression | OptionalCallExpression, writer: GuardWriter): void {
  guardSpreads(node, writer);
  const name = builtinName(node.callee);
  if (name !== undefined) {
    guardArguments(node, name, writer);
    if (name === 'Map.groupBy') guardMembers(node, writer);
    return;
  }
  const { callee } = node;
  if (callee.type === 'MemberExpression' || (callee.type === 'OptionalMemberExpression' && callee.optional))
    guardReceiver(node, callee, writer);
}

/** Guards the arguments of a built-in class. */
export function guardNew(node: NewExpression, writer: GuardWriter): void {
  guardSpreads(node, writer);
  const { callee } = node;
  if (callee.type !== 'Identifier') return;
  if (callee.name === 'Set' || callee.name === 'Map') {
    for (const value of node.arguments) guard(writer, value, 'items', node);
    guardMembers(node, writer);
  } else if (isGuardedBuiltin(callee.name)) guardArguments(node, callee.name, writer);
}

/** Guards the object of `?.`. */
export function guardOptionalMember(
  { object, optional }: OptionalMemberExpression,
  writer: GuardWriter,
): void {
  // The receiver of a method call is guarded already.
  if (optional && !writer.isWrapped(object)) guard(writer, object, 'optional', object);
}

function builtinName(callee: Node): string | undefined {
  if (callee.type === 'Identifier') return isGuardedBuiltin(callee.name) ? callee.name : undefined;
  if (callee.type !== 'MemberExpression' || callee.computed) return undefined;
  const { object, property } = callee;
  if (object.type !== 'Identifier' || property.type !== 'Identifier') return undefined;
  const name = `${object.name}.${property.name}`;
  return name === 'Map.groupBy' || isGuardedBuiltin(property.name, object.name) ? name : undefined;
}

type AnyCall = CallExpression | OptionalCallExpression | NewExpression;

function guardArguments(node: AnyCall, name: string, writer: GuardWriter): void {
  // Array(a, b) is a list of both.
  if (name === 'Array' && node.arguments.length > 1) return;
  for (const value of node.arguments) {
    for (const output of possibleOutputs(value)) {
      if (output.type !== 'SpreadElement')
        writer.wrap(output, 'a', name, writer.site(output, node, { use: 'argument' }));
    }
  }
}

function guardMembers(node: AnyCall, writer: GuardWriter): void {
  if (node.arguments.length > 0)
    writer.wrap(node, 'e', writer.site(node.arguments[0] ?? node, node, { use: 'member' }));
}

function guardSpreads(node: AnyCall, writer: GuardWriter): void {
  for (const value of node.arguments)
    if (value.type === 'SpreadElement') guard(writer, value.argument, 'items', value);
}

/** Built-in objects whose methods need no guards. */
const NAMESPACES: ReadonlySet<string> = new Set([
  'Array',
  'Date',
  'JSON',
  'Math',
  'Number',
  'Object',
  'Promise',
  'Reflect',
  'String',
  'Symbol',
  'console',
  'process',
]);

const LITERALS: ReadonlySet<Node['type']> = new Set<Node['type']>([
  'StringLiteral',
  'TemplateLiteral',
  'RegExpLiteral',
  'NumericLiteral',
  'ThisExpression',
  'Super',
]);

function guardReceiver(
  node: Node,
  {
    object,
    property,
    computed,
  }: { readonly object: Node; readonly property: Node; readonly computed: boolean },
  writer: GuardWriter,
): void {
  if (computed || property.type !== 'Identifier' || !guardedMethods.has(property.name)) return;
  if (LITERALS.has(object.type) || (object.type === 'Identifier' && NAMESPACES.has(object.name))) return;
  const details = { use: 'method', method: property.name } as const;
  const receivers =
    object.type === 'ArrayExpression' || object.type === 'NewExpression' ? [object] : possibleOutputs(object);
  for (const receiver of receivers) writer.wrap(receiver, 'm', writer.site(receiver, node, details));
}
