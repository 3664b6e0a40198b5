import type { Node, VariableDeclarator } from '@babel/types';

/** A variable of the user's module. */
export interface Variable {
  readonly name: string;
  readonly kind: 'const' | 'let' | 'parameter' | 'other';
  readonly scope: LexicalScope;
  /** The name in its declaration. */
  readonly node: Node;
  /** The part of a `let`, `const` or `var` that declares it: `x = 1`. Undefined for the head of `for (const x of ...)`. */
  readonly declarator: VariableDeclarator | undefined;
  /** The module that it is imported from. */
  readonly importedFrom: string | undefined;
}

/** A function, block or module with its own variables. */
export interface LexicalScope {
  readonly parent: LexicalScope | undefined;
  readonly node: Node;
  readonly isFunction: boolean;
  readonly variables: Map<string, Variable>;
}

/** A use of a name as a value. */
export interface Reference {
  readonly name: string;
  readonly node: Node;
  readonly scope: LexicalScope;
  /** Whether it is read, replaced (`x = 1`), or changed (`x += 1`). */
  readonly access: 'read' | 'write' | 'update';
  /** The whole assignment; for a read, the name itself. */
  readonly whole: Node;
  /** Whether it is the value of a shorthand property: `{ x }`. */
  readonly isShorthand: boolean;
}

/** Creates a scope without variables. */
export function createScope(node: Node, parent: LexicalScope | undefined, isFunction: boolean): LexicalScope {
  return { parent, node, isFunction, variables: new Map() };
}

/** Returns the variable that a name refers to, or undefined for a global. */
export function findVariable(name: string, scope: LexicalScope): Variable | undefined {
  for (let current: LexicalScope | undefined = scope; current !== undefined; current = current.parent) {
    const found = current.variables.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Returns the functions between a place and the scope of a variable, from the inside. */
export function functionsBetween(from: LexicalScope, to: LexicalScope): readonly LexicalScope[] {
  const found: LexicalScope[] = [];
  for (
    let current: LexicalScope | undefined = from;
    current !== undefined && current !== to;
    current = current.parent
  )
    if (current.isFunction) found.push(current);
  return found;
}
