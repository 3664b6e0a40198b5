import { createRequire } from 'node:module';
import type { AnyNode, CallExpression } from 'acorn';

/** Name of the guards in a bundle. */
export const GUARDS_NAME = '$tiphys';

/** Implements `toString` of a function: returns its text without guards. */
export function plainText(this: unknown): string {
  const text = Function.prototype.toString.call(this);
  let plain = '';
  let position = 0;
  for (const { start, end, text: instead } of findCuts(text)) {
    plain += text.slice(position, start) + instead;
    position = end;
  }
  return plain + text.slice(position);
}

/** A part of a text that is replaced. */
interface Cut {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const PREFIX = '(';

/** Returns the cuts that remove the guards, in order. */
function findCuts(text: string): readonly Cut[] {
  // Loaded only when the text of a function is needed.
  const { parseExpressionAt } = createRequire(import.meta.url)('acorn') as typeof import('acorn');
  try {
    const parsed = parseExpressionAt(`${PREFIX}${text})`, 0, { ecmaVersion: 'latest' });
    return cutsIn(parsed).sort((one, other) => one.start - other.start);
  } catch {
    // A method, for example, is not an expression. Its text is unchanged.
    return [];
  }
}

function cutsIn(node: AnyNode): Cut[] {
  const kept = keptPart(node);
  if (kept === undefined) return childrenOf(node).flatMap(cutsIn);
  const simple = /^(?:Identifier|MemberExpression|CallExpression|Literal|ThisExpression)$/.test(kept.type);
  return [
    { start: node.start - PREFIX.length, end: kept.start - PREFIX.length, text: simple ? '' : '(' },
    { start: kept.end - PREFIX.length, end: node.end - PREFIX.length, text: simple ? '' : ')' },
    ...cutsIn(kept),
  ];
}

/** Returns the argument of a guard that the user's source had in its place. */
function keptPart(node: AnyNode): AnyNode | undefined {
  if (node.type !== 'CallExpression' || !isGuard(node)) return undefined;
  const { property } = node.callee;
  return node.arguments[property.type === 'Identifier' && property.name === 'q' ? 1 : 0];
}

type MemberCall = CallExpression & { readonly callee: Extract<AnyNode, { type: 'MemberExpression' }> };

function isGuard(node: CallExpression): node is MemberCall {
  if (node.callee.type !== 'MemberExpression') return false;
  const { object } = node.callee;
  return object.type === 'Identifier' && object.name === GUARDS_NAME;
}

function childrenOf(node: AnyNode): readonly AnyNode[] {
  return Object.values(node)
    .flat()
    .filter((value): value is AnyNode => typeof value === 'object' && value !== null && 'type' in value);
}
