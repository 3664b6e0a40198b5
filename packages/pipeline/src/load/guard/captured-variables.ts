import type { Node } from '@babel/types';
import { findVariable, functionsBetween } from './lexical-scope.ts';
import type { ModuleScopes } from './read-scopes.ts';

/** The variables that a function captures, by name, each with a place where the function uses it. */
export type Captured = ReadonlyMap<string, Node>;

/** Returns the variables that each function captures, for functions that could become an expression. */
export function capturedVariables({ references }: ModuleScopes): ReadonlyMap<Node, Captured> {
  const found = new Map<Node, Map<string, Node>>();
  for (const { name, node: use, scope } of references) {
    const variable = findVariable(name, scope);
    if (variable === undefined) continue;
    for (const { node } of functionsBetween(scope, variable.scope)) {
      if (!isExpression(node)) continue;
      const names = found.get(node) ?? new Map<string, Node>();
      if (!names.has(name)) names.set(name, use);
      found.set(node, names);
    }
  }
  return found;
}

/** Tells whether a function only computes a value. All others cannot become an expression. */
function isExpression(node: Node): boolean {
  if (!('body' in node) || !('params' in node)) return false;
  const { body } = node;
  if (typeof body !== 'object' || body === null || !('type' in body)) return false;
  if (body.type !== 'BlockStatement') return true;
  return body.body.every(
    ({ type }) => type === 'ReturnStatement' || type === 'VariableDeclaration' || type === 'IfStatement',
  );
}
