import { childrenOf } from '../language/children.ts';
import { isGuarded, memberPath } from '../language/member-path.ts';
import type { ExpressionNode } from '../language/node.ts';

/**
 * Lists the names that an expression needs, parents first: `a`, `a.b`, `a.b.c`. Members guarded by `??` or `?.` are left out, except the
 * first name.
 */
export function neededNames(root: ExpressionNode): readonly string[] {
  const names = new Set<string>();
  const visit = (node: ExpressionNode, guarded: boolean): void => {
    for (const child of childrenOf(node)) visit(child, isGuarded(node, child, guarded));
    if (node.kind === 'identifier') names.add(node.name);
    if (node.kind !== 'member' || guarded || node.optional) return;
    const path = memberPath(node);
    if (path !== undefined) names.add(path.join('.'));
  };
  visit(root, false);
  return [...names];
}

/** Tells whether a path leads to an entry of the environment. The entry may be nil. */
export function hasName(environment: Readonly<Record<string, unknown>>, path: string): boolean {
  let current: unknown = environment;
  for (const part of path.split('.')) {
    if (
      typeof current !== 'object' ||
      current === null ||
      Array.isArray(current) ||
      !Object.hasOwn(current, part)
    )
      return false;
    current = Reflect.get(current, part);
  }
  return true;
}

/**
 * Returns the first two parts of the names that an expression reads: `tasks.a` for `tasks.a.status`, `tasks` for `tasks[x]`. Returns
 * undefined if it reads `$env`.
 */
export function readPrefixes(root: ExpressionNode): ReadonlySet<string> | undefined {
  const prefixes = new Set<string>();
  let readsAll = false;
  const visit = (node: ExpressionNode): void => {
    if (node.kind === 'identifier') {
      prefixes.add(node.name);
      readsAll ||= node.name === '$env';
    } else if (
      node.kind === 'member' &&
      node.object.kind === 'identifier' &&
      node.property.kind === 'string'
    ) {
      prefixes.add(`${node.object.name}.${node.property.value}`);
      readsAll ||= node.object.name === '$env';
    } else {
      for (const child of childrenOf(node)) visit(child);
    }
  };
  visit(root);
  return readsAll ? undefined : prefixes;
}
