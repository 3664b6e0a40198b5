import { checkExpression, type NameTypes, type NodeTypes } from '../check/check.ts';
import { ExpressionError, errorAt } from '../expression-error.ts';
import { isBuiltin } from '../language/builtin-names.ts';
import type { ExpressionNode } from '../language/node.ts';
import { parseExpression, sourceOf } from '../language/parse-expression.ts';
import { parse } from '../language/parser.ts';
import { positionOf } from '../language/position.ts';
import { printExpression } from '../language/print-expression.ts';
import type { GoType } from '../values/type.ts';
import { typeOf } from '../values/type-of.ts';
import { isObject } from '../values/value.ts';
import { argoFunctions } from './argo-functions.ts';
import { run } from './evaluator.ts';
import { ConstantFault, optimize } from './optimize.ts';

/** Returns the builtins that the environment hides, which change how a text is parsed. */
function overriddenBuiltins(environment: unknown): ReadonlySet<string> | undefined {
  if (!isObject(environment)) return undefined;
  const names = Object.keys(environment).filter(isBuiltin);
  return names.length === 0 ? undefined : new Set(names);
}

/** Options of {@link evaluateExpression}. */
export interface EvaluateOptions {
  /** Whether the expression may call the functions that Argo adds. The success condition of an HTTP template may not. @default true */
  readonly withArgoFunctions?: boolean;
}

function lookupIn(
  environment: unknown,
  { withArgoFunctions = true }: EvaluateOptions,
): (name: string) => unknown {
  const variables = isObject(environment) ? environment : {};
  return (name) => {
    if (withArgoFunctions && Object.hasOwn(argoFunctions, name)) return argoFunctions[name];
    return Object.hasOwn(variables, name) ? (variables[name] ?? null) : undefined;
  };
}

function namesOf(lookup: (name: string) => unknown): NameTypes {
  return (name): GoType | undefined => {
    const value = lookup(name);
    return value === undefined ? undefined : typeOf(value);
  };
}

/**
 * Evaluates an expression with the functions that Argo adds (`asInt`, `asFloat`, `toJson`, `jsonpath`, `sprig`).
 *
 * In the environment and the result, `null` is nil, `number` is a float64, `bigint` is an int, and arrays and objects are lists and maps.
 * You can pass the result of `JSON.parse` directly. {@link toPlainValue} converts a result to JSON data, `printGoValue` to the text that
 * Argo inserts.
 *
 * @throws {ExpressionError} `EXPRESSION_SYNTAX`, `EXPRESSION_TYPE` (not valid for any values) or `EXPRESSION_EVALUATION`
 * @see https://argo-workflows.readthedocs.io/en/latest/variables/#expression
 * @example
 * ```ts
 * evaluateExpression('sum(map(items, # * 2)) > limit', { items: [1, 2, 3], limit: 10 }); // => true
 * ```
 */
export function evaluateExpression(
  expression: ExpressionNode | string,
  environment: unknown,
  options: EvaluateOptions = {},
): unknown {
  try {
    return evaluate(expression, environment, options);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new ExpressionError('EXPRESSION_EVALUATION', 'the expression is nested too deeply', { cause });
  }
}

function evaluate(
  expression: ExpressionNode | string,
  environment: unknown,
  options: EvaluateOptions,
): unknown {
  const overridden = typeof expression === 'string' ? overriddenBuiltins(environment) : undefined;
  let node: ExpressionNode;
  if (typeof expression !== 'string') node = expression;
  else node = overridden === undefined ? parseExpression(expression) : parse(expression, overridden);
  const text = typeof expression === 'string' ? expression : (sourceOf(node) ?? printExpression(node));
  const lookup = lookupIn(environment, options);
  const types = new Map<ExpressionNode, GoType>(
    checkExpression(node, text, namesOf(lookup)) satisfies NodeTypes,
  );
  return run(optimizeTyped(node, text, types), { text, types, lookup, environment });
}

/** Optimizes a tree. Every new node gets the type of the node that it replaces. */
function optimizeTyped(
  node: ExpressionNode,
  text: string,
  types: Map<ExpressionNode, GoType>,
): ExpressionNode {
  try {
    return optimize(node, (replaced, by) => {
      const type = types.get(replaced);
      if (type !== undefined && !types.has(by)) types.set(by, type);
    });
  } catch (fault) {
    if (!(fault instanceof ConstantFault)) throw fault;
    throw errorAt('EXPRESSION_TYPE', fault.message, text, positionOf(fault.node));
  }
}
