import { childrenOf } from '../language/children.ts';
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
      const path = writtenPath(node.callee);
      if (path === undefined) visit(node.callee, around);
      else if (!around.bound.has(path[0] ?? '')) uses.push({ path, isCalled: true });
      for (const argument of node.arguments) visit(argument, { ...around, isGuarded: false });
      return;
    }
    const path = writtenPath(node);
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

function within(parent: ExpressionNode, child: ExpressionNode, { isGuarded, bound }: Around): Around {
  if (parent.kind === 'chain') return { isGuarded: true, bound };
  if (parent.kind === 'binary' && parent.operator === '??')
    return { isGuarded: isGuarded || child === parent.left, bound };
  if (parent.kind === 'let' && child === parent.body)
    return { isGuarded: false, bound: new Set([...bound, parent.name]) };
  return { isGuarded: isGuarded && parent.kind === 'member', bound };
}

/** Returns `a.b.c` if all members are plain names. */
function writtenPath(node: ExpressionNode): readonly string[] | undefined {
  const parts: string[] = [];
  let current = node;
  while (current.kind === 'member') {
    if (current.property.kind !== 'string') return undefined;
    parts.unshift(current.property.value);
    current = current.object;
  }
  if (current.kind !== 'identifier' || current.name === '$env') return undefined;
  return [current.name, ...parts];
}

function hasOptional(node: NodeOf<'member'>): boolean {
  return node.optional || (node.object.kind === 'member' && hasOptional(node.object));
}
