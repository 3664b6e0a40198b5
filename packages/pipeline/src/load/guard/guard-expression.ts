import type { Node } from '@babel/types';
import type { GuardedUse } from '../../guard/guard-site.ts';
import type { GuardWriter } from './guard-writer.ts';
import { possibleOutputs } from './possible-outputs.ts';

/** Guards an expression against being an output. */
export function guard(
  writer: GuardWriter,
  node: Node | null | undefined,
  use: GuardedUse,
  whole: Node,
): void {
  if (node == null) return;
  for (const output of possibleOutputs(node)) writer.wrap(output, 'v', writer.site(output, whole, { use }));
}

/** Guards the value of a pattern. */
export function guardPattern(writer: GuardWriter, pattern: Node, value: Node | null | undefined): void {
  if (pattern.type === 'ArrayPattern') guard(writer, value, 'items', value ?? pattern);
  if (pattern.type !== 'ObjectPattern' || value == null) return;
  if (!pattern.properties.some(({ type }) => type === 'RestElement')) return;
  for (const output of possibleOutputs(value))
    writer.wrap(output, 'r', writer.site(output, value, { use: 'rest' }));
}
