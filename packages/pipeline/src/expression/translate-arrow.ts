import type { ExpressionNode } from '@tiphys/expression';
import type { JsonSchema } from '@tiphys/signature/model';
import type { ArrowFunction } from '../ir/arrow-function.ts';
import { translateBody, type Wanted } from './translate-function.ts';
import { mapLiteral } from './tree/expression-nodes.ts';
import { counted } from './value-types/number-facts.ts';
import { typeOfSchema } from './value-types/schema-type.ts';
import type { TypedNode } from './value-types/typed-node.ts';
import { isOnly, numberType, objectType } from './value-types/value-type.ts';

/** What to do if an arrow function of a setting is refused. A component cannot compute it. */
const ADVICE = 'Write it with the syntax that the page "Functions in expressions" of the docs lists';

/** A value that an arrow function gets: its type, and the expression that Argo reads it with. */
export interface ArrowValue {
  readonly schema: JsonSchema;
  /** An expression for the value itself, not for its text: `asInt(lastRetry.exitCode)`, `fromJSON(inputs.parameters.x)`. */
  readonly node: ExpressionNode;
}

/** A parameter of an arrow function: a value, or an object of which each field has an expression of its own. */
export type ArrowParameter = ArrowValue | { readonly fields: Readonly<Record<string, ArrowValue>> };

/**
 * Translates an arrow function of the user to an Argo expression with the same value.
 *
 * Use it for every option that takes a function of what is known at run time: `retry.if`, `cache.key`, metrics, `schedule.stopWhen`. Read the
 * function with `readArrow` when the user passes it, and print the result with `printExpression`, or with `printTag` where Argo needs `{{=...}}`.
 *
 * @param wanted What the function must return
 * @throws PipelineError `PIPELINE_UNSUPPORTED_SYNTAX`, `PIPELINE_CAPTURED_VARIABLE`, `PIPELINE_AMBIGUOUS_EXPRESSION` with the place in the user's source
 */
export function translateArrow(
  arrow: ArrowFunction,
  parameters: readonly ArrowParameter[],
  wanted?: Wanted,
): ExpressionNode {
  return translateBody({ ...arrow, instead: ADVICE }, parameters.map(typedParameter), wanted).node;
}

function typedParameter(parameter: ArrowParameter): TypedNode {
  if (!('fields' in parameter)) return typedValue(parameter);
  const fields = Object.entries(parameter.fields).map(([name, field]) => [name, typedValue(field)] as const);
  return {
    node: mapLiteral(fields.map(([name, { node }]) => [name, node])),
    type: objectType(new Map(fields.map(([name, { type }]) => [name, type]))),
    fields: new Map(fields),
  };
}

function typedValue({ schema, node }: ArrowValue): TypedNode {
  const type = typeOfSchema(schema);
  // Numbers from JSON are float64.
  const isInt = isOnly(type, 'number') && isCallOf(node, 'asInt');
  return { node, type: isInt ? numberType({ ...counted(), min: -(2 ** 53), max: 2 ** 53 }) : type };
}

function isCallOf(node: ExpressionNode, name: string): boolean {
  return node.kind === 'call' && node.callee.kind === 'identifier' && node.callee.name === name;
}
