import type {
  CallExpression,
  NewExpression,
  Node,
  OptionalCallExpression,
  OptionalMemberExpression,
} from '@babel/types';
import { guardedMethods, isGuardedBuiltin } from '../../guard/guarded-builtins.ts';
import { isFunction } from './code-nodes.ts';
import { guard } from './guard-expression.ts';
import type { GuardWriter } from './guard-writer.ts';
import type { Variable } from './lexical-scope.ts';
import { possibleOutputs, withoutTypes } from './possible-outputs.ts';

/** Guards a call: the arguments of built-in functions, and the receivers of methods. */
export function guardCall(node: CallExpression | OptionalCallExpression, writer: GuardWriter): void {
  guardSpreads(node, writer);
  if (guardAppliedBuiltin(node, writer)) return;
  const name = builtinName(node.callee);
  if (name !== undefined) {
    if (name === 'Array.from') guardMapping(node, writer);
    guardArguments(node, name, writer);
    if (name === 'Map.groupBy') guardMembers(node, writer);
    return;
  }
  const alias = aliasName(node.callee, writer);
  if (alias !== undefined) guardArguments(node, alias, writer);
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

/** Guards `Array.from(list, Boolean)`, which calls a built-in for each element. */
function guardMapping(node: AnyCall, writer: GuardWriter): void {
  const [list, given] = node.arguments;
  if (list !== undefined && given?.type === 'Identifier')
    writer.wrap(list, 'b', given.name, writer.site(list, node, { use: 'callback' }));
}

/** Returns the code of a function that may be a built-in under another name: `b` of `const b = Boolean`, `util.format`. */
function aliasName(callee: Node, writer: GuardWriter): string | undefined {
  const { facts } = writer;
  if (callee.type === 'Identifier') {
    const variable = facts.variableAt(callee);
    return variable !== undefined && mayBeBuiltin(variable) ? callee.name : undefined;
  }
  const root = rootOf(callee);
  const variable = root.type !== 'Identifier' ? undefined : facts.variableAt(root);
  const isBuiltin = variable?.importedFrom !== undefined && isForeign(variable.importedFrom);
  return isBuiltin ? writer.slice(callee) : undefined;
}

/** Returns the start of a path: `util` of `util.types.isDate`. */
function rootOf(node: Node): Node {
  return node.type === 'MemberExpression' && !node.computed ? rootOf(node.object) : node;
}

/** Tells whether a variable can hold a built-in function. What is certainly a function of the user is left out. */
function mayBeBuiltin({ kind, declarator, importedFrom }: Variable): boolean {
  if (importedFrom !== undefined) return isForeign(importedFrom);
  if (kind === 'parameter') return true;
  if (declarator === undefined) return false;
  const init = declarator.init == null ? undefined : withoutTypes(declarator.init);
  return init === undefined || declarator.id.type !== 'Identifier' || !isFunction(init);
}

function isForeign(module: string): boolean {
  return !module.startsWith('.') && !module.startsWith('@tiphys/');
}

/** Guards `Boolean.call(null, output)`, `Boolean.apply(null, [output])` and `Reflect.apply(Boolean, null, [output])`. */
function guardAppliedBuiltin(node: CallExpression | OptionalCallExpression, writer: GuardWriter): boolean {
  const { callee } = node;
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier')
    return false;
  const method = callee.property.name;
  const isReflect =
    method === 'apply' && callee.object.type === 'Identifier' && callee.object.name === 'Reflect';
  const [first, , list] = node.arguments;
  const applied = isReflect ? first : callee.object;
  if (applied === undefined || !['call', 'apply', 'bind'].includes(method)) return false;
  const name = builtinName(applied);
  if (name === undefined) return false;
  const values =
    method === 'apply' ? elementsOf(isReflect ? list : node.arguments[1]) : node.arguments.slice(1);
  for (const value of values) guardArgument(value, { name, call: node }, writer);
  return true;
}

function elementsOf(node: Node | undefined): readonly Node[] {
  return node?.type === 'ArrayExpression' ? node.elements.filter((one) => one !== null) : [];
}

type AnyCall = CallExpression | OptionalCallExpression | NewExpression;

function guardArguments(node: AnyCall, name: string, writer: GuardWriter): void {
  // Array(a, b) is a list of both.
  if (name === 'Array' && node.arguments.length > 1) return;
  for (const value of node.arguments) guardArgument(value, { name, call: node }, writer);
}

function guardArgument(
  value: Node,
  { name, call }: { readonly name: string; readonly call: AnyCall },
  writer: GuardWriter,
): void {
  for (const output of possibleOutputs(value)) {
    if (output.type !== 'SpreadElement')
      writer.wrap(output, 'a', name, writer.site(output, call, { use: 'argument' }));
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
