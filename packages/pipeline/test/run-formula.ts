import { type ExpressionNode, substituteTags } from '@tiphys/expression';
import type { JsonSchema } from '@tiphys/signature/model';
import { expect } from 'vitest';
import { translateFunction } from '../src/expression/translate-function.ts';
import { fromJson, pathNode } from '../src/expression/tree/expression-nodes.ts';
import { substituteOperands } from '../src/expression/tree/formula-trees.ts';
import { printTag } from '../src/expression/tree/print-tag.ts';
import type { Formula, ItemSource } from '../src/ir/graph.ts';
import { encodeNode } from '../src/lower/values/form.ts';
import { encodeValue } from '../src/runtime/outputs/encode-value.ts';
import { registerFunctionSource } from '../src/source/function-source.ts';

type AnyFunction = (...values: never[]) => unknown;

/** The formula of a function whose inputs came from tasks. */
export function formulaOf(body: AnyFunction, schemas: readonly JsonSchema[]): Formula {
  // Nothing but the schema of an item is read here.
  const inputs = schemas.map((schema) => ({ kind: 'item', schema }) as unknown as ItemSource);
  return { inputs, body, site: {}, schema: {} };
}

/** The function of a text, known as a loader would make it known. */
export function functionOf(text: string): AnyFunction {
  // The text is that of a test.
  const made = new Function(`return (${text});`)() as AnyFunction;
  return registerFunctionSource(made, { text, file: '/project/pipeline.ts', line: 1, column: 1 });
}

/** The expression of a formula, with the names of its inputs. */
export function expressionOf(formula: Formula, names: readonly string[]): ExpressionNode {
  return substituteOperands(translateFunction(formula), inputNodes(names));
}

/** The nodes of inputs whose JSON text stands under the given names. */
export function inputNodes(names: readonly string[]): readonly ExpressionNode[] {
  return names.map((name) => fromJson(pathNode(['inputs', 'parameters', name])));
}

/** The text of a value as it travels between tasks. Tasks write -0 as 0, but whoever submits a workflow can write -0. */
function encode(value: unknown): string {
  const marked = JSON.stringify(value, (_, part: unknown) => (Object.is(part, -0) ? '<-0>' : part));
  return encodeValue(JSON.parse(marked)).replaceAll('"<-0>"', '-0');
}

/** What Argo makes of an expression whose inputs travelled as they travel between tasks. */
export function evaluateAsArgo(
  expression: ExpressionNode,
  names: readonly string[],
  values: readonly unknown[],
): unknown {
  const variables = new Map(names.map((name, index) => [`inputs.parameters.${name}`, encode(values[index])]));
  const template = JSON.stringify(printTag(encodeNode(expression, 'exact')));
  const substituted = substituteTags(template, variables, { allowUnresolved: false });
  return JSON.parse(String(JSON.parse(substituted)));
}

/** The JSON text of a value with sorted keys, where 0 is 0; undefined for what a task could not hand on. */
export function canonical(value: unknown): string | undefined {
  const text = JSON.stringify(value ?? null, (_, part: unknown) => {
    if (typeof part === 'number' && !Number.isFinite(part)) return '\u0000not JSON';
    if (typeof part === 'function') return '\u0000not JSON';
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
  return text.includes('\\u0000not JSON') ? undefined : text;
}

/** The body of an arrow function: a block, or an expression, which needs parentheses if it is an object. */
export function bodyText(body: string): string {
  return body.startsWith('{') && !/^\{ (?:const|if|return)\b/.test(body) ? `(${body})` : body;
}

/** A function, and the expression that it became. */
interface Compared {
  readonly given: AnyFunction;
  readonly expression: ExpressionNode;
  /** Names of the inputs of the expression. */
  readonly names: readonly string[];
}

/** Compares the result in JavaScript with that in Argo. Returns 1, or 0 if JavaScript gives no value. */
export function compareValues({ given, expression, names }: Compared, values: readonly unknown[]): number {
  let result: unknown;
  try {
    result = given(...(structuredClone(values) as never[]));
  } catch {
    return 0;
  }
  const wanted = canonical(result);
  if (wanted === undefined) {
    // JSON cannot carry NaN: the run fails, as it does for a task that returns it.
    expect(() => evaluateAsArgo(expression, names, values)).toThrow();
    return 0;
  }
  expect(canonical(evaluateAsArgo(expression, names, values))).toBe(wanted);
  return 1;
}
