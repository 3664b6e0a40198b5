import type { ExpressionNode } from '@tiphys/expression';
import type { Constant } from '../../ir/constant.ts';
import type { PipelineError } from '../../pipeline-error.ts';
import type { Expression, SyntaxNode } from '../source/syntax.ts';
import type { FormulaErrors } from '../source/syntax-error.ts';
import type { TypedNode } from '../value-types/typed-node.ts';
import { hasKind, isOnly, nonNull, type ValueType } from '../value-types/value-type.ts';
import { asNumber, type NumberNode } from '../values/to-number.ts';
import { asText } from '../values/to-text.ts';
import type { Narrowing } from './narrowing.ts';

/** The context of the translation of a function. */
export interface Translation {
  /** Values of the parameters; undefined for those of an outer function that an inner one cannot access. */
  readonly names: ReadonlyMap<string, TypedNode | undefined>;
  /** Copies of the variables that the function captures; undefined if no loader has read the function. */
  readonly captured: ReadonlyMap<string, Constant> | undefined;
  /** Records that the function uses a captured variable. */
  readonly noteCaptured: (name: string) => void;
  /** What enclosing conditions say about values. */
  readonly narrowing: Narrowing;
  readonly errors: FormulaErrors;
  /** The objects whose null or undefined ends the current optional chain. */
  readonly chain: { readonly guarded: ExpressionNode[] } | undefined;
  /** Translates a part of the function. */
  readonly translate: (part: Expression, context: Translation) => TypedNode;
  /** Translates a part of the function that is a condition. */
  readonly condition: (part: Expression, context: Translation) => ExpressionNode;
}

/** Tells whether a name belongs to the user's code, and not to JavaScript. */
export function isUserName(name: string, { names, captured }: Translation): boolean {
  return names.has(name) || captured?.has(name) === true;
}

/** Creates the error for something that Argo cannot compute as JavaScript does. */
export function unsupported(
  part: SyntaxNode,
  { errors }: Pick<Translation, 'errors'>,
  reason = 'Argo has no counterpart for this',
  advice = 'Compute it in a component',
): PipelineError {
  return errors.at('PIPELINE_UNSUPPORTED_SYNTAX', part, `${reason}. ${advice}.`);
}

/** Creates the error for a value whose type is not known well enough to choose a translation. */
export function ambiguous(
  part: SyntaxNode,
  { errors }: Pick<Translation, 'errors'>,
  reason: string,
  advice = 'Check its type first (typeof value === "string"), or compute it in a component',
): PipelineError {
  return errors.at('PIPELINE_AMBIGUOUS_EXPRESSION', part, `${reason}. ${advice}.`);
}

/** Returns the name of a type for messages. */
export function nameOfType(type: ValueType): string {
  if (type.length >= 5) return 'a value of unknown type';
  const names = type.map(({ kind }) =>
    kind === 'undefined' || kind === 'null' ? kind : kind === 'object' ? 'an object' : `a ${kind}`,
  );
  return names.length === 0 ? 'nothing' : names.join(' or ');
}

/** Converts a value to a string, as a template literal or `String(...)` does. */
export function textOf(part: Expression, typed: TypedNode, context: Translation): ExpressionNode {
  const node = asText(typed);
  if (node !== undefined) return node;
  const what = nameOfType(typed.type);
  if (hasKind(typed.type, 'object') && nonNull(typed.type).length > 1)
    throw ambiguous(part, context, `this is ${what}, and an object has no useful string representation`);
  if (hasKind(typed.type, 'object'))
    throw unsupported(part, context, 'an object has no useful string representation');
  throw ambiguous(
    part,
    context,
    `this is ${what}, and Argo cannot distinguish null from undefined, which are different strings`,
    'Write value ?? "..." to choose a value for both',
  );
}

/** Converts a value to a number, as arithmetic does. */
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
      `this is ${what}, and Argo cannot distinguish null from undefined, which are different numbers`,
      'Write value ?? 0 to choose a value for both',
    );
  }
  throw unsupported(
    part,
    context,
    `this is ${what}, not a number`,
    hasKind(some, 'string') ? 'Convert it first: Number(value)' : undefined,
  );
}
