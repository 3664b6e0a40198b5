import type { ExpressionNode } from '@tiphys/expression';
import { binary, builtin, choice, text } from '../tree/expression-nodes.ts';
import { bind, untyped } from '../tree/nodes.ts';
import { staticType } from '../value-types/go-type.ts';

/** Kinds of values that an expression can tell apart. The first of them needs no test. */
export const TESTED_KINDS = ['number', 'boolean', 'list', 'string'] as const;

/** A kind of value that an expression can tell apart. */
export type TestedKind = (typeof TESTED_KINDS)[number];

/** Argo's names of types. Numbers have several. */
const TYPE_NAMES: Readonly<Partial<Record<TestedKind, string>>> = {
  string: 'string',
  boolean: 'bool',
  list: 'array',
};

/**
 * Returns what is made of a value that can have several kinds, by its kind at run time.
 *
 * @param kinds at least one kind, in the order of {@link TESTED_KINDS}
 */
export function byKind(
  node: ExpressionNode,
  kinds: readonly TestedKind[],
  make: (kind: TestedKind, value: ExpressionNode) => ExpressionNode,
): ExpressionNode {
  const [first, ...others] = kinds;
  if (first === undefined) throw new Error('unreachable: a value has a kind');
  if (others.length === 0) return make(first, node);
  return bind(staticType(node) === 'any' ? node : untyped(node), (value) =>
    others.reduce(
      (rest, kind) =>
        choice(binary('==', builtin('type', value), text(TYPE_NAMES[kind] ?? kind)), make(kind, value), rest),
      make(first, value),
    ),
  );
}
