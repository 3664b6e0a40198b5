import type { ExpressionNode } from '@tiphys/expression';
import type { PipelineError } from '../../pipeline-error.ts';
import type { Expression, SyntaxNode } from '../source/syntax.ts';
import type { FormulaErrors } from '../source/syntax-error.ts';
import type { TypedNode } from '../value-types/typed-node.ts';
import { hasKind, isOnly, nonNull, type ValueType } from '../value-types/value-type.ts';
import { asNumber, type NumberNode } from '../values/to-number.ts';
import { asText } from '../values/to-text.ts';
import type { Narrowing } from './narrowing.ts';

/** What is known while a function is translated. */
export interface Translation {
  /** Values of the parameters; undefined for one of an outer function, which an inner one cannot read. */
  readonly names: ReadonlyMap<string, TypedNode | undefined>;
  /** What conditions around the part say of values. */
  readonly narrowing: Narrowing;
  readonly errors: FormulaErrors;
  /** Conditions under which the optional chain that is being translated ends with undefined, and what they ask. */
  readonly chain: { readonly guarded: ExpressionNode[] } | undefined;
  /** Returns the node for a part of the function. */
  readonly translate: (part: Expression, context: Translation) => TypedNode;
  /** Returns the node for a part of the function that is only asked whether it holds. */
  readonly condition: (part: Expression, context: Translation) => ExpressionNode;
}

/** Returns the error for what cannot be computed in Argo as in JavaScript. */
export function unsupported(
  part: SyntaxNode,
  { errors }: Pick<Translation, 'errors'>,
  reason = 'Argo has no counterpart for this',
  advice = 'Compute it in a component',
): PipelineError {
  return errors.at('PIPELINE_UNSUPPORTED_SYNTAX', part, `${reason}. ${advice}.`);
}

/** Returns the error for a value whose type decides what happens, and is not known well enough. */
export function ambiguous(
  part: SyntaxNode,
  { errors }: Pick<Translation, 'errors'>,
  reason: string,
  advice = 'Check its type first (typeof value === "string"), or compute it in a component',
): PipelineError {
  return errors.at('PIPELINE_AMBIGUOUS_EXPRESSION', part, `${reason}. ${advice}.`);
}

/** Returns the words for a value of a type, for messages. */
export function nameOfType(type: ValueType): string {
  if (type.length >= 5) return 'a value of unknown type';
  const names = type.map(({ kind }) =>
    kind === 'undefined' || kind === 'null' ? kind : kind === 'object' ? 'an object' : `a ${kind}`,
  );
  return names.length === 0 ? 'nothing' : names.join(' or ');
}

/** Returns a part as text, as a template or `String(...)` writes it. */
export function textOf(part: Expression, typed: TypedNode, context: Translation): ExpressionNode {
  const node = asText(typed);
  if (node !== undefined) return node;
  const what = nameOfType(typed.type);
  if (hasKind(typed.type, 'object') && nonNull(typed.type).length > 1)
    throw ambiguous(part, context, `this is ${what}, of which an object has no useful text`);
  if (hasKind(typed.type, 'object')) throw unsupported(part, context, 'an object has no useful text');
  throw ambiguous(
    part,
    context,
    `this is ${what}, and Argo cannot tell null from undefined, which differ as text`,
    'Write value ?? "..." to say what stands for both',
  );
}

/** Returns a part as a number, as arithmetic takes it. */
export function numberOf(part: Expression, typed: TypedNode, context: Translation): NumberNode {
  const number = asNumber(typed);
  if (number !== undefined) return number;
  const some = nonNull(typed.type);
  const what = nameOfType(typed.type);
  if (hasKind(some, 'number') && !isOnly(some, 'number'))
    throw ambiguous(part, context, `this is ${what}, not always a number`);
  if (isOnly(some, 'number') || some.length === 0) {
    throw ambiguous(
      part,
      context,
      `this is ${what}, and Argo cannot tell null from undefined, which differ as numbers`,
      'Write value ?? 0 to say what stands for both',
    );
  }
  throw unsupported(
    part,
    context,
    `this is ${what}, not a number`,
    hasKind(some, 'string') ? 'Convert it first: Number(value)' : undefined,
  );
}
