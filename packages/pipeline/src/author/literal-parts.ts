import type { ExpressionNode } from '@tiphys/expression';
import type { JsonSchema } from '../component-descriptor.ts';
import type { CallSite } from '../trace/call-site.ts';
import { findSource } from '../trace/handle.ts';
import { literalNode } from '../trace/literal-node.ts';
import type { ExpressionSource, Source } from '../trace/source.ts';
import { expressionSource, operandNode } from './formula.ts';

/** Tells whether a written-out list or object has outputs in it: `[a, 1]`, `{ mean: stats.mean }`. */
export function holdsOutputs(value: unknown, around: readonly unknown[] = []): boolean {
  if (typeof value !== 'object' || value === null || around.includes(value)) return false;
  if (around.length > 0 && findSource(value) !== undefined) return true;
  const inside = [...around, value];
  return Object.values(value).some((part) => holdsOutputs(part, inside));
}

/** Returns the source of a list or object with outputs in it, which Argo puts together. */
export function combineParts(
  value: unknown,
  { schema, site }: { readonly schema: JsonSchema; readonly site: CallSite },
): ExpressionSource {
  const inputs: Source[] = [];
  const body = nodeOf(value, inputs);
  return expressionSource({ inputs, body, site, schema });
}

function nodeOf(value: unknown, inputs: Source[]): ExpressionNode {
  const source = findSource(value);
  if (source !== undefined) {
    const known = inputs.indexOf(source);
    return operandNode(known === -1 ? inputs.push(source) - 1 : known);
  }
  if (!holdsOutputs(value)) return literalNode(value);
  if (Array.isArray(value)) return { kind: 'array', items: value.map((part) => nodeOf(part, inputs)) };
  const fields = Object.entries(value as object).filter(([, part]) => part !== undefined);
  return {
    kind: 'map',
    entries: fields.map(([key, part]) => ({
      key: { kind: 'string', value: key },
      value: nodeOf(part, inputs),
    })),
  };
}
