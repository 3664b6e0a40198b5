import type { ExpressionNode } from '@tiphys/expression';
import type { JsonSchema } from '@tiphys/signature/model';
import { binary, choice, mapLiteral, sprig, text } from '../../expression/tree/expression-nodes.ts';
import type { CallSite } from '../../ir/call-site.ts';
import type { ExpressionSource, Scope, Source } from '../../ir/graph.ts';
import { literalNode } from '../../ir/json/literal-node.ts';
import { operandNode } from '../../ir/operand.ts';
import { isOptionalField } from '../../ir/outputs/known-fields.ts';
import { assertEncodable } from '../../ir/wire/encode-value.ts';
import { expressionSource } from '../formulas/formula.ts';
import { findSource } from '../handles/handle.ts';
import { assertUsable } from '../operands/assert-visible.ts';

/** Tells whether a list or object literal has outputs inside: `[a, 1]`, `{ mean: stats.mean }`. */
export function holdsOutputs(value: unknown, around: readonly unknown[] = []): boolean {
  if (typeof value !== 'object' || value === null || around.includes(value)) return false;
  if (around.length > 0 && findSource(value) !== undefined) return true;
  const inside = [...around, value];
  return Object.values(value).some((part) => holdsOutputs(part, inside));
}

/**
 * Creates the source of a list or object with outputs inside, which Argo assembles.
 *
 * @throws PipelineError `PIPELINE_UNSUPPORTED_VALUE` if JSON cannot represent one of the other parts, and what {@link assertUsable} throws for an output
 */
export function combineParts(
  value: unknown,
  { schema, site, scope }: { readonly schema: JsonSchema; readonly site: CallSite; readonly scope: Scope },
): ExpressionSource {
  assertEncodable(value, (part) => findSource(part) !== undefined);
  const inputs: Source[] = [];
  const body = nodeOf(value, inputs);
  for (const part of inputs) assertUsable(part, scope);
  return expressionSource({ inputs, body, site, schema });
}

function nodeOf(value: unknown, inputs: Source[]): ExpressionNode {
  const source = findSource(value);
  if (source !== undefined) return operandOf(source, inputs);
  if (!holdsOutputs(value)) return literalNode(value);
  if (Array.isArray(value)) return { kind: 'array', items: value.map((part) => nodeOf(part, inputs)) };
  return mapNode(
    Object.entries(value as object).filter(([, part]) => part !== undefined),
    inputs,
  );
}

/** Returns the node of an object. An optional field of an output that is missing at run time is omitted. */
function mapNode(fields: readonly (readonly [string, unknown])[], inputs: Source[]): ExpressionNode {
  const map = mapLiteral(fields.map(([key, part]) => [key, nodeOf(part, inputs)]));
  const keys = fields.map(([key]) => key);
  // Omitting a key that the object does not have has no effect.
  const otherKey = text('_'.repeat(Math.max(...keys.map((key) => key.length), 0) + 1));
  const omitted = fields.flatMap(([key, part]) => {
    const source = findSource(part);
    if (source?.kind !== 'field' || !isOptionalField(source)) return [];
    return [choice(binary('in', text(source.name), operandOf(source.of, inputs)), otherKey, text(key))];
  });
  if (omitted.length === 0) return map;
  return sprig('omit', map, ...omitted);
}

function operandOf(source: Source, inputs: Source[]): ExpressionNode {
  const known = inputs.indexOf(source);
  return operandNode(known === -1 ? inputs.push(source) - 1 : known);
}
