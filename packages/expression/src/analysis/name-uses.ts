import { childrenOf } from '../language/children.ts';
import { isGuarded, memberPath } from '../language/member-path.ts';
import type { ExpressionNode, NodeOf } from '../language/node.ts';

/** A variable that an expression reads, or a function that it calls. */
export interface NameUse {
  /** `inputs`, `parameters`, `x` for `inputs.parameters.x` and for `inputs.parameters["x"]`. */
  readonly path: readonly string[];
  readonly isCalled: boolean;
}

/**
 * Lists the names of the environment that an expression needs, each as far as its path is literal. Names that `let` declares and builtin
 * functions are left out. Of a path guarded by `??` or `?.`, only the first part is needed.
 *
 * @example
 * ```ts
 * nameUses(parseExpression('asInt(inputs.parameters.n) + item.k')).map(({ path }) => path.join('.')); // => [ 'asInt', 'inputs.parameters.n', 'item.k' ]
 * ```
 */
export function nameUses(root: ExpressionNode): readonly NameUse[] {
  const uses: NameUse[] = [];
  const visit = (node: ExpressionNode, around: Around): void => {
    if (node.kind === 'call') {
      const path = variablePath(node.callee);
      if (path === undefined) visit(node.callee, around);
      else if (!around.bound.has(path[0] ?? '')) uses.push({ path, isCalled: true });
      for (const argument of node.arguments) visit(argument, { ...around, isGuarded: false });
      return;
    }
    const path = variablePath(node);
    if (path === undefined) {
      for (const child of childrenOf(node)) visit(child, within(node, child, around));
    } else if (!around.bound.has(path[0] ?? '')) {
      const isOptional = around.isGuarded || (node.kind === 'member' && hasOptional(node));
      uses.push({ path: isOptional ? path.slice(0, 1) : path, isCalled: false });
    }
  };
  visit(root, { isGuarded: false, bound: new Set() });
  return uses;
}

interface Around {
  readonly isGuarded: boolean;
  /** Names that `let` declares. */
  readonly bound: ReadonlySet<string>;
}

function within(parent: ExpressionNode, child: ExpressionNode, around: Around): Around {
  const declares = parent.kind === 'let' && child === parent.body;
  return {
    isGuarded: isGuarded(parent, child, around.isGuarded),
    bound: declares ? new Set([...around.bound, parent.name]) : around.bound,
  };
}

/** Returns the path of a variable; undefined if a part of it is computed, or if it starts at `$env`. */
function variablePath(node: ExpressionNode): readonly string[] | undefined {
  const path = memberPath(node);
  return path?.[0] === '$env' ? undefined : path;
}

function hasOptional(node: NodeOf<'member'>): boolean {
  return node.optional || (node.object.kind === 'member' && hasOptional(node.object));
}
