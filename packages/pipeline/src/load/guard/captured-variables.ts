import type { Node } from '@babel/types';
import { findVariable, functionsBetween } from './lexical-scope.ts';
import type { ModuleScopes } from './read-scopes.ts';

/** Returns the variables that each function captures, for functions that could become an expression. */
export function capturedVariables({ references }: ModuleScopes): ReadonlyMap<Node, ReadonlySet<string>> {
  const found = new Map<Node, Set<string>>();
  for (const { name, scope } of references) {
    const variable = findVariable(name, scope);
    if (variable === undefined) continue;
    for (const { node } of functionsBetween(scope, variable.scope)) {
      if (!isExpression(node)) continue;
      const names = found.get(node) ?? new Set();
      found.set(node, names.add(name));
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
