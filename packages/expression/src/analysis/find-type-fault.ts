import { checkExpression } from '../check/check.ts';
import { ExpressionError } from '../expression-error.ts';
import type { ExpressionNode } from '../language/node.ts';
import { argoFunctions } from '../runtime/argo-functions.ts';
import { ANY_TYPE, type GoType, STRING_MAP_TYPE, STRING_TYPE } from '../values/type.ts';
import { typeOf } from '../values/type-of.ts';

function mapOf(element: GoType, fields: Readonly<Record<string, GoType>> = {}): GoType {
  return { ...STRING_MAP_TYPE, element, fields: new Map(Object.entries(fields)) };
}

const texts = mapOf(STRING_TYPE);
const call = mapOf(ANY_TYPE, {
  status: STRING_TYPE,
  id: STRING_TYPE,
  ip: STRING_TYPE,
  exitCode: STRING_TYPE,
  startedAt: STRING_TYPE,
  finishedAt: STRING_TYPE,
  hostNodeName: STRING_TYPE,
  outputs: mapOf(ANY_TYPE, { result: STRING_TYPE, parameters: texts }),
});

/** Argo passes every value to an expression as a string. Types that may differ are left unknown. */
const variables: Readonly<Record<string, GoType>> = {
  inputs: mapOf(ANY_TYPE, { parameters: texts }),
  steps: mapOf(call, { name: STRING_TYPE }),
  tasks: mapOf(call, { name: STRING_TYPE }),
  workflow: mapOf(ANY_TYPE, {
    parameters: texts,
    labels: texts,
    annotations: texts,
    outputs: mapOf(ANY_TYPE, { parameters: texts }),
    name: STRING_TYPE,
    namespace: STRING_TYPE,
    uid: STRING_TYPE,
    status: STRING_TYPE,
    duration: STRING_TYPE,
    failures: STRING_TYPE,
    priority: STRING_TYPE,
    mainEntrypoint: STRING_TYPE,
    serviceAccountName: STRING_TYPE,
  }),
  lastRetry: mapOf(ANY_TYPE, {
    exitCode: STRING_TYPE,
    status: STRING_TYPE,
    duration: STRING_TYPE,
    message: STRING_TYPE,
  }),
  retries: STRING_TYPE,
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
      Object.hasOwn(argoFunctions, name) ? typeOf(argoFunctions[name]) : (variables[name] ?? ANY_TYPE),
    );
    return undefined;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return error.reason;
  }
}
