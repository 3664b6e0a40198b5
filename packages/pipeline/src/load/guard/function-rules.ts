import type { FunctionDeclaration, Node } from '@babel/types';
import type { GuardWriter } from './guard-writer.ts';
import { withoutTypes } from './possible-outputs.ts';

/** Registers the functions that a node creates or names, so that their text can be found. */
export function registerFunctions(node: Node, writer: GuardWriter): void {
  switch (node.type) {
    case 'VariableDeclarator':
      nameFunction(node.id, node.init, writer);
      break;
    case 'AssignmentExpression':
      nameFunction(node.left, node.right, writer);
      break;
    case 'AssignmentPattern':
      nameFunction(node.left, node.right, writer);
      break;
    case 'ObjectProperty':
    case 'ClassProperty':
    case 'ClassPrivateProperty':
      nameProperty(node, writer);
      break;
    case 'ExportDefaultDeclaration':
      writer.nameFunction(withoutTypes(node.declaration), 'default');
      break;
    case 'CallExpression':
      // An immediately called function is not used elsewhere.
      writer.skipFunction(withoutTypes(node.callee));
      break;
    default:
  }
}

function nameFunction(target: Node, value: Node | null | undefined, writer: GuardWriter): void {
  if (target.type === 'Identifier' && value != null) writer.nameFunction(withoutTypes(value), target.name);
}

function nameProperty(
  node: Extract<Node, { type: 'ObjectProperty' | 'ClassProperty' | 'ClassPrivateProperty' }>,
  writer: GuardWriter,
): void {
  if (node.value == null) return;
  const value = withoutTypes(node.value);
  const computed = node.type !== 'ClassPrivateProperty' && node.computed === true;
  const name = computed ? undefined : keyName(node.key);
  // A computed name is only known at run time.
  if (name === undefined) writer.skipFunction(value);
  else if (name !== '__proto__') writer.nameFunction(value, name);
}

function keyName(key: Node): string | undefined {
  switch (key.type) {
    case 'Identifier':
      return key.name;
    case 'PrivateName':
      return `#${key.id.name}`;
    case 'StringLiteral':
    case 'NumericLiteral':
      return String(key.value);
    default:
      return undefined;
  }
}

/** Registers the function declarations of a block at its start, because they are hoisted. */
export function registerDeclarations(node: Node, writer: GuardWriter): void {
  if (node.type !== 'Program' && node.type !== 'BlockStatement' && node.type !== 'TSModuleBlock') return;
  for (const statement of node.body) {
    const declared = declaredFunction(statement);
    if (declared !== undefined) writer.declareFunction(declared, node);
  }
}

function declaredFunction(statement: Node): FunctionDeclaration | undefined {
  switch (statement.type) {
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      return statement.declaration ? declaredFunction(statement.declaration) : undefined;
    case 'FunctionDeclaration':
      return statement.declare === true || statement.id == null ? undefined : statement;
    default:
      return undefined;
  }
}
