import type { ExpressionNode } from '@tiphys/expression';
import type { Expression, Node, PrivateIdentifier, SpreadElement, Super } from 'acorn';
import type { PipelineError } from '../pipeline-error.ts';
import { asCondition, asText } from './coerce.ts';
import type { FormulaErrors } from './syntax-error.ts';
import type { TypedNode } from './typed-node.ts';

/** A part of a function that can give a value. */
export type ValuePart = Expression | PrivateIdentifier | Super | SpreadElement;

/** What is known while a function is translated. */
export interface Translation {
  readonly names: ReadonlyMap<string, TypedNode>;
  readonly errors: FormulaErrors;
  /** How many closures are around the part that is being translated. */
  readonly depth: number;
  /** Returns the node for a part of the function. */
  readonly translate: (part: ValuePart, context: Translation) => TypedNode;
}

/** Schemas of the values that operators give. */
export const schemas = {
  string: { type: 'string' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
} as const;

/** Returns the error for syntax that has no counterpart in Argo's language. */
export function unsupported(
  part: Node,
  { errors }: Translation,
  reason = 'this has no counterpart in the expressions of Argo',
): PipelineError {
  return errors.at(
    'PIPELINE_UNSUPPORTED_SYNTAX',
    part,
    `${reason}. Compute it in a component, or write it with operators, ?:, templates and string methods.`,
  );
}

/** Returns a part as a condition. */
export function conditionOf(part: Expression, context: Translation): ExpressionNode {
  const typed = context.translate(part, context);
  const condition = asCondition(typed);
  if (condition !== undefined) return condition;
  throw context.errors.at(
    'PIPELINE_AMBIGUOUS_EXPRESSION',
    part,
    'the type of this value is not known, so neither is what counts as true. Compare it: value !== null, value === true.',
  );
}

/** Returns a part as text. */
export function textOf(part: Expression, context: Translation): ExpressionNode {
  const node = asText(context.translate(part, context));
  if (node === undefined) throw unsupported(part, context, 'a list or object is no text');
  return node;
}
