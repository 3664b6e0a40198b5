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

/** Environments that hide a builtin change how a text is read. */
function overriddenBuiltins(environment: unknown): ReadonlySet<string> | undefined {
  if (!isObject(environment)) return undefined;
  const names = Object.keys(environment).filter(isBuiltin);
  return names.length === 0 ? undefined : new Set(names);
}

function lookupIn(environment: unknown): (name: string) => unknown {
  const variables = isObject(environment) ? environment : {};
  return (name) => {
    if (Object.hasOwn(argoFunctions, name)) return argoFunctions[name];
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
 * The value of an expression with the functions that Argo adds (`asInt`, `asFloat`, `toJson`, `jsonpath`, `sprig`).
 *
 * In the environment and the result `null` is nil, `number` is a float64, `bigint` an int, arrays and objects are
 * lists and maps: what `JSON.parse` gives can be handed in as it is. {@link toPlainValue} makes JSON data of a result,
 * `printGoValue` the text that Argo would insert.
 *
 * @throws {ExpressionError} `EXPRESSION_SYNTAX`, `EXPRESSION_TYPE` (wrong whatever the values are) or `EXPRESSION_EVALUATION`
 * @see https://argo-workflows.readthedocs.io/en/latest/variables/#expression
 * @example
 * ```ts
 * evaluateExpression('sum(map(items, # * 2)) > limit', { items: [1, 2, 3], limit: 10 }); // => true
 * ```
 */
export function evaluateExpression(expression: ExpressionNode | string, environment: unknown): unknown {
  try {
    return evaluate(expression, environment);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new ExpressionError('EXPRESSION_EVALUATION', 'the expression is nested too deeply', { cause });
  }
}

function evaluate(expression: ExpressionNode | string, environment: unknown): unknown {
  const overridden = typeof expression === 'string' ? overriddenBuiltins(environment) : undefined;
  let node: ExpressionNode;
  if (typeof expression !== 'string') node = expression;
  else node = overridden === undefined ? parseExpression(expression) : parse(expression, overridden);
  const text = typeof expression === 'string' ? expression : (sourceOf(node) ?? printExpression(node));
  const lookup = lookupIn(environment);
  const types = new Map<ExpressionNode, GoType>(
    checkExpression(node, text, namesOf(lookup)) satisfies NodeTypes,
  );
  return run(optimizeTyped(node, text, types), { text, types, lookup, environment });
}

/** Optimizes a tree and gives every new node the type of the one that it replaces. */
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
