import type { ExpressionNode } from './node.ts';
import { parse } from './parser.ts';

const cache = new Map<string, ExpressionNode>();
const CACHE_LIMIT = 1_000;

// Lets later errors show the text that a tree was parsed from.
const sources = new WeakMap<ExpressionNode, string>();

/**
 * Parses an expression of expr-lang to plain frozen data. Equal texts may return the same object.
 *
 * @throws {ExpressionError} `EXPRESSION_SYNTAX`
 * @see https://expr-lang.org/docs/language-definition
 */
export function parseExpression(text: string): ExpressionNode {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const node = parse(text);
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(text, node);
  sources.set(node, text);
  return node;
}

/** Returns the text that {@link parseExpression} parsed; undefined for other trees. */
export function sourceOf(node: ExpressionNode): string | undefined {
  return sources.get(node);
}
