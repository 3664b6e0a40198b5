import type { ExpressionNode } from '@tiphys/expression';
import { PipelineError } from '../../pipeline-error.ts';

/**
 * Returns a value as a literal of Argo's expression language.
 *
 * @throws PipelineError `PIPELINE_UNSUPPORTED_VALUE`
 */
export function literalNode(value: unknown): ExpressionNode {
  switch (typeof value) {
    case 'string':
      return { kind: 'string', value };
    case 'boolean':
      return { kind: 'boolean', value };
    case 'number':
      if (Number.isFinite(value)) return numberNode(value);
      break;
    case 'undefined':
      return { kind: 'nil' };
    case 'object':
      if (value === null) return { kind: 'nil' };
      if (Array.isArray(value)) return { kind: 'array', items: value.map(literalNode) };
      return {
        kind: 'map',
        entries: Object.entries(value).map(([key, entry]) => ({
          key: { kind: 'string', value: key },
          value: literalNode(entry),
        })),
      };
    default:
  }
  throw new PipelineError(
    'PIPELINE_UNSUPPORTED_VALUE',
    `A value in an expression is ${typeof value === 'number' ? String(value) : `a ${typeof value}`}, which Argo does not support. Use strings, finite numbers and booleans.`,
  );
}

function numberNode(value: number): ExpressionNode {
  const size = Math.abs(value);
  const literal: ExpressionNode = Number.isSafeInteger(value)
    ? { kind: 'integer', value: BigInt(size) }
    : { kind: 'float', value: size };
  return value < 0 ? { kind: 'unary', operator: '-', operand: literal } : literal;
}
