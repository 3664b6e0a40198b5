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

/** Every value that Argo hands to an expression is a text; where it may be something else, nothing is known. */
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

/** Lists the variables that are always there or belong to a part of a workflow; others are unknown names. */
export const argoVariables: readonly string[] = [...Object.keys(variables), 'item', 'outputs', 'pod', 'node'];

/**
 * Tells why the operations of an expression cannot work with the values that Argo hands to it, which are all texts: a comparison of a text
 * with a number, a text as a condition, a wrong argument of a function. Undefined when they may work; unknown names are not looked at.
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
    const [message = ''] = error.message.split(/ \(\d+:\d+\)\n|\n/, 1);
    return message;
  }
}
