import type { ExpressionNode } from './node.ts';
import { parse } from './parser.ts';

const cache = new Map<string, ExpressionNode>();
const cacheLimit = 1_000;

// So that errors found later can show the text that a tree came from.
const sources = new WeakMap<ExpressionNode, string>();

/**
 * The tree of an expression of expr-lang, as plain frozen data. Trees of equal texts may be the same object.
 *
 * @throws {ExpressionError} `EXPRESSION_SYNTAX`
 * @see https://expr-lang.org/docs/language-definition
 */
export function parseExpression(text: string): ExpressionNode {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const node = parse(text);
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(text, node);
  sources.set(node, text);
  return node;
}

/** The text that {@link parseExpression} read the tree from; undefined for trees made otherwise. */
export function sourceOf(node: ExpressionNode): string | undefined {
  return sources.get(node);
}
