import type { Node } from '@babel/types';
import { findVariable, functionsBetween, type Reference, type Variable } from './lexical-scope.ts';
import type { ModuleScopes } from './read-scopes.ts';

/** A place where a watched variable is used. */
export interface TrackedUse {
  /** Name of the variable that watches it. */
  readonly watcher: string;
  /** The name in the source. */
  readonly node: Node;
  /** Whether its own value is changed: `x += 1`. */
  readonly isUpdate: boolean;
  /** Whether it is the value of a shorthand property: `{ x }`. */
  readonly isShorthand: boolean;
}

/** The variables that functions inside calls assign, such as the body of `when`. Each is watched by a second variable. */
export interface TrackedVariables {
  readonly reads: ReadonlyMap<Node, TrackedUse>;
  /** By the whole assignment. */
  readonly writes: ReadonlyMap<Node, readonly TrackedUse[]>;
  /** Names of the watchers to be declared, by the declarator or by the body of the function that declares the variable. */
  readonly watchers: ReadonlyMap<Node, readonly string[]>;
}

/** Finds the variables that are assigned in functions inside calls. */
export function trackedVariables({ references, callbacks }: ModuleScopes): TrackedVariables {
  const uses = new Map<Variable, Reference[]>();
  for (const reference of references) {
    const variable = findVariable(reference.name, reference.scope);
    if (variable === undefined) continue;
    const known = uses.get(variable);
    if (known === undefined) uses.set(variable, [reference]);
    else known.push(reference);
  }
  const reads = new Map<Node, TrackedUse>();
  const writes = new Map<Node, TrackedUse[]>();
  const watchers = new Map<Node, string[]>();
  for (const [variable, all] of uses) {
    const home = placeOfWatcher(variable);
    if (
      home === undefined ||
      isUsedBefore(home, all) ||
      !all.some((use) => isInCallback(use, variable, callbacks))
    )
      continue;
    const watcher = `${variable.name}$tiphys`;
    watchers.set(home, [...(watchers.get(home) ?? []), watcher]);
    for (const { node, access, whole, isShorthand } of all) {
      const use = { watcher, node, isUpdate: access === 'update', isShorthand };
      if (access === 'read') reads.set(node, use);
      // Nothing can be inserted into the head of `for (x of ...)`.
      else if (whole.type === 'AssignmentExpression' || whole.type === 'UpdateExpression')
        writes.set(whole, [...(writes.get(whole) ?? []), use]);
    }
  }
  return { reads, writes, watchers };
}

function placeOfWatcher({ kind, scope, declarator }: Variable): Node | undefined {
  if (kind === 'let') return declarator;
  if (kind !== 'parameter' || !('body' in scope.node)) return undefined;
  const { body } = scope.node;
  const isBlock =
    typeof body === 'object' && body !== null && 'type' in body && body.type === 'BlockStatement';
  return isBlock ? body : undefined;
}

/** Tells whether a variable is used before its watcher exists: a parameter in the default of another one. */
function isUsedBefore(home: Node, uses: readonly Reference[]): boolean {
  return home.type === 'BlockStatement' && uses.some(({ node }) => (node.start ?? 0) < (home.start ?? 0));
}

function isInCallback(
  { access, scope }: Reference,
  variable: Variable,
  callbacks: ReadonlySet<Node>,
): boolean {
  return access !== 'read' && functionsBetween(scope, variable.scope).some(({ node }) => callbacks.has(node));
}
