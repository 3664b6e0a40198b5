import type { Node } from '@babel/types';

/** TypeScript syntax that contains values. All other TypeScript nodes are types. */
const TYPED_CODE: ReadonlySet<string> = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'TSExportAssignment',
  'TSModuleDeclaration',
  'TSModuleBlock',
  'TSParameterProperty',
]);

const NOTES: ReadonlySet<string> = new Set(['loc', 'extra', 'errors', 'directives', 'interpreter']);

/** Calls a function for each direct part of a node that is code, not a type, or that `isWanted`. */
export function forEachPart(
  node: Node,
  visit: (part: Node) => void,
  isWanted: (part: Node) => boolean = () => false,
): void {
  const visitValue = (value: unknown): void => {
    if (isNode(value) && (isCode(value) || isWanted(value))) visit(value);
  };
  for (const name in node) {
    if (NOTES.has(name)) continue;
    const value: unknown = (node as unknown as Readonly<Record<string, unknown>>)[name]; // its own property
    if (!Array.isArray(value)) visitValue(value);
    else for (const element of value) visitValue(element);
  }
}

/** Tells whether a node is a function expression. */
export function isFunction({ type }: Node): boolean {
  return type === 'ArrowFunctionExpression' || type === 'FunctionExpression';
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function isCode(node: Node): boolean {
  if ('declare' in node && node.declare === true) return false;
  return !node.type.startsWith('TS') || TYPED_CODE.has(node.type);
}
