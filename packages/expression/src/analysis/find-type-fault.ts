import { checkExpression } from '../check/check.ts';
import { ExpressionError } from '../expression-error.ts';
import type { ExpressionNode } from '../language/node.ts';
import { argoFunctions } from '../runtime/argo-functions.ts';
import { anyType, type GoType, stringMapType, stringType } from '../values/type.ts';
import { typeOf } from '../values/type-of.ts';

function mapOf(element: GoType, fields: Readonly<Record<string, GoType>> = {}): GoType {
  return { ...stringMapType, element, fields: new Map(Object.entries(fields)) };
}

const texts = mapOf(stringType);
const call = mapOf(anyType, {
  status: stringType,
  id: stringType,
  ip: stringType,
  exitCode: stringType,
  startedAt: stringType,
  finishedAt: stringType,
  hostNodeName: stringType,
  outputs: mapOf(anyType, { result: stringType, parameters: texts }),
});

/** Argo passes every value to an expression as a string. Types that may differ are left unknown. */
const variables: Readonly<Record<string, GoType>> = {
  inputs: mapOf(anyType, { parameters: texts }),
  steps: mapOf(call, { name: stringType }),
  tasks: mapOf(call, { name: stringType }),
  workflow: mapOf(anyType, {
    parameters: texts,
    labels: texts,
    annotations: texts,
    outputs: mapOf(anyType, { parameters: texts }),
    name: stringType,
    namespace: stringType,
    uid: stringType,
    status: stringType,
    duration: stringType,
    failures: stringType,
    priority: stringType,
    mainEntrypoint: stringType,
    serviceAccountName: stringType,
  }),
  lastRetry: mapOf(anyType, {
    exitCode: stringType,
    status: stringType,
    duration: stringType,
    message: stringType,
  }),
  retries: stringType,
};

/** Lists the variables that always exist or belong to a part of a workflow. All other names are unknown. */
export const argoVariables: readonly string[] = [...Object.keys(variables), 'item', 'outputs', 'pod', 'node'];

/**
 * Returns why an expression cannot work with the values that Argo passes, which are all strings: it compares a string with a number, uses a
 * string as a condition, or passes a wrong argument. Returns undefined if it may work. Unknown names are not checked.
 *
 * @example
 * ```ts
 * findTypeFault(parseExpression('inputs.parameters.n > 3'), 'inputs.parameters.n > 3'); // => invalid operation: > (mismatched types string and int)
 * ```
 */
export function findTypeFault(node: ExpressionNode, text: string): string | undefined {
  try {
    checkExpression(node, text, (name) =>
      Object.hasOwn(argoFunctions, name) ? typeOf(argoFunctions[name]) : (variables[name] ?? anyType),
    );
    return undefined;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return error.reason;
  }
}
